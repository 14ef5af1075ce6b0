"""The five steps: their days, how far each is, and what is next for whom."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.state.steps import (
    HOURS,
    LENGTHS,
    MONTHS,
    SHARES,
    STEP_IDS,
    Dates,
    Planned,
    StepState,
    current_step,
    late_by,
    months_later,
    proposed_dates,
    shares,
    state_of,
)
from app.texts import trajectories as texts

START = date(2026, 1, 15)
DAY = timedelta(days=1)
PLANNED = {step: Dates(planned, None, None) for step, planned in proposed_dates(START).items()}


def ended(*steps: str) -> dict[str, Dates]:
    """The plan, with these steps ended on their last planned day."""
    return {step: replace(one, ended=one.planned.end) if step in steps else one for step, one in PLANNED.items()}


def test_the_steps_follow_each_other_and_take_ten_months() -> None:
    days = list(proposed_dates(START).values())
    assert days[0].start == START
    assert all(first.end + DAY == second.start for first, second in pairwise(days))
    assert days[-1].end + DAY == months_later(START, MONTHS)
    assert sum(LENGTHS.values()) == MONTHS and sum(SHARES.values()) == HOURS


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 30), 10, date(2027, 9, 30)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_a_month_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@pytest.mark.parametrize("hours", [1, 7, 35, 70, 99, 500])
def test_shares_are_all_of_the_hours(hours: int) -> None:
    assert sum(shares(hours).values()) == hours
    assert shares(70) == SHARES


def test_a_step_is_late_from_the_day_after_its_last() -> None:
    step = PLANNED["inventory"]
    last = step.planned.end
    assert state_of(step, START) is StepState.TO_COME
    assert state_of(replace(step, started=START), START) is StepState.BUSY
    assert state_of(replace(step, started=START), START - DAY) is StepState.TO_COME
    assert (state_of(step, last), late_by(step, last)) == (StepState.TO_COME, 0)
    assert (state_of(step, last + DAY), late_by(step, last + 12 * DAY)) == (StepState.LATE, 12)
    over = replace(step, ended=last + 3 * DAY)
    assert (state_of(over, last + 100 * DAY), late_by(over, last + 100 * DAY)) == (StepState.DONE, 3)
    assert late_by(replace(step, ended=START), last + DAY) == 0


def test_the_current_step_is_the_first_that_has_not_ended() -> None:
    assert current_step(PLANNED) == "inventory"
    assert current_step(ended("inventory", "actions")) == "priorities"
    assert current_step(ended(*STEP_IDS)) is None


def test_everything_has_words() -> None:
    assert set(texts.STEP_STATES) == set(StepState)
    assert set(texts.STEP_MARKS) == set(StepState)
    assert list(texts.WHERE_STEPS) == list(STEP_IDS)
    assert Planned(START, START).start == START
