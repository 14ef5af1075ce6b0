"""Closing the ten months, and opening them again."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.audit import record
from app.models import Trajectory, User


def close_trajectory(session: Session, actor: User, trajectory: Trajectory, *, now: datetime) -> None:
    """Nothing changes and nobody is reminded any more; what was closed stays closed. The trajectory is held."""
    if trajectory.ended_at is None:
        trajectory.ended_at = now
        session.flush()
        record(session, actor, "close_trajectory", trajectory.id, now=now, assessment=trajectory.assessment)


def reopen_trajectory(session: Session, actor: User, trajectory: Trajectory, *, now: datetime) -> None:
    """Everything can be changed again. The trajectory is held."""
    if trajectory.ended_at is not None:
        trajectory.ended_at = None
        session.flush()
        record(session, actor, "reopen_trajectory", trajectory.id, now=now, assessment=trajectory.assessment)
