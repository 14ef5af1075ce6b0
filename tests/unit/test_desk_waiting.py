"""The words of the list of an adviser: for whom a round waits, with what, and how long."""

from datetime import date

import pytest

from app.state.next import Task, Who
from app.texts import desk as texts

TODAY = date(2026, 3, 20)
OF_ROUNDS = list(Task)[: list(Task).index(Task.CHOOSE)]
"""The tasks that a round can wait for before it is agreed."""


def on(day: int) -> date:
    """A day in March 2026."""
    return date(2026, 3, day)


@pytest.mark.parametrize("task", [*OF_ROUNDS, Task.NOTHING])
def test_every_task_has_words_of_its_own_for_a_line(task: Task) -> None:
    words = texts.step(task, 1, 3)
    assert words and not words.endswith(".")


@pytest.mark.parametrize("who", [who for who in Who if who is not Who.OWNERS])
def test_everybody_has_a_name(who: Who) -> None:
    assert texts.who(who, 1)
    assert texts.waits_for(who, 2, on(4)).endswith(" sinds 4 maart 2026.")


def test_counts_are_told() -> None:
    assert texts.step("colleagues", 0, 8) == "Geen van de 8 collega’s is klaar"
    assert texts.step("colleagues", 0, 1) == "De collega is nog niet klaar"
    assert texts.step("colleagues", 3, 8) == "3 van de 8 collega’s zijn klaar"
    assert texts.step("colleagues", 1, 8) == "1 van de 8 collega’s is klaar"
    assert texts.step("too_late", 7, 8) == "7 van de 8 collega’s zijn klaar"
    assert texts.summary(0, 1) == "Je gemeente wacht nu niet op jou"
    assert texts.summary(2, 60) == "2 van je 60 gemeenten wachten op jou"


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
