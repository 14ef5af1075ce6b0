"""Reading municipalities, people and their roles; never an answer."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from flask import abort
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from app.administration.operations.municipalities import Known, Place
from app.models import (
    AccountChange,
    AuditEntry,
    Identity,
    IdentityProvider,
    Membership,
    Municipality,
    Remark,
    Removal,
    SecondFactor,
    User,
)

MOST = 100
"""How many people one page shows."""


def all_municipalities(session: Session, search: str = "") -> Sequence[Municipality]:
    """The municipalities by name, or those whose name or code has this in it."""
    query = select(Municipality).order_by(func.lower(Municipality.name), Municipality.code)
    if search:
        found = (column.icontains(search, autoescape=True) for column in (Municipality.name, Municipality.code))
        query = query.where(or_(*found))
    return session.scalars(query).all()


def known_by_code(session: Session) -> dict[str, Known]:
    """What is known of every municipality by its code."""
    one = Municipality
    query = select(one.code, one.name, one.size_class, one.region, one.id, one.merged_into_id.is_not(None))
    return {
        code: Known(name, Place(size or "", region or ""), key, merged)
        for code, name, size, region, key, merged in session.execute(query)
    }


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


def counts(session: Session, today: date) -> tuple[int, int, int, int]:
    """How many municipalities, people, organisations with work accounts, and municipalities that lack an adviser."""
    people = select(func.count()).select_from(User).where(is_here()).scalar_subquery()
    open_ones = IdentityProvider.ended_at.is_(None)
    organisations = select(func.count()).select_from(IdentityProvider).where(open_ones).scalar_subquery()
    having = {role: _having(role) for role in ("adviser", "coordinator")}
    lacking = select(func.count()).where(having["coordinator"], ~having["adviser"], goes_on(today))
    unadvised = lacking.select_from(Municipality).scalar_subquery()
    query = select(func.count(), people, organisations, unadvised).select_from(Municipality)
    row = session.execute(query).one()
    return row[0], row[1], row[2], row[3]


def goes_on(today: date) -> ColumnElement[bool]:
    """Whether a municipality is not yet part of another one."""
    return or_(Municipality.valid_until.is_(None), Municipality.valid_until >= today)


def _having(role: str) -> ColumnElement[bool]:
    """Whether a municipality has somebody with this role now."""
    held = select(Membership.municipality_id).where(Membership.role == role, Membership.ended_at.is_(None))
    return Municipality.id.in_(held.where(Membership.municipality_id.is_not(None)))


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


def advisers_by_municipality(
    session: Session, search: str, shown: str, today: date
) -> list[tuple[Municipality, list[User], bool]]:
    """(municipality, who advises it now, whether it needs one: it has a coordinator), those without an adviser first.

    `search` is part of the name or code of the municipality or of the name of an adviser; `shown` is zonder, met or "".
    """
    people: dict[uuid.UUID, list[tuple[str, User]]] = defaultdict(list)
    query = select(Membership).where(Membership.role.in_(("adviser", "coordinator")), Membership.ended_at.is_(None))
    for role in session.scalars(query.options(joinedload(Membership.user)).order_by(Membership.created_at)):
        if role.municipality_id:
            people[role.municipality_id].append((role.role, role.user))
    found = []
    for municipality in all_municipalities(session):
        here = people[municipality.id]
        advisers = [user for role, user in here if role == "adviser"]
        texts = [municipality.name, municipality.code, *(user.name for user in advisers)]
        if shown in ("", "met" if advisers else "zonder") and search.casefold() in "\n".join(texts).casefold():
            ended = municipality.valid_until is not None and municipality.valid_until < today
            found.append((municipality, advisers, not ended and any(role == "coordinator" for role, _ in here)))
    return sorted(found, key=lambda row: (bool(row[1]), not row[2]))


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
    """Who has this address."""
    return session.scalars(select(User).where(User.email == email)).one_or_none()


def open_remarks_for(session: Session, user_id: uuid.UUID, municipality_id: uuid.UUID) -> int:
    """How many remarks in a municipality wait for this person."""
    query = select(func.count()).where(
        Remark.municipality_id == municipality_id, Remark.assigned_to == user_id, Remark.resolved_at.is_(None)
    )
    return session.scalar(query) or 0


def _with_roles() -> LoaderOption:
    return selectinload(User.memberships).joinedload(Membership.municipality)
