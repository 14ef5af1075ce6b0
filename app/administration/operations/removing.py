"""Removing somebody for good, when nobody needs them any more to go on."""

import uuid
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from app.administration.operations.people import administrators, end_role
from app.models import Assessment, Membership, Municipality, Removal, User
from app.personal.removal import remove


class OnlyCoordinatorError(Exception):
    """Without this person nobody would lead a round that goes on; `municipalities` says where, by name."""

    def __init__(self, municipalities: list[str]) -> None:
        super().__init__(municipalities)
        self.municipalities = municipalities


def remove_person(session: Session, actor: User, user_id: uuid.UUID, *, now: datetime) -> None:
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
