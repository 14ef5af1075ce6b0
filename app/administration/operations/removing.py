"""Removing somebody for good, when nobody needs them any more to go on."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.administration.operations.people import administrators, end_role
from app.administration.queries import is_here
from app.models import (
    Assessment,
    ImprovementAction,
    Membership,
    Municipality,
    Participation,
    Removal,
    SignIn,
    Trajectory,
    User,
)
from app.personal.removal import remove


class OnlyCoordinatorError(Exception):
    """Without this person nobody would lead a round that goes on; `municipalities` says where, by name."""

    def __init__(self, municipalities: list[str]) -> None:
        super().__init__(municipalities)
        self.municipalities = municipalities


def remove_long_gone(session: Session, days: int, *, now: datetime) -> None:
    """Remove one of those who had nothing to do with anything for this many days; the next time the next."""
    since = now - timedelta(days=days)
    takes_part = or_(
        and_(Assessment.state != "agreed", Participation.ended_at.is_(None)),
        Assessment.agreed_at > since,
        Participation.ended_at > since,
    )
    own = select(Participation.id).join(Assessment, Assessment.id == Participation.assessment_id)
    owned = select(ImprovementAction.id).join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
    busy = (
        exists().where(Membership.user_id == User.id, func.coalesce(Membership.ended_at, now) > since),
        own.where(Participation.user_id == User.id, takes_part).exists(),
        owned.where(ImprovementAction.owner_id == User.id, func.coalesce(Trajectory.ended_at, now) > since).exists(),
        exists().where(SignIn.user_id == User.id, SignIn.created_at > since),
    )
    query = select(User.id).where(User.created_at < since, is_here(), *(~one for one in busy))
    if gone := session.scalars(query.order_by(User.created_at, User.id).limit(1)).first():
        remove_person(session, None, gone, now=now)


def remove_person(session: Session, actor: User | None, user_id: uuid.UUID, *, now: datetime) -> None:
    """Remove somebody; harmless when done twice. Raises OnlyCoordinatorError and LastAdministratorError."""
    # Held: two administrators must not remove each other at once, and two removals not get the same number.
    administrators(session)
    done = select(Removal.user_id).where(Removal.user_id == user_id, Removal.done_at.is_not(None))
    if session.scalars(done).first() is not None:
        return
    if where := only_coordinator_in(session, user_id):
        raise OnlyCoordinatorError(where)
    roles = select(Membership).where(Membership.user_id == user_id, Membership.ended_at.is_(None))
    for role in session.scalars(roles.options(joinedload(Membership.user))):
        end_role(session, actor, role, now=now)
    session.flush()
    remove(session, actor, user_id, now=now)


def only_coordinator_in(session: Session, user_id: uuid.UUID) -> list[str]:
    """The municipalities with a round that goes on, which nobody else could lead."""
    another = aliased(Membership)
    others = exists().where(
        another.municipality_id == Municipality.id,
        another.role == "coordinator",
        another.ended_at.is_(None),
        another.user_id != user_id,
    )
    going_on = exists().where(Assessment.municipality_id == Municipality.id, Assessment.state != "agreed")
    query = (
        select(Municipality.name)
        .join(Membership, Membership.municipality_id == Municipality.id)
        .where(Membership.user_id == user_id, Membership.role == "coordinator", Membership.ended_at.is_(None))
        .where(going_on, ~others)
    )
    return list(session.scalars(query.order_by(Municipality.name)))
