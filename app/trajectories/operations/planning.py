"""Changing the days of the steps, as they are planned and as they were."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.audit import record
from app.models import Trajectory, TrajectoryStep, User
from app.versions import StaleSaveError


@dataclass(frozen=True, slots=True)
class StepDays:
    """The days of one step; what is None is left to what the application knows."""

    planned_start: date
    planned_end: date
    started_on: date | None
    ended_on: date | None


def days_of(row: TrajectoryStep) -> StepDays:
    """The days of a step as they are stored."""
    return StepDays(row.planned_start, row.planned_end, row.started_on, row.ended_on)


def change_days(
    session: Session,
    actor: User,
    trajectory: Trajectory,
    days: Mapping[str, StepDays],
    seen: Mapping[str, int],
    *,
    now: datetime,
) -> None:
    """Keep the days of the steps. The trajectory is held, with its steps.

    Raises StaleSaveError with the steps that somebody changed in the meantime, to other days than these.
    """
    changed = {row.step: row for row in trajectory.steps if days_of(row) != days[row.step]}
    if stale := [step for step, row in changed.items() if row.version != seen[step]]:
        raise StaleSaveError(stale)
    old, new = {}, {}
    for step, row in changed.items():
        old[step], new[step] = _differences(days_of(row), days[step])
        for name, day in asdict(days[step]).items():
            setattr(row, name, day)
        row.version += 1
    trajectory.started_on = days["inventory"].planned_start
    session.flush()
    if changed:
        about = trajectory.assessment
        record(session, actor, "change_days", trajectory.id, now=now, assessment=about, old=old, new=new)


def _differences(old: StepDays, new: StepDays) -> tuple[dict[str, str | None], dict[str, str | None]]:
    pairs = {name: (day, getattr(new, name)) for name, day in asdict(old).items() if day != getattr(new, name)}
    return {name: _iso(day) for name, (day, _) in pairs.items()}, {name: _iso(day) for name, (_, day) in pairs.items()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
