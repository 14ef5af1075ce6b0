"""In which words it is told where a score lies among others."""

import bisect
from datetime import date
from random import Random

from app.network.lanes import QUESTIONS, lane
from app.network.privacy import POINT, Ledger, ScoreEntry, after, publish
from app.network.standing import ShownFigure, StandingCell
from app.texts.network import PLACES, headline

CELL = "geld/middelen"
DAY = date(2026, 11, 30)
PARTS = {"low": (0, 0.25), "below": (0, 0.5), "above": (0.5, 1), "high": (0.75, 1)}
"""Which part of all scores a word is about."""


def place(own: float, low: int = 40, middle: int = 50, high: int = 60) -> str:
    """Where a score lies."""
    return StandingCell("Middelen", own, None, ShownFigure(low, middle, high, 10, DAY), was_shown=False).place


def test_a_place_is_told_from_a_step_beyond_its_border() -> None:
    told = {score: place(score) for score in (0, 35, 36, 45, 46, 54, 55, 64, 65, 100)}
    assert list(told.values()) == [
        *("low", "low", "below", "below", "middle"),
        *("middle", "above", "above", "high", "high"),
    ]
    assert place(50, 50, 50, 50) == "middle" and place(56, 50, 50, 50) == "high"
    assert set(told.values()) == set(PLACES)


def test_without_a_score_or_a_figure_no_place_is_told() -> None:
    assert StandingCell("Middelen", 50, None, None, was_shown=False).place == ""
    assert StandingCell("Middelen", None, None, ShownFigure(1, 2, 3, 5, DAY), was_shown=False).place == ""


def test_what_is_told_holds_among_all_who_take_part() -> None:
    """At most one in thirty is wrong; where quarters are told up to their border one in ten would be."""
    drawn, told, wrong = Random(3), 0, 0
    for _ in range(150):
        middle, spread = drawn.uniform(35, 65), drawn.choice((12, 16, 20))
        scores = {f"g{number}": min(100.0, max(0.0, drawn.gauss(middle, spread))) for number in range(62)}
        joined = [name for number, name in enumerate(scores, 1) if lane(number) != QUESTIONS]
        entries = [ScoreEntry(name, CELL, round(scores[name] * POINT), "1") for name in joined]
        quartiles = after(Ledger(), publish(Ledger(), entries, set(scores))).figures[CELL, ""].quartiles
        assert quartiles is not None
        order = sorted(scores.values())
        for score in scores.values():
            low, high = PARTS.get(place(score, *quartiles), (0, 1))
            told += (low, high) != (0, 1)
            here = bisect.bisect_left(order, score), bisect.bisect_right(order, score)
            wrong += not (here[1] / len(order) > low and here[0] / len(order) < high)
    assert told > 5000 and wrong / told < 1 / 30, (wrong, told)


def test_the_title_says_which_domains_stand_out() -> None:
    assert headline(["Digitaal"], ["Wmo"], is_told=True, is_spread=True) == "Digitaal staat hoog, Wmo staat laag"
    assert headline(["Digitaal", "Werk"], [], is_told=True, is_spread=True) == "Digitaal en Werk staan hoog"
    assert headline([], ["Digitaal", "Werk", "Wmo"], is_told=True, is_spread=True) == "3 domeinen staan laag"
    assert headline([], [], is_told=True, is_spread=True) == "Jullie plaats verschilt per dimensie"
    assert headline([], [], is_told=True, is_spread=False) == "Jullie staan rond het midden"
    assert headline([], [], is_told=False, is_spread=False) == "Netwerk"
