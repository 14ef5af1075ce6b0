"""Adding and correcting people, giving them roles and ending those; nothing is ever removed."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from app.audit import record
from app.formatting import HERE
from app.models import Assessment, Identity, ImprovementAction, Membership, Municipality, Participation, SignIn, User


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Who somebody is."""

    email: str
    name: str
    function: str


class KnownAddressError(Exception):
    """Somebody has this address already; `user_id` says who."""

    def __init__(self, user_id: uuid.UUID) -> None:
        super().__init__(user_id)
        self.user_id = user_id


class HasRoleError(Exception):
    """This person has this role there already."""


class EndedMunicipalityError(Exception):
    """This municipality is part of another one now, and nothing goes on there; both by name."""

    def __init__(self, name: str, into: str) -> None:
        super().__init__(name)
        self.name, self.into = name, into


class OtherSideError(Exception):
    """This person leads, answers or advises there already, and nobody checks their own work (D23).

    `side` is what they are: coordinator, participant or adviser.
    """

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self.side = side


class LastAdministratorError(Exception):
    """Without this administrator nobody could administer any more."""


def add_person(session: Session, actor: User, person: PersonDetails, *, now: datetime) -> User:
    """Add somebody who can sign in from now on. Raises KnownAddressError."""
    user = User(id=uuid.uuid4(), email=person.email, name=person.name, function=person.function, created_at=now)
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError:
        known = session.scalars(select(User.id).where(User.email == person.email)).one()
        raise KnownAddressError(known) from None
    record(session, actor, "add_person", user.id, now=now, new={"function": person.function})
    return user


def change_person(session: Session, actor: User, user_id: uuid.UUID, person: PersonDetails, *, now: datetime) -> None:
    """Correct who somebody is; a new address is the one to sign in with from now on, without asking anybody.

    Raises KnownAddressError.

    Names and addresses stay out of the audit trail: it says which of the three changed.
    """
    user = session.scalars(select(User).where(User.id == user_id).with_for_update()).one()
    changed = [name for name in ("email", "name", "function") if getattr(user, name) != getattr(person, name)]
    old = {"function": user.function}
    refuse_known_address(session, user_id, person.email)
    user.email, user.name, user.function = person.email, person.name, person.function
    if "email" in changed:
        _shut_out_old_address(session, user_id, now)
    if changed:
        new = {"function": person.function, "changed": changed}
        record(session, actor, "change_person", user_id, now=now, old=old, new=new)


def refuse_known_address(session: Session, user_id: uuid.UUID, email: str) -> None:
    """Raises KnownAddressError when somebody else has this address."""
    known = session.scalars(select(User.id).where(User.email == email, User.id != user_id)).first()
    if known is not None:
        raise KnownAddressError(known)


def _shut_out_old_address(session: Session, user_id: uuid.UUID, now: datetime) -> None:
    """Whoever reads the mails of the old address stays signed in no longer and comes in by no work account, and a link
    in one of those mails does not tell them the new address."""
    open_ones = update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    session.execute(open_ones.values(ended_at=now))
    session.execute(delete(Identity).where(Identity.user_id == user_id))
    session.execute(update(Participation).where(Participation.user_id == user_id).values(link_hash=None))
    session.execute(update(ImprovementAction).where(ImprovementAction.owner_id == user_id).values(link_hash=None))


def add_role(
    session: Session, actor: User, user_id: uuid.UUID, role: str, municipality_id: uuid.UUID | None, *, now: datetime
) -> Membership:
    """Give somebody a role, in a municipality unless it is administrator; from now on, without asking anybody.

    Raises HasRoleError, OtherSideError and EndedMunicipalityError.
    """
    refuse_role(session, user_id, role, municipality_id, now=now)
    membership = Membership(
        id=uuid.uuid4(), user_id=user_id, role=role, municipality_id=municipality_id, created_at=now
    )
    session.add(membership)
    session.flush()
    new = {"user": str(user_id), "role": role}
    record(session, actor, "add_role", membership.id, now=now, municipality_id=municipality_id, new=new)
    return membership


def refuse_role(
    session: Session, user_id: uuid.UUID, role: str, municipality_id: uuid.UUID | None, *, now: datetime
) -> None:
    """Whether somebody can be given a role. Raises HasRoleError, OtherSideError and EndedMunicipalityError."""
    # The person is held, so that the same role sent twice at the same moment is given once. Not as for a change of the
    # key: what they save at this moment refers to it.
    session.execute(select(User.id).where(User.id == user_id).with_for_update(key_share=True))
    same = select(Membership.id).where(
        Membership.user_id == user_id,
        Membership.role == role,
        Membership.municipality_id.is_not_distinct_from(municipality_id),
        Membership.ended_at.is_(None),
    )
    if session.scalars(same).first() is not None:
        raise HasRoleError
    refuse_other_side(session, user_id, role, municipality_id)
    _refuse_ended(session, municipality_id, now)


def refuse_other_side(session: Session, user_id: uuid.UUID, role: str, municipality_id: uuid.UUID | None) -> None:
    """Nobody advises where they lead or answer as a colleague, or the other way round. Raises OtherSideError.

    What somebody answered in a round that is agreed is no reason; who opens it again finds that they cannot approve.
    """
    held = select(Membership.role).where(
        Membership.user_id == user_id, Membership.municipality_id == municipality_id, Membership.ended_at.is_(None)
    )
    answering = (
        select(Participation.role)
        .join(Assessment, Assessment.id == Participation.assessment_id)
        .where(Participation.user_id == user_id, Participation.municipality_id == municipality_id)
        .where(Participation.role == "participant", Participation.ended_at.is_(None), Assessment.state != "agreed")
    )
    other = {"coordinator": "adviser", "adviser": "coordinator"}.get(role)
    side = session.scalars(held.where(Membership.role == other)).first() if other else None
    if side is None and role == "adviser":
        side = session.scalars(answering).first()
    if side is not None:
        raise OtherSideError(side)


def _refuse_ended(session: Session, municipality_id: uuid.UUID | None, now: datetime) -> None:
    """What was begun there can be finished, so until then people can still come; after that nothing new starts."""
    into = aliased(Municipality)
    going_on = select(Assessment.id).where(Assessment.municipality_id == Municipality.id, Assessment.state != "agreed")
    query = (
        select(Municipality.name, into.name)
        .join(into, into.id == Municipality.merged_into_id)
        .where(Municipality.id == municipality_id, Municipality.valid_until < now.astimezone(HERE).date())
        .where(~going_on.exists())
    )
    if (found := session.execute(query).first()) is not None:
        raise EndedMunicipalityError(*found)


def end_role(session: Session, actor: User | None, membership: Membership, *, now: datetime) -> None:
    """End a role; harmless when it has ended already. Raises LastAdministratorError."""
    if membership.ended_at is not None:
        return
    if membership.role == "administrator" and administrators(session) <= {membership.id}:
        raise LastAdministratorError
    membership.ended_at = now
    old = {"user": str(membership.user_id), "role": membership.role}
    record(session, actor, "end_role", membership.id, now=now, municipality_id=membership.municipality_id, old=old)


def administrators(session: Session) -> set[uuid.UUID]:
    """The roles of administrator that have not ended, locked: two people must not end each other's at once."""
    query = select(Membership.id).where(Membership.role == "administrator", Membership.ended_at.is_(None))
    return set(session.scalars(query.order_by(Membership.id).with_for_update()))
