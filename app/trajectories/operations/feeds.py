"""Making and revoking the address with which somebody's calendar reads the days of a trajectory."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from app.audit import record
from app.models import CalendarFeed, Trajectory, User
from app.trajectories.queries.feeds import working_feed


def make_feed(session: Session, user: User, trajectory: Trajectory, seen: str, *, now: datetime) -> bool:
    """Give somebody an address, in place of the one that they saw; whether there is another one now.

    `seen` is the id of that one, empty when there was none: two clicks make one address. The trajectory is held.
    """
    there = working_feed(session, user, trajectory)
    if str(there.id if there else "") != seen:
        return False
    if there is not None:
        _revoke(session, user, trajectory, there, now)
    keys = {"trajectory_id": trajectory.id, "municipality_id": trajectory.municipality_id}
    session.add(CalendarFeed(id=uuid.uuid4(), user_id=user.id, created_at=now, **keys))
    session.flush()
    # No id of the address: what the history tells can be read by everybody who leads the trajectory.
    record(session, user, "make_feed", trajectory.id, now=now, assessment=trajectory.assessment)
    return True


def revoke_feed(session: Session, user: User, trajectory: Trajectory, *, now: datetime) -> bool:
    """Let the address of this person work no longer; False when there was none. The trajectory is held."""
    there = working_feed(session, user, trajectory)
    if there is None:
        return False
    _revoke(session, user, trajectory, there, now)
    return True


def _revoke(session: Session, user: User, trajectory: Trajectory, feed: CalendarFeed, now: datetime) -> None:
    feed.revoked_at = now
    session.flush()
    record(session, user, "revoke_feed", trajectory.id, now=now, assessment=trajectory.assessment)
