"""People and their roles: who they are, adding and correcting them, giving roles and ending those; never an answer."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import abort
from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from app.models import (
    AccountChange,
    Assessment,
    AuditEntry,
    Identity,
    IdentityProvider,
    ImprovementAction,
    Membership,
    Municipality,
    Participation,
    Remark,
    Removal,
    SecondFactor,
    SignIn,
    User,
)
from app.trail.events import record
from app.web.formatting import HERE


@dataclass(frozen=True, slots=True)
class PersonDetails:
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
    record(session, actor, "add_person", user, now=now, new={"function": person.function})
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
        record(session, actor, "change_person", user, now=now, old=old, new=new)


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
    record(session, actor, "add_role", membership, now=now, new={"user": user_id, "role": role})
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
    record(session, actor, "end_role", membership, now=now, old={"user": membership.user_id, "role": membership.role})


def administrators(session: Session) -> set[uuid.UUID]:
    """The roles of administrator that have not ended, locked: two people must not end each other's at once."""
    query = select(Membership.id).where(Membership.role == "administrator", Membership.ended_at.is_(None))
    return set(session.scalars(query.order_by(Membership.id).with_for_update()))


MOST = 100
"""How many people one page shows."""


def all_municipalities(session: Session, search: str = "") -> Sequence[Municipality]:
    """The municipalities by name, or those whose name or code has this in it."""
    query = select(Municipality).order_by(func.lower(Municipality.name), Municipality.code)
    if search:
        found = (column.icontains(search, autoescape=True) for column in (Municipality.name, Municipality.code))
        query = query.where(or_(*found))
    return session.scalars(query).all()


def successors(session: Session) -> Mapping[uuid.UUID, tuple[Municipality, date]]:
    """By municipality what it becomes part of, and the last day of its own."""
    into = aliased(Municipality)
    query = select(Municipality.id, into, Municipality.valid_until).join(into, into.id == Municipality.merged_into_id)
    return {key: (found, until) for key, found, until in session.execute(query) if until}


def parts_of(session: Session, municipality_id: uuid.UUID) -> Sequence[Municipality]:
    """What becomes part of a municipality, the earliest first."""
    query = select(Municipality).where(Municipality.merged_into_id == municipality_id)
    return session.scalars(query.order_by(Municipality.valid_until, Municipality.code)).all()


def found_people(session: Session, search: str) -> Sequence[User]:
    """The people by name, or those with this in their name, address, function or municipality; one more than MOST."""
    query = select(User).where(is_here()).order_by(func.lower(User.name), User.email).limit(MOST + 1)
    if search:
        there = select(Membership.user_id).join(Membership.municipality)
        columns = (User.name, User.email, User.function)
        query = query.where(
            or_(
                *(column.icontains(search, autoescape=True) for column in columns),
                User.id.in_(there.where(Municipality.name.icontains(search, autoescape=True))),
            )
        )
    return session.scalars(query.options(_with_roles())).all()


def person(session: Session, user_id: uuid.UUID) -> User:
    """Somebody with all roles, ended ones too, or 404, also for who was removed."""
    found = session.scalars(select(User).where(User.id == user_id, is_here()).options(_with_roles())).one_or_none()
    return found if found is not None else abort(404)


def is_here() -> ColumnElement[bool]:
    """Whether somebody was not removed."""
    return User.id.not_in(select(Removal.user_id).where(Removal.done_at.is_not(None)))


def removal_of(session: Session, user_id: uuid.UUID) -> tuple[Removal | None, Mapping[str, int]]:
    """Whether somebody asked to be removed or was; and what the removal counted."""
    found = session.get(Removal, user_id)
    if found is None or found.done_at is None:
        return found, {}
    told = select(AuditEntry.new).where(AuditEntry.action == "remove_person", AuditEntry.subject == str(user_id))
    return found, session.scalars(told).first() or {}


def removals_asked(session: Session) -> Sequence[User]:
    """Who asked to be removed and still is here, who asked first first."""
    query = select(User).join(Removal, Removal.user_id == User.id).where(Removal.done_at.is_(None))
    return session.scalars(query.order_by(Removal.asked_at)).all()


def membership(session: Session, membership_id: uuid.UUID) -> Membership:
    """One role with its person and municipality, or 404."""
    query = select(Membership).where(Membership.id == membership_id)
    loaded = query.options(joinedload(Membership.user), joinedload(Membership.municipality))
    found = session.scalars(loaded).one_or_none()
    return found if found is not None else abort(404)


def has_second_step(session: Session, user_id: uuid.UUID) -> bool:
    """Whether somebody signs in with a second step."""
    return session.scalars(select(SecondFactor.user_id).where(SecondFactor.user_id == user_id)).first() is not None


def waiting_changes(session: Session, user_id: uuid.UUID) -> Sequence[AccountChange]:
    """What waits before it changes something to the account of somebody, with the municipality of a role."""
    query = select(AccountChange).where(AccountChange.user_id == user_id, AccountChange.ended_at.is_(None))
    return session.scalars(query.options(joinedload(AccountChange.municipality)).order_by(AccountChange.asked_at)).all()


def all_providers(session: Session) -> Sequence[tuple[IdentityProvider, str | None, int]]:
    """Every organisation with the name of its municipality and its number of work accounts; ended ones last."""
    accounts = select(func.count()).where(Identity.provider_id == IdentityProvider.id).scalar_subquery()
    query = select(IdentityProvider, Municipality.name, accounts).outerjoin(
        Municipality, IdentityProvider.municipality_id == Municipality.id
    )
    order = (IdentityProvider.ended_at.is_not(None), func.lower(IdentityProvider.name), IdentityProvider.id)
    return [(provider, where, count) for provider, where, count in session.execute(query.order_by(*order))]


def provider_with(session: Session, provider_id: uuid.UUID) -> IdentityProvider:
    """One organisation, or 404."""
    found = session.get(IdentityProvider, provider_id)
    return found if found is not None else abort(404)


def municipality_with(session: Session, municipality_id: uuid.UUID) -> Municipality:
    """One municipality, or 404."""
    found = session.get(Municipality, municipality_id)
    return found if found is not None else abort(404)


def adviser_roles(session: Session, municipality_id: uuid.UUID) -> Sequence[Membership]:
    """Who advises a municipality and who did, the latest first."""
    query = (
        select(Membership)
        .where(Membership.municipality_id == municipality_id, Membership.role == "adviser")
        .options(joinedload(Membership.user))
        .order_by(Membership.created_at.desc(), Membership.id)
    )
    return session.scalars(query).all()


def all_advisers(session: Session) -> Sequence[User]:
    """Everybody who advises some municipality now, by name."""
    advising = select(Membership.user_id).where(Membership.role == "adviser", Membership.ended_at.is_(None))
    return session.scalars(select(User).where(User.id.in_(advising)).order_by(func.lower(User.name), User.email)).all()


def person_at(session: Session, email: str) -> User | None:
    return session.scalars(select(User).where(User.email == email)).one_or_none()


def open_remarks_for(session: Session, user_id: uuid.UUID, municipality_id: uuid.UUID) -> int:
    """How many remarks in a municipality wait for this person."""
    query = select(func.count()).where(
        Remark.municipality_id == municipality_id, Remark.assigned_to == user_id, Remark.resolved_at.is_(None)
    )
    return session.scalar(query) or 0


def _with_roles() -> LoaderOption:
    return selectinload(User.memberships).joinedload(Membership.municipality)
