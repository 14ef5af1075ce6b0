"""Ending a meeting, and telling people what was agreed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.limits import count_try
from app.mail import queue_letter
from app.meetings.operations.leading import change
from app.meetings.queries.recipients import Recipient
from app.meetings.queries.summary import Outcome, Summary, load_summary
from app.models import Assessment, Meeting, User
from app.participants.operations.sending import MAILS
from app.reports.queries import StoredScore
from app.texts.mails.meeting import AgreedLine, meeting_summary
from app.texts.words import SPECIAL
from config import Settings

KIND = "meeting"
"""What the mails are for, in the outbox."""


def end_meeting(
    session: Session,
    actor: User,
    assessment: Assessment,
    meeting: Meeting,
    to: Sequence[Recipient],
    seen: int,
    settings: Settings,
    *,
    now: datetime,
) -> None:
    """End a meeting and mail what came out of it. Raises StaleMeetingError and TooManyTriesError."""
    change(session, meeting, seen, ended_at=now, ended_by=actor.id, item=None, item_since=None)
    summary = load_summary(session, assessment, meeting)
    if to:
        key, secret = str(assessment.municipality_id), settings.secret_key.get_secret_value()
        count_try(session, MAILS, key, secret, now=now, tries=len(to))
    for recipient in to:
        letter = meeting_summary(recipient.name, *_content(assessment, summary, settings))
        queue_letter(session, recipient.email, letter, KIND, now=now)
    agreed = [outcome.item for outcome, _ in summary.agreed]
    new = {"agreed": agreed, "discussed": [one.item for one in summary.outcomes if one.discussed], "mails": len(to)}
    audit.record(session, actor, "end_meeting", meeting.id, assessment=assessment, new=new, now=now)


def _content(
    assessment: Assessment, summary: Summary, settings: Settings
) -> tuple[str, str, Sequence[AgreedLine], Mapping[str, Sequence[str]], str, str]:
    page = f"{settings.base_url}/inventarisaties/{assessment.id}/bespreken/samen/{summary.meeting.id}"
    lines = [_line(outcome, score) for outcome, score in summary.agreed]
    others = {end: [f"{one.title}: {one.question.text}" for one in found] for end, found in summary.others.items()}
    return assessment.municipality.name, summary.in_short, lines, others, page, settings.contact


def _line(outcome: Outcome, score: StoredScore) -> AgreedLine:
    answer = outcome.question.options[int(score.value)] if score.value.isdecimal() else SPECIAL[score.value]
    number = f"{score.value}. " if score.value.isdecimal() else ""
    return AgreedLine(
        outcome.title, outcome.question.text, f"{number}{answer}", score.reason or "", score.dissent or ""
    )
