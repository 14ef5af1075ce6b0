"""What decides which actions on an assessment are possible now, and who can be asked about it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.doors.access import roles_in
from app.models import Answer, Assessment, Membership, Participation, PriorityChoice, User
from app.state.lifecycle import Situation, State
from app.state.parts import questions_for
from app.state.turns import Turn, came_to_adviser, turn_of


def _parts_in_signing(session: Session, user: User, assessment: Assessment) -> tuple[bool, bool]:
    """Whether the municipality has an adviser now (without one it agrees alone), and whether this person answers, or
    answered, as a colleague."""
    adviser = select(Membership.id).where(
        Membership.municipality_id == assessment.municipality_id,
        Membership.role == "adviser",
        Membership.ended_at.is_(None),
    )
    answered = select(Answer.id).where(Answer.participation_id == Participation.id)
    colleague = select(Participation.id).where(
        Participation.assessment_id == assessment.id,
        Participation.user_id == user.id,
        Participation.role == "participant",
        or_(Participation.ended_at.is_(None), answered.exists()),
    )
    row = session.execute(select(adviser.exists(), colleague.exists())).one()
    return row[0], row[1]


def advisers_of(session: Session, assessment: Assessment) -> Mapping[uuid.UUID, str]:
    """The addresses by id of who advises the municipality now: they check what others answer, and answer nothing."""
    query = (
        select(User.id, User.email)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id)
        .where(Membership.role == "adviser", Membership.ended_at.is_(None))
    )
    return dict(session.execute(query).all())


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


def situation_of(session: Session, user: User, assessment: Assessment, *, signing: bool = True) -> Situation:
    """The state, the roles of this person, and what was approved and sent back.

    Whether there is an adviser and who is a colleague decides about what is signed only (`lifecycle.SIGNS`): without
    `signing` it is not looked up.
    """
    advised, is_colleague = _parts_in_signing(session, user, assessment) if signing else (True, False)
    return Situation(
        state=State(assessment.state),
        roles=roles_in(user, assessment.municipality_id) | ({"participant"} if is_colleague else frozenset()),
        approved=assessment.approved_at is not None,
        approved_self=assessment.approved_by == user.id,
        has_adviser=advised,
        sent_back=frozenset(row.domain for row in assessment.domains if row.sent_back_at),
        open_points=waits_for_open_points(session, assessment),
    )
