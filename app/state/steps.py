"""The five steps of ten months: when each is proposed, how many hours it may take, and where a municipality is.

Steps, months and hours together come from the leaflet of the trajectory; how they are divided is our own proposal.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.state.lifecycle import State

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
    """How far a step is."""

    TO_COME = "to_come"
    BUSY = "busy"
    DONE = "done"
    LATE = "late"
    """Its last planned day is over, and it has not ended."""


class Task(StrEnum):
    """What is next in the ten months, in the order in which it comes up; `app.texts.planning` has the sentences."""

    ANSWER = "answer"
    ANSWER_AGAIN = "answer_again"
    OPEN_POINTS = "open_points"
    AGREE = "agree"
    REVIEW = "review"
    CHOOSE = "choose"
    ACT = "act"
    PLAN = "plan"
    """Actions were written down, but nobody said yet that they will be done."""
    PARTNERS = "partners"
    EVALUATE = "evaluate"
    CARRY_OUT = "carry_out"
    EVALUATING = "evaluating"
    CLOSE = "close"
    CLOSE_MERGED = "close_merged"
    """The municipality is part of another one, so that no second inventory begins any more."""
    NOTHING = "nothing"
    """It was closed."""


class Who(StrEnum):
    """Who is at turn."""

    COORDINATOR = "coordinator"
    ADVISER = "adviser"
    OWNERS = "owners"
    """Of the actions that were agreed."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Facts:
    """All that decides what is next."""

    state: str
    """Of the inventory: open, in_review or agreed."""
    turn: str = Task.REVIEW
    """What a review waits for: answer_again, open_points, agree or review."""
    has_adviser: bool = True
    is_agreed: bool = False
    """Whether there is a report, also when the inventory was opened again."""
    is_chosen: bool = False
    actions: int = 0
    """How many there are that were not stopped."""
    proposed: int = 0
    """How many of them nobody has promised yet."""
    unfinished: int = 0
    """How many are not done; those that are proposed too."""
    overdue: int = 0
    """How many should have been done by now."""
    partners: int = 0
    evaluation: str | None = None
    """The state of the inventory with which this one is evaluated; None before it began."""
    is_closed: bool = False
    has_ended: bool = False
    """Whether the municipality is part of another one."""

    @property
    def may_evaluate(self) -> bool:
        """Whether a second inventory can be started: not while this one is open again."""
        return self.state == State.AGREED and not self.has_ended


@dataclass(frozen=True, slots=True)
class Next:
    """What is next, and who is at turn."""

    task: Task
    who: Who
    step: str
    """The step that it belongs to."""


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


def next_task(facts: Facts, steps: Mapping[str, Dates], today: date) -> Next:
    """The first thing to do. A step of which somebody said that it ended asks for nothing any more.

    What comes after the inventory needs what was agreed there, whatever day somebody typed.
    """
    if facts.is_closed:
        return Next(Task.NOTHING, Who.NOBODY, "evaluation")
    if not facts.is_agreed:
        return next_in_inventory(facts)
    ended = {step for step in STEP_IDS if steps[step].ended is not None}
    if not facts.is_chosen and "priorities" not in ended:
        return Next(Task.CHOOSE, Who.COORDINATOR, "priorities")
    if "actions" not in ended and (facts.proposed or not facts.actions):
        return Next(Task.PLAN if facts.actions else Task.ACT, Who.COORDINATOR, "actions")
    if facts.evaluation is None and "partners" not in ended and steps["evaluation"].planned.start > today:
        if not facts.partners:
            return Next(Task.PARTNERS, Who.COORDINATOR, "partners")
        if facts.unfinished:
            return Next(Task.CARRY_OUT, Who.OWNERS, "partners")
    return _in_evaluation(facts, is_over="evaluation" in ended)


def next_in_inventory(facts: Facts) -> Next:
    """What the inventory waits for, before it is agreed or after it was opened again."""
    if facts.state == State.OPEN:
        return Next(Task.ANSWER, Who.COORDINATOR, "inventory")
    task = Task(facts.turn)
    advises = task is Task.REVIEW and facts.has_adviser
    return Next(task, Who.ADVISER if advises else Who.COORDINATOR, "inventory")


def _in_evaluation(facts: Facts, is_over: bool) -> Next:
    if is_over or facts.evaluation == State.AGREED:
        return Next(Task.CLOSE, Who.COORDINATOR, "evaluation")
    if facts.evaluation is not None:
        return Next(Task.EVALUATING, Who.COORDINATOR, "evaluation")
    if facts.has_ended:
        return Next(Task.CLOSE_MERGED, Who.COORDINATOR, "evaluation")
    return Next(Task.EVALUATE, Who.COORDINATOR, "evaluation") if facts.may_evaluate else next_in_inventory(facts)
