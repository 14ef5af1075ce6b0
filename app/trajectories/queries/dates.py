"""Everything with a day in a trajectory: the ends of steps and of actions, and appointments."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.formatting import HERE
from app.models import Appointment, ImprovementAction, Trajectory
from app.trajectories.queries.steps import dates_of
from app.trajectories.reminders.due import Kind


@dataclass(frozen=True, slots=True)
class Day:
    """One thing with a day."""

    kind: Kind
    id: uuid.UUID
    """Of the action or the appointment; of a step that of its trajectory."""
    title: str
    """Of a step its id."""
    day: date
    version: int
    """Higher after every change."""
    at: time | None = None
    minutes: int | None = None
    place: str = ""


def load_days(session: Session, trajectory: Trajectory) -> Sequence[Day]:
    """All of it in the order of the days; three statements. The steps are loaded.

    What is done or was stopped or cancelled has no day any more; a trajectory that was closed has no days after that.
    """
    days = [*_steps(session, trajectory), *_actions(session, trajectory), *_appointments(session, trajectory)]
    if trajectory.ended_at is not None:
        closed = trajectory.ended_at.astimezone(HERE).date()
        days = [one for one in days if one.day <= closed]
    return sorted(days, key=lambda one: (one.day, one.at or time.min, one.kind, one.title, str(one.id)))


def _steps(session: Session, trajectory: Trajectory) -> Iterator[Day]:
    versions = {row.step: row.version for row in trajectory.steps}
    for step, known in dates_of(session, trajectory).items():
        if known.ended is None:
            yield Day("step", trajectory.id, step, known.planned.end, versions[step])


def _actions(session: Session, trajectory: Trajectory) -> Iterator[Day]:
    action = ImprovementAction
    query = select(action.id, action.title, action.ends_on, action.version)
    query = query.where(action.trajectory_id == trajectory.id, action.state.not_in(("done", "stopped")))
    for id_, title, day, version in session.execute(query):
        if day is not None:
            yield Day("action", id_, title, day, version)


def _appointments(session: Session, trajectory: Trajectory) -> Iterator[Day]:
    one = Appointment
    query = select(one.id, one.title, one.day, one.version, one.at, one.minutes, one.place)
    for row in session.execute(query.where(one.trajectory_id == trajectory.id, one.cancelled_at.is_(None))):
        yield Day("appointment", *row)
