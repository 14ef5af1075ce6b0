"""The five steps of ten months: when each is proposed, how many hours it may take, and how far each is.

Steps, months and hours together come from the leaflet of the trajectory; how they are divided is our own proposal.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = 10
HOURS = 70
STEP_IDS = ("inventory", "priorities", "actions", "partners", "evaluation")
LENGTHS: Mapping[str, int] = {"inventory": 2, "priorities": 1, "actions": 1, "partners": 5, "evaluation": 1}
"""Months, in the order of the steps; together ten."""
SHARES: Mapping[str, int] = {"inventory": 20, "priorities": 6, "actions": 10, "partners": 24, "evaluation": 10}
"""Hours of the seventy."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The first and the last day of a step."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Dates:
    """What is known of a step: when it should take place, and when it began and ended."""

    planned: Planned
    started: date | None
    ended: date | None


def proposed_dates(start: date) -> Mapping[str, Planned]:
    """The days of the five steps when the first begins on `start`: one after the other, ten months together."""
    found, months = {}, 0
    for step in STEP_IDS:
        first = months_later(start, months)
        months += LENGTHS[step]
        found[step] = Planned(first, months_later(start, months) - timedelta(days=1))
    return found


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shares(hours: int) -> Mapping[str, int]:
    """How many of these hours each step may take: as of the seventy, rounded; the longest step takes what is left."""
    found = {step: round(hours * share / HOURS) for step, share in SHARES.items()}
    found["partners"] += hours - sum(found.values())
    return found


def current_step(steps: Mapping[str, Dates]) -> str | None:
    """The first step that has not ended; None when all have."""
    return next((step for step in STEP_IDS if steps[step].ended is None), None)


class StepState(StrEnum):
    TO_COME = "to_come"
    BUSY = "busy"
    DONE = "done"
    LATE = "late"
    """Its last planned day is over, and it has not ended."""


def state_of(dates: Dates, today: date) -> StepState:
    """How far a step is on this day; the last planned day itself is not late."""
    if dates.ended is not None:
        return StepState.DONE
    if dates.planned.end < today:
        return StepState.LATE
    return StepState.BUSY if dates.started is not None and dates.started <= today else StepState.TO_COME


def late_by(dates: Dates, today: date) -> int:
    """How many days after its last planned day a step ended, or is still going on; 0 when it is in time."""
    return max(0, ((dates.ended or today) - dates.planned.end).days)
