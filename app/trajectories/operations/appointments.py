"""Making, changing and cancelling the meetings of the ten months."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import record
from app.models import Appointment, Trajectory, User
from app.versions import StaleSaveError

TWICE = timedelta(minutes=2)
"""Within this time the same appointment of the same person is the same click."""


@dataclass(frozen=True, slots=True)
class Plans:
    """What an appointment is about, and when and where it is."""

    title: str
    kind: str
    step: str
    day: date
    at: time | None
    minutes: int | None
    place: str
    note: str

    @property
    def told(self) -> dict[str, Any]:
        """The same for the history."""
        return {**asdict(self), "day": self.day.isoformat(), "at": f"{self.at:%H:%M}" if self.at else None}


def plans_of(appointment: Appointment) -> Plans:
    """What is stored."""
    names = ("title", "kind", "step", "day", "at", "minutes", "place", "note")
    return Plans(*(getattr(appointment, name) for name in names))


def add_appointment(session: Session, actor: User, trajectory: Trajectory, plans: Plans, *, now: datetime) -> None:
    """Make an appointment; the same again within two minutes is there already. The trajectory is held."""
    keys = {"trajectory_id": trajectory.id, "created_by": actor.id}
    there = select(Appointment).filter_by(**keys, **asdict(plans), cancelled_at=None)
    if session.scalars(there.where(Appointment.created_at > now - TWICE)).first() is not None:
        return
    where = {"municipality_id": trajectory.municipality_id, "created_at": now}
    made = Appointment(id=uuid.uuid4(), **keys, **where, **asdict(plans))
    session.add(made)
    session.flush()
    record(session, actor, "add_appointment", made.id, now=now, assessment=trajectory.assessment, new=plans.told)


def change_appointment(
    session: Session,
    actor: User,
    trajectory: Trajectory,
    appointment: Appointment,
    plans: Plans,
    seen: int,
    *,
    now: datetime,
) -> bool:
    """Whether something changed. StaleSaveError when somebody changed it in the meantime. The trajectory is held."""
    old = plans_of(appointment)
    if old == plans:
        return False
    if appointment.version != seen:
        raise StaleSaveError([str(appointment.id)])
    for name, value in asdict(plans).items():
        setattr(appointment, name, value)
    appointment.version += 1
    session.flush()
    about, was, new = trajectory.assessment, old.told, plans.told
    record(session, actor, "change_appointment", appointment.id, now=now, assessment=about, old=was, new=new)
    return True


def cancel_appointment(
    session: Session, actor: User, trajectory: Trajectory, appointment: Appointment, *, now: datetime
) -> None:
    """Say that it does not take place; what is cancelled stays so. The trajectory is held."""
    if appointment.cancelled_at is None:
        appointment.cancelled_at = now
        appointment.version += 1
        session.flush()
        old = plans_of(appointment).told
        about = trajectory.assessment
        record(session, actor, "cancel_appointment", appointment.id, now=now, assessment=about, old=old)
