"""Addresses for calendars: the one that somebody has, and whose an address is."""

import hashlib
import uuid

from itsdangerous import BadSignature, Signer
from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import CalendarFeed, Membership, Trajectory, User
from config import Settings

ROLES = ("coordinator", "adviser")
"""Who leads a trajectory, and so may have an address."""


def feed_token(settings: Settings, feed_id: uuid.UUID) -> str:
    """What stands in the address: the id of a feed, which only this installation can have signed."""
    return _signer(settings).sign(feed_id.hex).decode()


def signed_id(settings: Settings, token: str) -> uuid.UUID | None:
    """The id of the feed of which this is the token; None for anything that was not signed here."""
    try:
        return uuid.UUID(_signer(settings).unsign(token).decode())
    except (BadSignature, ValueError):
        return None


def _signer(settings: Settings) -> Signer:
    key = settings.secret_key.get_secret_value()
    return Signer(key, salt="calendar feed", key_derivation="hmac", digest_method=hashlib.sha256)


def working_feed(session: Session, user: User, trajectory: Trajectory) -> CalendarFeed | None:
    """The address of this person for this trajectory, when they have one that was not revoked."""
    query = select(CalendarFeed).where(CalendarFeed.user_id == user.id, CalendarFeed.trajectory_id == trajectory.id)
    return session.scalars(query.where(CalendarFeed.revoked_at.is_(None))).one_or_none()


def trajectory_of_feed(session: Session, feed_id: uuid.UUID) -> Trajectory | None:
    """The trajectory that an address shows, with its steps and municipality; two statements.

    None when it was revoked, or when whose it is leads the trajectory no longer.
    """
    there = Membership.user_id == CalendarFeed.user_id, Membership.municipality_id == Trajectory.municipality_id
    leads = exists().where(*there, Membership.ended_at.is_(None), Membership.role.in_(ROLES))
    query = (
        select(Trajectory)
        .join(CalendarFeed, CalendarFeed.trajectory_id == Trajectory.id)
        .where(CalendarFeed.id == feed_id, CalendarFeed.revoked_at.is_(None), leads)
        .options(joinedload(Trajectory.municipality), selectinload(Trajectory.steps))
    )
    return session.scalars(query).one_or_none()
