"""What decides which actions on an assessment are possible now, and who can be asked about it."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.doors.access import roles_in
from app.models import Answer, Assessment, Membership, Participation, User
from app.state.asked import sent_back_in
from app.state.lifecycle import Situation, State
from app.state.next import Task, load_facts, next_in_review

INVITED = (
    Participation.role == "participant",
    Participation.invited_at.is_not(None),
    Participation.ended_at.is_(None),
)
"""What makes somebody a colleague who was invited and still takes part.

The joint part is that of who coordinates: it opens nothing once that role has ended.
"""


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


def _with_role(assessment: Assessment, *roles: str) -> Select[User]:
    query = select(User).join(Membership, Membership.user_id == User.id)
    query = query.where(Membership.municipality_id == assessment.municipality_id)
    return query.where(Membership.role.in_(roles), Membership.ended_at.is_(None))


def advisers_of(session: Session, assessment: Assessment) -> Mapping[uuid.UUID, str]:
    """The addresses by id of who advises the municipality now: they check what others answer, and answer nothing."""
    return dict(session.execute(_with_role(assessment, "adviser").with_only_columns(User.id, User.email)).all())


def coordinators_of(session: Session, assessment: Assessment) -> Sequence[User]:
    """The coordinators of the municipality now: whom colleagues can ask, who started the assessment first."""
    query = _with_role(assessment, "coordinator")
    return session.scalars(query.order_by(User.id != assessment.created_by, User.name, User.id)).all()


def leaders_of(session: Session, assessment: Assessment, *roles: str) -> Sequence[User]:
    """Who has one of these roles in the municipality now, by name."""
    return session.scalars(_with_role(assessment, *roles).order_by(User.name, User.id)).unique().all()


def waits_for_open_points(session: Session, assessment: Assessment) -> bool:
    """Whether the coordinator has to do what the adviser said is open; no statement when nothing is."""
    if assessment.open_points_at is None:
        return False
    return next_in_review(load_facts(session, [assessment])[assessment.id]).task is Task.OPEN_POINTS


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
        sent_back=frozenset(sent_back_in(assessment)),
        open_points=waits_for_open_points(session, assessment),
    )
