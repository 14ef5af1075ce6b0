"""The first administrator, who is made from the command line."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Membership, User
from app.trail.events import record


def add_administrator(session: Session, email: str, name: str, *, now: datetime) -> User:
    """Make somebody an administrator from the command line, for whoever comes first; harmless when done twice."""
    user = session.scalars(select(User).where(User.email == email)).one_or_none()
    if user is None:
        user = User(id=uuid.uuid4(), email=email, name=name, function="beheerder", created_at=now)
        session.add(user)
        session.flush()
    held = select(Membership).where(Membership.user_id == user.id, Membership.role == "administrator")
    if session.scalars(held.where(Membership.ended_at.is_(None))).first() is None:
        membership = Membership(id=uuid.uuid4(), user_id=user.id, role="administrator", created_at=now)
        session.add(membership)
        record(session, None, "add_role", membership.id, now=now, new={"user": str(user.id), "role": "administrator"})
    return user
