"""Who belongs to a session."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from app.models import Membership, SignIn, User
from app.tokens import token_hash


def person_of(session: Session, token: str, *, now: datetime) -> User | None:
    """The person whose session this secret opens, with roles and municipalities; None when it has ended.

    The person is loose from the database session: error pages are made after a rollback, and still need the name.
    """
    user = session.scalars(
        select(User)
        .join(SignIn, SignIn.user_id == User.id)
        .outerjoin(User.memberships)
        .outerjoin(Membership.municipality)
        .where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .options(contains_eager(User.memberships).contains_eager(Membership.municipality))
        .execution_options(populate_existing=True)
    ).unique()
    person = user.one_or_none()
    if person is not None:
        person.token = token
        _detach(session, person)
    return person


def _detach(session: Session, person: User) -> None:
    for membership in person.memberships:
        if membership.municipality is not None and membership.municipality in session:
            session.expunge(membership.municipality)
        session.expunge(membership)
    session.expunge(person)
