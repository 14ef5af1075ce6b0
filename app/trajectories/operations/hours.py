"""Writing down hours, changing and removing what was written down, and how many there may be."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.audit import record
from app.models import HourEntry, Trajectory, User
from app.versions import StaleSaveError

TWICE = timedelta(minutes=2)
"""Within this time the same line of the same person is the same click."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Time that somebody spent: on which step and day, who by function, and on what."""

    step: str
    day: date
    minutes: int
    who: str
    note: str

    @property
    def told(self) -> dict[str, Any]:
        """The same for the history."""
        return {"step": self.step, "day": self.day.isoformat(), "minutes": self.minutes, "who": self.who}


def spent_of(entry: HourEntry) -> Spent:
    """What a line says."""
    return Spent(entry.step, entry.day, entry.minutes, entry.who, entry.note)


def add_hours(session: Session, actor: User, trajectory: Trajectory, spent: Spent, *, now: datetime) -> None:
    """Write down hours; the same again within two minutes stands there already. The trajectory is held."""
    if session.scalars(_written_just_now(actor, trajectory, spent, now)).first() is None:
        entry = _write(session, actor, trajectory, spent, now)
        record(session, actor, "add_hours", entry.id, now=now, assessment=trajectory.assessment, new=spent.told)


def change_hours(
    session: Session, actor: User, trajectory: Trajectory, entry: HourEntry, spent: Spent, *, now: datetime
) -> None:
    """Put another line in the place of this one. StaleSaveError when it was changed or removed in the meantime.

    The trajectory is held.
    """
    if entry.removed_at is not None:
        raise StaleSaveError([str(entry.id)])
    old = spent_of(entry)
    if old == spent:
        return
    entry.removed_at = now
    made = _write(session, actor, trajectory, spent, now)
    was, new = old.told, {**spent.told, "note_changed": old.note != spent.note}
    record(session, actor, "change_hours", made.id, now=now, assessment=trajectory.assessment, old=was, new=new)


def remove_hours(session: Session, actor: User, trajectory: Trajectory, entry: HourEntry, *, now: datetime) -> None:
    """Take a line away, so that it no longer counts; what is away stays away. The trajectory is held."""
    if entry.removed_at is None:
        entry.removed_at = now
        session.flush()
        old = spent_of(entry).told
        record(session, actor, "remove_hours", entry.id, now=now, assessment=trajectory.assessment, old=old)


def change_target(
    session: Session, actor: User, trajectory: Trajectory, hours: int, seen: int, *, now: datetime
) -> None:
    """Say how many hours the trajectory may take. StaleSaveError when somebody did so in the meantime. It is held."""
    if trajectory.hours == hours:
        return
    if trajectory.version != seen:
        raise StaleSaveError([str(trajectory.id)])
    old, new = {"hours": trajectory.hours}, {"hours": hours}
    trajectory.hours = hours
    trajectory.version += 1
    session.flush()
    record(session, actor, "change_target", trajectory.id, now=now, assessment=trajectory.assessment, old=old, new=new)


def _write(session: Session, actor: User, trajectory: Trajectory, spent: Spent, now: datetime) -> HourEntry:
    entry = HourEntry(
        id=uuid.uuid4(),
        trajectory_id=trajectory.id,
        municipality_id=trajectory.municipality_id,
        step=spent.step,
        day=spent.day,
        minutes=spent.minutes,
        who=spent.who,
        note=spent.note,
        created_at=now,
        created_by=actor.id,
    )
    session.add(entry)
    session.flush()
    return entry


def _written_just_now(actor: User, trajectory: Trajectory, spent: Spent, now: datetime) -> Select[HourEntry]:
    return select(HourEntry).where(
        HourEntry.trajectory_id == trajectory.id,
        HourEntry.created_by == actor.id,
        HourEntry.removed_at.is_(None),
        HourEntry.step == spent.step,
        HourEntry.day == spent.day,
        HourEntry.minutes == spent.minutes,
        HourEntry.who == spent.who,
        HourEntry.note == spent.note,
        HourEntry.created_at > now - TWICE,
    )
