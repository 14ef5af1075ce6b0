"""Ending a meeting, and telling people what was agreed."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.doors.limits import TooManyTriesError, count_try
from app.meetings.agenda import EndForm, build_end_form
from app.meetings.leading import StaleMeetingError, change
from app.meetings.running import MEETING, blueprint, load_attendance, load_leading, refuse
from app.meetings.summary import Outcome, Recipient, Summary, groups, load_summary, meeting_of, of_groups, recipients
from app.models import Assessment, Meeting, User
from app.participants.mails import MAILS
from app.post.outbox import queue_letter
from app.reports.stored import StoredScore
from app.texts import meetings as texts
from app.texts.colleagues import too_many_mails
from app.texts.mails.reviews import AgreedLine, meeting_summary
from app.texts.words import SPECIAL
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
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
    record(session, actor, "end_meeting", meeting, now=now, new=new)


def _content(
    assessment: Assessment, summary: Summary, settings: Settings
) -> tuple[str, str, Sequence[AgreedLine], Mapping[str, Sequence[str]], str, str]:
    page = f"{settings.base_url}/inventarisaties/{assessment.id}/bespreken/samen/{summary.meeting.id}"
    lines = [_line(outcome, score) for outcome, score in summary.agreed]
    others = {
        end: [f"{one.title}: {one.question.short_name}" for one in found] for end, found in summary.others.items()
    }
    return assessment.municipality.name, summary.in_short, lines, others, page, settings.contact


def _line(outcome: Outcome, score: StoredScore) -> AgreedLine:
    answer = outcome.question.options[int(score.value)] if score.value.isdecimal() else SPECIAL[score.value]
    number = f"{score.value}. " if score.value.isdecimal() else ""
    return AgreedLine(
        outcome.title, outcome.question.short_name, f"{number}{answer}", score.reason or "", score.dissent or ""
    )


@blueprint.get(f"{MEETING}/afronden")
def consider_ending(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What came out until now, and who gets it by mail."""
    assessment, meeting = load_leading(assessment_id, None)
    form = build_end_form(groups(recipients(db.session, assessment)), meeting.version)
    return end_page(assessment, meeting, form)


def end_page(assessment: Assessment, meeting: Meeting, form: EndForm) -> str:
    """The page to check before ending."""
    summary = load_summary(db.session, assessment, meeting)
    return render_template("meetings/end.html", assessment=assessment, summary=summary, form=form)


@blueprint.post(f"{MEETING}/afronden")
def end(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """End the meeting and mail what was agreed."""
    assessment, meeting = load_leading(assessment_id)
    offered = recipients(db.session, assessment)
    form = build_end_form(groups(offered), meeting.version, request.form)
    if not form.validate():
        return end_page(assessment, meeting, form), 422
    to, settings = of_groups(offered, form.to.data or ()), current_app.config["SETTINGS"]
    try:
        end_meeting(db.session, current_user, assessment, meeting, to, form.version.version, settings, now=now())
    except StaleMeetingError:
        refuse(assessment, texts.MOVED)
    except TooManyTriesError as error:
        db.session.rollback()
        form.form_errors.append(too_many_mails(MAILS.most, error.minutes))
        return end_page(*load_leading(assessment_id, None), form), 429
    flash(texts.ended(len(to)), "success")
    db.session.commit()
    return redirect(url_for("meetings.summary", assessment_id=assessment_id, meeting_id=meeting.id), 303)


@blueprint.get(f"{MEETING}/<uuid:meeting_id>")
def summary(assessment_id: uuid.UUID, meeting_id: uuid.UUID) -> ResponseReturnValue:
    """What was agreed in a meeting, for who leads and who takes part."""
    attendance = load_attendance(assessment_id)
    meeting = meeting_of(db.session, attendance.assessment, meeting_id) or abort(404)
    if meeting.ended_at is None:
        return redirect(url_for("meetings.meeting", assessment_id=assessment_id))
    return render_template(
        "meetings/summary.html",
        assessment=attendance.assessment,
        summary=load_summary(db.session, attendance.assessment, meeting),
        leads=attendance.leads,
    )
