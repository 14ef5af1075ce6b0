"""For whom a round waits, with what, and since when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.desk.rounds import RoundFacts, RoundWaits, WaitsFor, WaitsForWhom, waiting
from app.state.lifecycle import State
from app.texts import desk as texts

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


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (OPEN, RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.ANSWER, on(1))),
        (replace(OPEN, joint_is_busy=False), RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.START_REVIEW, on(1))),
        (
            replace(OPEN, joint_is_busy=False, last_submitted_at=at(6)),
            RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.START_REVIEW, on(6)),
        ),
        (ASKING, RoundWaits(WaitsForWhom.COLLEAGUES, WaitsFor.COLLEAGUES, on(4))),
        (replace(ASKING, deadline=TODAY), RoundWaits(WaitsForWhom.COLLEAGUES, WaitsFor.COLLEAGUES, on(4))),
        (replace(ASKING, deadline=on(19)), RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.TOO_LATE, TODAY)),
        (replace(ALL_IN, deadline=on(18)), RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.ANSWER, on(11))),
        (ALL_IN, RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.ANSWER, on(11))),
        (replace(ALL_IN, joint_is_busy=False), RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.START_REVIEW, on(11))),
        (REVIEW, RoundWaits(WaitsForWhom.ADVISER, WaitsFor.REVIEW, on(12))),
        (replace(REVIEW, review_since=None), RoundWaits(WaitsForWhom.ADVISER, WaitsFor.REVIEW, None)),
        (NAMED, RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.OPEN_POINTS, on(14))),
        # What was handed in again after that, is the answer to it.
        (replace(NAMED, review_since=at(15)), RoundWaits(WaitsForWhom.ADVISER, WaitsFor.REVIEW, on(15))),
        (BACK, RoundWaits(WaitsForWhom.MUNICIPALITY, WaitsFor.ANSWER_AGAIN, on(15))),
        (replace(BACK, open_points_at=at(16)), RoundWaits(WaitsForWhom.MUNICIPALITY, WaitsFor.ANSWER_AGAIN, on(15))),
        (APPROVED, RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.AGREE, on(16))),
        (replace(APPROVED, open_points_at=at(14)), RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.AGREE, on(16))),
        (AGREED, RoundWaits(WaitsForWhom.NOBODY, WaitsFor.NOTHING, on(17))),
    ],
)
def test_for_whom_it_waits(facts: RoundFacts, expected: RoundWaits) -> None:
    assert waiting(facts, TODAY) == expected


def test_a_day_is_that_of_the_netherlands() -> None:
    late = replace(REVIEW, review_since=at(12, hour=23))
    assert waiting(late, TODAY).since == on(13)


def test_a_reopened_round_is_no_longer_agreed() -> None:
    reopened = replace(AGREED, state=State.IN_REVIEW, approved_at=None, review_since=at(18))
    assert waiting(reopened, TODAY) == RoundWaits(WaitsForWhom.ADVISER, WaitsFor.REVIEW, on(18))


@pytest.mark.parametrize("step", WaitsFor)
def test_every_step_has_a_sentence(step: WaitsFor) -> None:
    assert texts.step(step, 1, 3).endswith(".")


@pytest.mark.parametrize("who", WaitsForWhom)
def test_everybody_has_a_name(who: WaitsForWhom) -> None:
    assert texts.who(who, 1)
    assert texts.waits_for(who, 2, on(4)).endswith(" sinds 4 maart 2026.")


def test_counts_are_sentences() -> None:
    assert texts.step("colleagues", 0, 8) == "Geen van de 8 collega’s is klaar."
    assert texts.step("colleagues", 0, 1) == "De collega is nog niet klaar."
    assert texts.step("colleagues", 3, 8) == "3 van de 8 collega’s zijn klaar."
    assert texts.step("colleagues", 1, 8) == "1 van de 8 collega’s is klaar."
    assert texts.step("too_late", 7, 8).endswith("1 collega is nog niet klaar.")
    assert texts.summary(0, 1) == "Je adviseert 1 gemeente. Er wacht nu niets op jou."
    assert texts.summary(2, 60) == "Je adviseert 60 gemeenten. Er wachten 2 inventarisaties op jou."


@pytest.mark.parametrize(
    ("day", "words"),
    [(20, "vandaag"), (19, "gisteren"), (18, "2 dagen geleden"), (1, "19 dagen geleden")],
)
def test_how_long_ago(day: int, words: str) -> None:
    assert texts.days_ago(on(day), TODAY) == words
    assert texts.days_ago(date(2026, 1, 9), TODAY) == "10 weken geleden"


def test_how_long_to_go() -> None:
    assert [texts.days_left(on(day), TODAY) for day in (19, 20, 21, 22)] == [
        "voorbij",
        "vandaag",
        "morgen",
        "nog 2 dagen",
    ]
