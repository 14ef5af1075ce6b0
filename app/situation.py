"""What decides which actions on an assessment are possible now, and who can be asked about it."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import roles_in
from app.lifecycle import Situation, State
from app.models import Assessment, Membership, Participation, PriorityChoice, User
from app.parts import questions_for
from app.turns import Turn, came_to_adviser, turn_of


def has_adviser(session: Session, assessment: Assessment) -> bool:
    """Whether the municipality has an adviser now; without one it agrees alone."""
    adviser = select(Membership.id).where(
        Membership.municipality_id == assessment.municipality_id,
        Membership.role == "adviser",
        Membership.ended_at.is_(None),
    )
    return session.scalars(adviser.limit(1)).first() is not None


def coordinators_of(session: Session, assessment: Assessment) -> Sequence[User]:
    """The coordinators of the municipality now: whom colleagues can ask, who started the assessment first."""
    query = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id)
        .where(Membership.role == "coordinator", Membership.ended_at.is_(None))
        .order_by(User.id != assessment.created_by, User.name, User.id)
    )
    return session.scalars(query).all()


def colleague_step(assessment: Assessment, participation: Participation, today: date) -> str:
    """What a colleague can do now: answer, submitted, closed, answer_again, handed_in_again, wait_review or done.

    The domains of the assessment and the parts of the participation are loaded.
    """
    if assessment.state == State.AGREED:
        return "done"
    if assessment.state == State.IN_REVIEW:
        sent_back = {row.domain for row in assessment.domains if row.sent_back_at}
        own = {part.domain for part in questions_for(participation, assessment)}
        if not own & sent_back:
            return "wait_review"
        return "handed_in_again" if participation.state == "submitted" else "answer_again"
    if assessment.deadline is not None and assessment.deadline < today:
        return "closed"
    return "submitted" if participation.state == "submitted" else "answer"


def chosen_in(session: Session, assessment_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """In which of these inventories it was chosen with which domains to begin; no statement when there are none."""
    if not assessment_ids:
        return frozenset()
    chosen = select(PriorityChoice.assessment_id).where(PriorityChoice.assessment_id.in_(assessment_ids))
    return frozenset(session.scalars(chosen.distinct()))


def to_choose(session: Session, assessments: Collection[Assessment]) -> frozenset[uuid.UUID]:
    """The agreed ones of which nobody chose the domains to begin with, and that no later round came after."""
    followed = {one.earlier_id for one in assessments}
    agreed = {one.id for one in assessments if one.state == "agreed" and one.id not in followed}
    return frozenset(agreed) - chosen_in(session, agreed)


def waits_for_open_points(session: Session, assessment: Assessment) -> bool:
    """Whether the coordinator has to do what the adviser said is open; no statement when nothing is."""
    return turn_of(assessment, came_to_adviser(session, [assessment])) is Turn.OPEN_POINTS


def situation_of(session: Session, user: User, assessment: Assessment, *, agreeing: bool = True) -> Situation:
    """The state, the roles of this person, and what was approved and sent back.

    Whether there is an adviser decides about agreeing only: without `agreeing` it is not looked up.
    """
    return Situation(
        state=State(assessment.state),
        roles=roles_in(user, assessment.municipality_id),
        approved=assessment.approved_at is not None,
        has_adviser=not agreeing or has_adviser(session, assessment),
        sent_back=frozenset(row.domain for row in assessment.domains if row.sent_back_at),
        open_points=waits_for_open_points(session, assessment),
    )
