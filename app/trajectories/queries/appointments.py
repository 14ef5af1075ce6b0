"""The meetings of the ten months: those to come, and those that were."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models import Appointment, Trajectory


@dataclass(frozen=True, slots=True)
class Calendar:
    """The appointments of a trajectory."""

    coming: Sequence[Appointment]
    """From today on, the first first."""
    past: Sequence[Appointment]
    """Those that were, and those that were cancelled, the latest first."""


def calendar_of(session: Session, trajectory: Trajectory, today: date) -> Calendar:
    """All appointments of a trajectory; one statement."""
    found = session.scalars(_of(trajectory)).all()
    coming = [one for one in found if one.day >= today and one.cancelled_at is None]
    past = [one for one in reversed(found) if one.day < today or one.cancelled_at is not None]
    return Calendar(coming, past)


def coming_appointments(session: Session, trajectory: Trajectory, today: date, most: int) -> Sequence[Appointment]:
    """The first so many from today on."""
    query = _of(trajectory).where(Appointment.day >= today, Appointment.cancelled_at.is_(None))
    return session.scalars(query.limit(most)).all()


def appointment_of(session: Session, trajectory: Trajectory, appointment_id: uuid.UUID) -> Appointment | None:
    """One appointment of this trajectory, also one that was cancelled."""
    return session.scalars(_of(trajectory).where(Appointment.id == appointment_id)).one_or_none()


def _of(trajectory: Trajectory) -> Select[Appointment]:
    # A whole day comes before the hours of that day.
    order = (Appointment.day, Appointment.at.is_not(None), Appointment.at, Appointment.created_at, Appointment.id)
    return select(Appointment).where(Appointment.trajectory_id == trajectory.id).order_by(*order)
