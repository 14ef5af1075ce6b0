"""An assessment as one person meets it: what they answer, and whether they can do so now."""

import uuid
from dataclasses import dataclass
from datetime import date

from flask import abort
from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import joinedload

from app.access import Lock, assessment_for, roles_for, roles_in
from app.asked import questionnaire_of
from app.clock import today
from app.extensions import db
from app.lifecycle import Action, Refusal, Situation, State, refusal
from app.models import Assessment, Participation, User
from app.parts import Part, questions_for
from app.texts.assessments import UNTIL_RESUBMIT, changeable_until, only_sent_back
from app.texts.lifecycle import REFUSALS
from questionnaires.model import Questionnaire

PARTICIPATIONS = (
    select(Participation)
    .where(Participation.assessment_id == bindparam("assessment_id"), Participation.ended_at.is_(None))
    .where(
        or_(
            and_(Participation.user_id == bindparam("user_id"), Participation.invited_at.is_not(None)),
            Participation.role == "coordinator",
        )
    )
    .options(joinedload(Participation.parts))
    .order_by(Participation.created_at)
)
"""Somebody's own part and the joint one. Made once, because every page asks it."""


@dataclass(frozen=True, slots=True)
class Work:
    """An assessment as one person meets it: what they may answer, or (without a participation) look at."""

    assessment: Assessment
    roles: frozenset[str]
    participation: Participation | None
    """The part that this person answers."""
    joint: Participation | None
    """The part of the coordinator, in which coordinator and adviser answer together (samen invullen)."""
    parts: tuple[Part, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        """The version with which the assessment was started."""
        return questionnaire_of(self.assessment)

    @property
    def situation(self) -> Situation:
        """What decides which actions are possible now."""
        return Situation(
            State(self.assessment.state),
            self.roles,
            approved=self.assessment.approved_at is not None,
            sent_back=frozenset(self.sent_back),
            deadline_passed=self.deadline_passed,
        )

    @property
    def deadline_passed(self) -> bool:
        """Whether the last day on which colleagues can answer is over; that day itself counts."""
        deadline = self.assessment.deadline
        return deadline is not None and deadline < today()

    @property
    def sent_back(self) -> dict[str, str | None]:
        """The domains that were sent back, each with the reason."""
        return {row.domain: row.sent_back_reason for row in self.assessment.domains if row.sent_back_at}

    @property
    def reads_only(self) -> bool:
        """Whether this person is a reader here and nothing else: for them there is the report."""
        return self.roles == {"reader"}

    @property
    def coordinates(self) -> bool:
        """Whether this person coordinates the municipality."""
        return "coordinator" in self.roles

    @property
    def may_propose(self) -> bool:
        """Whether this person can propose a colleague: who leads the round divides the questions themselves."""
        takes_part = self.participation is not None and self.participation.role == "participant"
        return takes_part and self.assessment.state == State.OPEN and bool(self.open_parts)

    @property
    def has_own_name(self) -> bool:
        """Whether the answers are one person's: coordinator and adviser answer together, so theirs are nobody's."""
        return self.participation is not None and self.participation.role == "participant"

    @property
    def until(self) -> str:
        """Until when this person can change answers, inside a sentence."""
        return UNTIL_RESUBMIT if self.hands_in_again else changeable_until(self.deadline)

    @property
    def deadline(self) -> date | None:
        """The last day on which this person can answer; a coordinator sets it for others."""
        return None if self.coordinates else self.assessment.deadline

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts whose questions can be answered now."""
        return tuple(part for part in self.parts if not self.refusal(part.domain))

    def part(self, domain: str) -> Part:
        """The part about a domain, or 404 when this person does not answer it."""
        found = [part for part in self.parts if part.domain == domain]
        return found[0] if found else abort(404)

    @property
    def refusal_of_handing_in(self) -> Refusal | None:
        """Why the answers cannot be handed in now; a coordinator hands in what was sent back with the review."""
        why = refusal(Action.ANSWER, self.situation)
        if why is Refusal.NOT_SENT_BACK:
            return None if self.hands_in_again else Refusal.IN_REVIEW
        return why

    @property
    def hands_in_again(self) -> bool:
        """Whether a part of the answers of this colleague was sent back."""
        in_review = self.assessment.state == State.IN_REVIEW
        return in_review and self.has_own_name and not self.coordinates and bool(self.open_parts)

    @property
    def closed(self) -> str | None:
        """What can still change, or why nothing can, as a sentence; None while everything can."""
        if self.assessment.state == State.IN_REVIEW and self.open_parts:
            return only_sent_back([part.title for part in self.open_parts])
        why = self.refusal_of_handing_in
        return REFUSALS[why] if why else None

    def refusal(self, domain: str) -> Refusal | None:
        """Why questions about a domain cannot be answered now; None when they can."""
        return refusal(Action.ANSWER, self.situation, domain)


def load_work(user: User, assessment_id: uuid.UUID, lock: Lock | None = None) -> Work:
    """The assessment and this person's part of it, or 404; `lock` as in `assessment_for`."""
    assessment = assessment_for(user, assessment_id, lock)
    coordinates = "coordinator" in roles_in(user, assessment.municipality_id)
    candidates = _participations(user, assessment)
    own = next((part for part in candidates if part.user_id == user.id and _counts(part, coordinates)), None)
    joint = next((part for part in candidates if part.role == "coordinator"), None)
    # A second coordinator works on in the joint answers: they belong to the municipality, not to one person.
    participation = own or (joint if coordinates else None)
    roles = roles_for(user, assessment, participation)
    return Work(assessment, roles, participation, joint, questions_for(participation or joint, assessment))


def load_own_work(user: User, assessment_id: uuid.UUID, lock: Lock | None = None) -> tuple[Work, Participation]:
    """As `load_work`, for those who answer: 403 for people who only look."""
    work = load_work(user, assessment_id, lock)
    return work, work.participation or abort(403)


def _counts(part: Participation, coordinates: bool) -> bool:
    """Whether somebody's part gives them anything: that of a coordinator does so while they are one."""
    return coordinates or part.role != "coordinator"


def _participations(user: User, assessment: Assessment) -> list[Participation]:
    wanted = {"assessment_id": assessment.id, "user_id": user.id}
    return list(db.session.scalars(PARTICIPATIONS, wanted).unique())
