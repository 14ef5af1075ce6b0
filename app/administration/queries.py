"""Reading municipalities, people and their roles; never an answer."""

import uuid
from collections.abc import Sequence

from flask import abort
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from app.models import Identity, IdentityProvider, Membership, Municipality, SecondFactor, User

MOST = 100
"""How many people one page shows."""


def all_municipalities(session: Session, search: str = "") -> Sequence[Municipality]:
    """The municipalities by name, or those whose name or code has this in it."""
    query = select(Municipality).order_by(func.lower(Municipality.name), Municipality.code)
    if search:
        found = (column.icontains(search, autoescape=True) for column in (Municipality.name, Municipality.code))
        query = query.where(or_(*found))
    return session.scalars(query).all()


def names_by_code(session: Session) -> dict[str, str]:
    """The name of every municipality by its code."""
    return dict(session.execute(select(Municipality.code, Municipality.name)).all())


def found_people(session: Session, search: str) -> Sequence[User]:
    """The people by name, or those with this in their name, address, function or municipality; one more than MOST."""
    query = select(User).order_by(func.lower(User.name), User.email).limit(MOST + 1)
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
    """Somebody with all roles, ended ones too, or 404."""
    found = session.scalars(select(User).where(User.id == user_id).options(_with_roles())).one_or_none()
    return found if found is not None else abort(404)


def membership(session: Session, membership_id: uuid.UUID) -> Membership:
    """One role with its person and municipality, or 404."""
    query = select(Membership).where(Membership.id == membership_id)
    loaded = query.options(joinedload(Membership.user), joinedload(Membership.municipality))
    found = session.scalars(loaded).one_or_none()
    return found if found is not None else abort(404)


def has_second_step(session: Session, user_id: uuid.UUID) -> bool:
    """Whether somebody signs in with a second step."""
    return session.scalars(select(SecondFactor.user_id).where(SecondFactor.user_id == user_id)).first() is not None


def counts(session: Session) -> tuple[int, int, int]:
    """How many municipalities, people, and organisations with work accounts there are."""
    people = select(func.count()).select_from(User).scalar_subquery()
    open_ones = IdentityProvider.ended_at.is_(None)
    organisations = select(func.count()).select_from(IdentityProvider).where(open_ones).scalar_subquery()
    row = session.execute(select(func.count(), people, organisations).select_from(Municipality)).one()
    return row[0], row[1], row[2]


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


def _with_roles() -> LoaderOption:
    return selectinload(User.memberships).joinedload(Membership.municipality)
