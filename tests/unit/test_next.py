"""What a round waits for, since when and for whom; what is next in the ten months; and what one person can do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.state.lifecycle import State
from app.state.next import (
    PERSON_STEPS,
    Next,
    PlanFacts,
    RoundFacts,
    Task,
    Who,
    next_in_plan,
    next_in_round,
    step_in_review,
)
from app.state.steps import STEP_IDS, Dates, proposed_dates
from app.texts import trajectories as texts
from app.texts.start import STEPS

TODAY = date(2026, 3, 20)


def at(day: int, hour: int = 12) -> datetime:
    """A moment in March 2026."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def on(day: int) -> date:
    """A day in March 2026."""
    return date(2026, 3, day)


OPEN = RoundFacts(State.OPEN, at(1))
ASKING = replace(OPEN, invited=8, done=3, first_invited_at=at(4), last_submitted_at=at(9))
ALL_IN = replace(ASKING, done=8, last_submitted_at=at(11))
REVIEW = RoundFacts(State.IN_REVIEW, at(1), joint_is_busy=False, review_since=at(12))
NAMED = replace(REVIEW, open_points_at=at(14))
BACK = replace(REVIEW, sent_back_since=at(15))
APPROVED = replace(REVIEW, approved_at=at(16))
AGREED = RoundFacts(State.AGREED, at(1), review_since=at(12), approved_at=at(16), agreed_at=at(17))
REOPENED = replace(AGREED, state=State.IN_REVIEW, approved_at=None, review_since=at(18))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (OPEN, Next(Task.ANSWER, Who.COORDINATOR, on(1))),
        (replace(OPEN, joint_is_busy=False), Next(Task.START_REVIEW, Who.COORDINATOR, on(1))),
        (
            replace(OPEN, joint_is_busy=False, last_submitted_at=at(6)),
            Next(Task.START_REVIEW, Who.COORDINATOR, on(6)),
        ),
        (ASKING, Next(Task.COLLEAGUES, Who.COLLEAGUES, on(4))),
        (replace(ASKING, deadline=TODAY), Next(Task.COLLEAGUES, Who.COLLEAGUES, on(4))),
        (replace(ASKING, deadline=on(19)), Next(Task.TOO_LATE, Who.COORDINATOR, TODAY)),
        (replace(ALL_IN, deadline=on(18)), Next(Task.ANSWER, Who.COORDINATOR, on(11))),
        (ALL_IN, Next(Task.ANSWER, Who.COORDINATOR, on(11))),
        (replace(ALL_IN, joint_is_busy=False), Next(Task.START_REVIEW, Who.COORDINATOR, on(11))),
        (REVIEW, Next(Task.REVIEW, Who.ADVISER, on(12))),
        (replace(REVIEW, review_since=None), Next(Task.REVIEW, Who.ADVISER, None)),
        (NAMED, Next(Task.OPEN_POINTS, Who.COORDINATOR, on(14))),
        # What was handed in again after that, is the answer to it.
        (replace(NAMED, review_since=at(15)), Next(Task.REVIEW, Who.ADVISER, on(15))),
        (BACK, Next(Task.ANSWER_AGAIN, Who.MUNICIPALITY, on(15))),
        (replace(BACK, open_points_at=at(16)), Next(Task.ANSWER_AGAIN, Who.MUNICIPALITY, on(15))),
        (APPROVED, Next(Task.AGREE, Who.COORDINATOR, on(16))),
        (replace(APPROVED, open_points_at=at(14)), Next(Task.AGREE, Who.COORDINATOR, on(16))),
        (AGREED, Next(Task.NOTHING, Who.NOBODY, on(17))),
    ],
)
def test_for_whom_it_waits(facts: RoundFacts, expected: Next) -> None:
    assert next_in_round(facts, TODAY) == expected


def test_a_day_is_that_of_the_netherlands() -> None:
    late = replace(REVIEW, review_since=at(12, hour=23))
    assert next_in_round(late, TODAY).since == on(13)


@pytest.mark.parametrize(
    ("facts", "coordinator", "adviser"),
    [
        (REVIEW, "review", "approve"),
        (NAMED, "open_points", "wait_open_points"),
        (replace(NAMED, review_since=at(15)), "wait_approval", "approve"),
        (BACK, "resubmit", "wait_resubmit"),
        (replace(BACK, open_points_at=at(16)), "resubmit", "wait_resubmit"),
        (APPROVED, "agree", "wait_agree"),
    ],
)
def test_what_who_leads_a_review_can_do(facts: RoundFacts, coordinator: str, adviser: str) -> None:
    found = [step_in_review({role}, facts) for role in ("coordinator", "adviser")]
    assert [step.name for step in found] == [coordinator, adviser]
    # Whoever the round waits for, has something to do; in a review that goes on, both have.
    waits = next_in_round(facts, TODAY).who
    turns = waits in (Who.COORDINATOR, Who.MUNICIPALITY), waits is Who.ADVISER
    assert [step.is_theirs or not turn for step, turn in zip(found, turns, strict=True)] == [True, True]
    assert step_in_review({"coordinator"}, replace(REVIEW, has_adviser=False)).name == "review_alone"


def test_a_reopened_round_is_no_longer_agreed() -> None:
    assert next_in_round(REOPENED, TODAY) == Next(Task.REVIEW, Who.ADVISER, on(18))


START = date(2026, 1, 15)
DAY = timedelta(days=1)
PLANNED = {step: Dates(planned, None, None) for step, planned in proposed_dates(START).items()}


def plan(round_: RoundFacts, **known: bool) -> PlanFacts:
    """The facts of the ten months of a round."""
    return PlanFacts(next_in_round(round_, TODAY), **known)


REPORTED = plan(AGREED, is_agreed=True)
CHOSEN = replace(REPORTED, is_chosen=True)
ACTING = replace(CHOSEN, actions=3, unfinished=3)
BUSY = replace(ACTING, partners=2)


def ended(*steps: str) -> dict[str, Dates]:
    """The plan, with these steps ended on their last planned day."""
    return {step: replace(one, ended=one.planned.end) if step in steps else one for step, one in PLANNED.items()}


@pytest.mark.parametrize(
    ("facts", "task", "who"),
    [
        (plan(OPEN), Task.ANSWER, Who.COORDINATOR),
        (plan(REVIEW), Task.REVIEW, Who.ADVISER),
        (plan(replace(REVIEW, has_adviser=False)), Task.REVIEW, Who.COORDINATOR),
        (plan(BACK), Task.ANSWER_AGAIN, Who.MUNICIPALITY),
        (plan(NAMED), Task.OPEN_POINTS, Who.COORDINATOR),
        (plan(APPROVED), Task.AGREE, Who.COORDINATOR),
        (REPORTED, Task.CHOOSE, Who.COORDINATOR),
        # Opened again: what was agreed stays the ground of the plan.
        (plan(REOPENED, is_agreed=True), Task.CHOOSE, Who.COORDINATOR),
        (CHOSEN, Task.ACT, Who.COORDINATOR),
        (replace(ACTING, proposed=1), Task.PLAN, Who.COORDINATOR),
        (ACTING, Task.PARTNERS, Who.COORDINATOR),
        (BUSY, Task.CARRY_OUT, Who.OWNERS),
        (replace(BUSY, unfinished=0), Task.EVALUATE, Who.COORDINATOR),
        # A round that is open again cannot be held against before it is agreed anew.
        (replace(BUSY, unfinished=0, inventory=plan(REOPENED).inventory), Task.REVIEW, Who.ADVISER),
        (replace(BUSY, unfinished=0, inventory=plan(APPROVED).inventory), Task.AGREE, Who.COORDINATOR),
        # Nothing new begins in a municipality that is part of another one; what began goes on.
        (replace(BUSY, unfinished=0, has_ended=True), Task.CLOSE_MERGED, Who.COORDINATOR),
        (replace(BUSY, has_ended=True), Task.CARRY_OUT, Who.OWNERS),
        (replace(BUSY, evaluation="open", has_ended=True), Task.EVALUATING, Who.COORDINATOR),
        (replace(BUSY, evaluation="open"), Task.EVALUATING, Who.COORDINATOR),
        (replace(BUSY, evaluation="agreed"), Task.CLOSE, Who.COORDINATOR),
        (replace(BUSY, is_closed=True), Task.NOTHING, Who.NOBODY),
    ],
)
def test_what_is_next_and_for_whom(facts: PlanFacts, task: Task, who: Who) -> None:
    found = next_in_plan(facts, PLANNED, START)
    assert (found.task, found.who) == (task, who)


def test_when_it_is_time_for_the_evaluation_that_is_next() -> None:
    first = PLANNED["evaluation"].planned.start
    assert next_in_plan(BUSY, PLANNED, first - DAY).task is Task.CARRY_OUT
    assert next_in_plan(BUSY, PLANNED, first).task is Task.EVALUATE


def test_a_step_that_somebody_ended_asks_for_nothing() -> None:
    assert next_in_plan(REPORTED, ended("priorities"), START).task is Task.ACT
    assert next_in_plan(REPORTED, ended("priorities", "actions"), START).task is Task.PARTNERS
    assert next_in_plan(REPORTED, ended("priorities", "actions", "partners"), START).task is Task.EVALUATE
    assert next_in_plan(REPORTED, ended(*STEP_IDS), START).task is Task.CLOSE
    # What comes after the inventory needs what was agreed there.
    assert next_in_plan(plan(OPEN), ended(*STEP_IDS), START).task is Task.ANSWER


def test_everything_has_words() -> None:
    assert (
        set(texts.TASKS)
        == set(texts.WHERE)
        == set(Task) - {Task.BEGIN, Task.COLLEAGUES, Task.TOO_LATE, Task.START_REVIEW}
    )
    assert set(texts.WHO) == set(Who) - {Who.COLLEAGUES}
    assert set(STEPS) == set(PERSON_STEPS)
