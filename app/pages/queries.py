"""What is waiting for somebody: the inventories they see, with the next step that is theirs."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import contains_eager, selectinload

from app.access import is_administrator, municipalities_of, roles_in, visible_assessments
from app.extensions import db
from app.models import Assessment, Membership, Municipality, Participation, User
from app.texts.start import STEPS, WHERE

NOT_YOURS = frozenset({"wait_answers", "wait_resubmit", "wait_agree", "wait_review", "read"})
"""The steps with which nobody waits for this person."""


@dataclass(frozen=True, slots=True)
class Task:
    """One inventory, and what this person can do there now."""

    assessment: Assessment
    step: str

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for this person."""
        return self.step not in NOT_YOURS

    @property
    def label(self) -> str:
        """The step, as the text of a link."""
        return STEPS[self.step][0]

    @property
    def hint(self) -> str:
        """A line about the step."""
        return STEPS[self.step][1]

    @property
    def address(self) -> str:
        """Where the step is done."""
        return f"/inventarisaties/{self.assessment.id}{WHERE.get(self.step, '')}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that the start page shows."""

    tasks: tuple[Task, ...]
    may_start: bool
    municipalities: int | None
    """How many municipalities there are, for an administrator."""
    people: int | None

    @property
    def now(self) -> list[Task]:
        """What waits for this person."""
        return [task for task in self.tasks if task.is_waiting]

    @property
    def others(self) -> list[Task]:
        """What can be looked at."""
        return [task for task in self.tasks if not task.is_waiting]


def waiting_for(user: User) -> Waiting:
    """What is waiting for this person, newest first."""
    assessments = db.session.scalars(_seen_by(user)).unique().all()
    advised = _with_adviser({assessment.municipality_id for assessment in assessments})
    tasks = tuple(Task(one, next_step(user, one, one.municipality_id in advised)) for one in assessments)
    may_start = bool(municipalities_of(user, "coordinator"))
    counts = _counts() if is_administrator(user) else (None, None)
    return Waiting(tasks, may_start, *counts)


def _seen_by(user: User) -> Select[Assessment]:
    own = and_(
        Participation.assessment_id == Assessment.id,
        Participation.user_id == user.id,
        Participation.ended_at.is_(None),
    )
    return (
        visible_assessments(user)
        .join(Assessment.municipality)
        .outerjoin(Participation, own)
        .options(contains_eager(Assessment.municipality), contains_eager(Assessment.participations))
        .options(selectinload(Assessment.domains))
        .order_by(Assessment.created_at.desc(), Assessment.id)
    )


def _with_adviser(municipality_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    found = select(Membership.municipality_id).where(
        Membership.municipality_id.in_(municipality_ids), Membership.role == "adviser", Membership.ended_at.is_(None)
    )
    return frozenset(found_id for found_id in db.session.scalars(found) if found_id)


def _counts() -> tuple[int, int]:
    people = select(func.count()).select_from(User).scalar_subquery()
    row = db.session.execute(select(func.count(), people).select_from(Municipality)).one()
    return row[0], row[1]


def next_step(user: User, assessment: Assessment, has_adviser: bool) -> str:
    """The id of the step that this person can take now in the inventory."""
    roles = roles_in(user, assessment.municipality_id)
    if assessment.state == "agreed" or (roles == {"reader"} and not assessment.participations):
        return "read"
    sent_back = any(row.sent_back_at for row in assessment.domains)
    if "coordinator" in roles:
        return _step_of_coordinator(assessment, sent_back, has_adviser)
    if "adviser" in roles:
        return _step_of_adviser(assessment, sent_back)
    return "answer" if assessment.state == "open" and not _is_submitted(assessment) else "wait_review"


def _step_of_coordinator(assessment: Assessment, sent_back: bool, has_adviser: bool) -> str:
    if assessment.state == "open":
        return "start_review" if _is_submitted(assessment) else "answer"
    if sent_back:
        return "resubmit"
    if assessment.approved_at:
        return "agree"
    return "review" if has_adviser else "review_alone"


def _step_of_adviser(assessment: Assessment, sent_back: bool) -> str:
    if assessment.state == "open":
        return "wait_answers"
    if sent_back:
        return "wait_resubmit"
    return "wait_agree" if assessment.approved_at else "approve"


def _is_submitted(assessment: Assessment) -> bool:
    return bool(assessment.participations) and all(part.state == "submitted" for part in assessment.participations)
