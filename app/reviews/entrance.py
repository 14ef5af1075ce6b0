"""The blueprint of this feature, and what its views share: who comes in, the last steps, and what was seen."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.doors.access import Lock, assessment_for, require_role
from app.models import (
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    Assessment,
    AuditEntry,
    ClosingText,
    ClosingTextVersion,
    User,
)
from app.reports.stored import Rows
from app.saving.typed import typed_texts
from app.state.asked import question_of, title_of
from app.state.lifecycle import SIGNS, WHO, AssessmentAction, Refusal, State, refusal
from app.state.situation import situation_of
from app.texts.lifecycle import REFUSALS
from app.texts.reviews import approval_fallen
from app.web.extensions import db
from questionnaires.model import Question

STEPS = (
    AssessmentAction.START_REVIEW,
    AssessmentAction.APPROVE,
    AssessmentAction.WITHDRAW_APPROVAL,
    AssessmentAction.SEND_BACK,
    AssessmentAction.RESUBMIT,
)
MOVES = tuple(
    action.value
    for action in (*STEPS, AssessmentAction.FINISH_OPEN_POINTS, AssessmentAction.AGREE, AssessmentAction.REOPEN)
)
FALLEN = "approval_fell_away"
ABOUT_APPROVAL = (
    FALLEN,
    AssessmentAction.APPROVE.value,
    AssessmentAction.WITHDRAW_APPROVAL.value,
    AssessmentAction.REOPEN.value,
)


class Fallen(NamedTuple):
    """When an approval ended by itself, and whether that was because domains were sent back."""

    at: datetime
    sent_back: bool


def repeats_last_step(
    session: Session, user: User, assessment: Assessment, action: AssessmentAction, reason: str | None = None
) -> bool:
    """Whether the last step here was the same, by the same person with the same reason: a second click."""
    query = (
        select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.reason)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(MOVES))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return row is not None and tuple(row) == (action.value, user.id, reason)


def open_points_done_at(session: Session, assessment: Assessment) -> datetime | None:
    """When the coordinator said that what the adviser said is open now, is done; None when nobody did."""
    if assessment.open_points_at is None:
        return None
    query = select(func.max(AuditEntry.at)).where(
        AuditEntry.assessment_id == assessment.id,
        AuditEntry.action == AssessmentAction.FINISH_OPEN_POINTS.value,
        AuditEntry.at > assessment.open_points_at,
    )
    return session.scalar(query)


def fallen_approval(session: Session, assessment: Assessment) -> Fallen | None:
    """How the approval ended by itself; None when it did not, or when there is another one by now."""
    if assessment.state != State.IN_REVIEW or assessment.approved_at is not None:
        return None
    query = (
        select(AuditEntry.action, AuditEntry.at, AuditEntry.new["because"].as_string())
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(ABOUT_APPROVAL))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Fallen(row[1], row[2] == AssessmentAction.SEND_BACK) if row and row[0] == FALLEN else None


TOKEN = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Saves:
    """How many times answers, agreed scores, closing texts and ambitions were saved: the sums of their versions."""

    answers: int
    scores: int
    texts: int
    ambitions: int

    @property
    def token(self) -> str:
        """The same as a form gives it back."""
        return f"{self.answers}.{self.scores}.{self.texts}.{self.ambitions}"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was saved since somebody opened a page."""

    questions: Sequence[tuple[str, str, Question]]
    """(domain, its title, the question) of each question that an answer or a score was saved for."""
    texts: Sequence[tuple[str, str]]
    """(domain, its title) of each domain that a closing text was saved for."""
    ambitions: bool
    is_known: bool = True
    """Whether a page said what it showed; without that nobody knows what is otherwise since."""


NOTHING_SEEN = Meanwhile((), (), ambitions=False, is_known=False)


def saves_in(session: Session, assessment: Assessment, rows: Rows) -> Saves:
    """What somebody sees to whom these rows are shown."""
    answers, scores = (sum(row.version for row in found) for found in (rows.answers, (*rows.agreed, *rows.withdrawn)))
    return Saves(answers, scores, _saved(session, ClosingText, assessment), _ambitions(assessment))


def saved_since(session: Session, assessment: Assessment, token: str | None) -> Meanwhile | None:
    """What was saved since a page gave this token; None when nothing was."""
    found = TOKEN.fullmatch(token or "")
    if not found:
        return NOTHING_SEEN
    seen, there = Saves(*map(int, found.groups())), _saves_now(session, assessment)
    if seen == there:
        return None
    items = {
        *_newest(session, AnswerVersion, assessment, there.answers - seen.answers),
        *_newest(session, AgreedScoreVersion, assessment, there.scores - seen.scores),
    }
    texts = _newest(session, ClosingTextVersion, assessment, there.texts - seen.texts)
    places = [item.split("/", 1) for item in sorted(items)]
    return Meanwhile(
        [(domain, title_of(assessment, domain), question_of(assessment, domain, key)) for domain, key in places],
        [(domain, title_of(assessment, domain)) for domain in sorted({item.split("/", 1)[0] for item in texts})],
        there.ambitions != seen.ambitions,
    )


def _saves_now(session: Session, assessment: Assessment) -> Saves:
    answers, scores, texts = (_saved(session, table, assessment) for table in (Answer, AgreedScore, ClosingText))
    return Saves(answers, scores, texts, _ambitions(assessment))


def _saved(session: Session, table: type[Answer | AgreedScore | ClosingText], assessment: Assessment) -> int:
    query = select(func.coalesce(func.sum(table.version), 0)).where(table.assessment_id == assessment.id)
    return int(session.scalar(query) or 0)


def _ambitions(assessment: Assessment) -> int:
    return sum(row.ambition_version for row in assessment.domains)


def _newest(
    session: Session,
    table: type[AnswerVersion | AgreedScoreVersion | ClosingTextVersion],
    assessment: Assessment,
    saves: int,
) -> Sequence[str]:
    """The items of the newest so many saves."""
    if saves <= 0:
        return ()
    query = select(table.item).where(table.assessment_id == assessment.id).order_by(table.saved_at.desc())
    return session.scalars(query.limit(saves)).all()


blueprint = Blueprint("reviews", __name__, template_folder="templates")

ASSESSMENT = "/inventarisaties/<uuid:assessment_id>"
REVIEW = f"{ASSESSMENT}/bespreken"


def load_for(action: AssessmentAction, assessment_id: uuid.UUID, lock: Lock | None = "share") -> Assessment:
    """The assessment, when this person can do this to it now: else 404, 403, or 409 with what can be done."""
    assessment, why = load_asked(action, assessment_id, lock)
    if why is not None:
        refuse(why, assessment)
    return assessment


def load_asked(
    action: AssessmentAction, assessment_id: uuid.UUID, lock: Lock | None
) -> tuple[Assessment, Refusal | None]:
    """The assessment, and why this person cannot do this to it now: 404 or 403 for who never can.

    For views that look whether what was asked was done already: the second click on a button.
    """
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *WHO[action])
    situation = situation_of(db.session, current_user, assessment, signing=action in SIGNS)
    return assessment, refusal(action, situation)


def refuse(why: Refusal, assessment: Assessment) -> None:
    """Stop with the page that says why something cannot be done now; what was typed stands on it."""
    explanation, fallen = REFUSALS[why], None
    if why is Refusal.APPROVAL_MISSING:
        fallen = fallen_approval(db.session, assessment)
    abort(make_response(refused_page(approval_fallen(*fallen) if fallen else explanation, assessment), 409))


def to_overview(assessment: Assessment, said: str) -> ResponseReturnValue:
    """Keep what was done and say so, on the overview of the review."""
    flash(said, "success")
    here = url_for("reviews.overview", assessment_id=assessment.id)
    db.session.commit()
    return redirect(here, 303)


def refused_page(explanation: str, assessment: Assessment) -> str:
    """That page, with this sentence."""
    return render_template("reviews/refused.html", explanation=explanation, assessment=assessment, typed=typed_texts())
