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
    Facts,
    Planned,
    StepState,
    Task,
    Who,
    current_step,
    late_by,
    months_later,
    next_task,
    proposed_dates,
    shares,
    state_of,
)
from app.texts import planning as texts

START = date(2026, 1, 15)
DAY = timedelta(days=1)
PLANNED = {step: Dates(planned, None, None) for step, planned in proposed_dates(START).items()}
AGREED = Facts("agreed", is_agreed=True)
CHOSEN = replace(AGREED, is_chosen=True)
ACTING = replace(CHOSEN, actions=3, unfinished=3)
BUSY = replace(ACTING, partners=2)


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


@pytest.mark.parametrize(
    ("facts", "task", "who"),
    [
        (Facts("open"), Task.ANSWER, Who.COORDINATOR),
        (Facts("in_review"), Task.REVIEW, Who.ADVISER),
        (Facts("in_review", has_adviser=False), Task.REVIEW, Who.COORDINATOR),
        (Facts("in_review", turn="answer_again"), Task.ANSWER_AGAIN, Who.COORDINATOR),
        (Facts("in_review", turn="open_points"), Task.OPEN_POINTS, Who.COORDINATOR),
        (Facts("in_review", turn="agree"), Task.AGREE, Who.COORDINATOR),
        (AGREED, Task.CHOOSE, Who.COORDINATOR),
        # Opened again: what was agreed stays the ground of the plan.
        (replace(AGREED, state="in_review"), Task.CHOOSE, Who.COORDINATOR),
        (CHOSEN, Task.ACT, Who.COORDINATOR),
        (replace(ACTING, proposed=1), Task.PLAN, Who.COORDINATOR),
        (ACTING, Task.PARTNERS, Who.COORDINATOR),
        (BUSY, Task.CARRY_OUT, Who.OWNERS),
        (replace(BUSY, unfinished=0), Task.EVALUATE, Who.COORDINATOR),
        # A round that is open again cannot be held against before it is agreed anew.
        (replace(BUSY, unfinished=0, state="in_review"), Task.REVIEW, Who.ADVISER),
        (replace(BUSY, unfinished=0, state="in_review", turn="agree"), Task.AGREE, Who.COORDINATOR),
        # Nothing new begins in a municipality that is part of another one; what began goes on.
        (replace(BUSY, unfinished=0, has_ended=True), Task.CLOSE_MERGED, Who.COORDINATOR),
        (replace(BUSY, has_ended=True), Task.CARRY_OUT, Who.OWNERS),
        (replace(BUSY, evaluation="open", has_ended=True), Task.EVALUATING, Who.COORDINATOR),
        (replace(BUSY, evaluation="open"), Task.EVALUATING, Who.COORDINATOR),
        (replace(BUSY, evaluation="agreed"), Task.CLOSE, Who.COORDINATOR),
        (replace(BUSY, is_closed=True), Task.NOTHING, Who.NOBODY),
    ],
)
def test_what_is_next_and_for_whom(facts: Facts, task: Task, who: Who) -> None:
    found = next_task(facts, PLANNED, START)
    assert (found.task, found.who) == (task, who)


def test_when_it_is_time_for_the_evaluation_that_is_next() -> None:
    first = PLANNED["evaluation"].planned.start
    assert next_task(BUSY, PLANNED, first - DAY).task is Task.CARRY_OUT
    assert next_task(BUSY, PLANNED, first).task is Task.EVALUATE


def test_a_step_that_somebody_ended_asks_for_nothing() -> None:
    assert next_task(AGREED, ended("priorities"), START).task is Task.ACT
    assert next_task(AGREED, ended("priorities", "actions"), START).task is Task.PARTNERS
    assert next_task(AGREED, ended("priorities", "actions", "partners"), START).task is Task.EVALUATE
    assert next_task(AGREED, ended(*STEP_IDS), START).task is Task.CLOSE
    # What comes after the inventory needs what was agreed there.
    assert next_task(Facts("open"), ended(*STEP_IDS), START).task is Task.ANSWER


def test_everything_has_words() -> None:
    assert set(texts.TASKS) == set(Task)
    assert set(texts.WHO) == set(Who)
    assert set(texts.STEP_STATES) == set(StepState)
    assert list(texts.LINKS) == list(STEP_IDS)
    assert Planned(START, START).start == START
