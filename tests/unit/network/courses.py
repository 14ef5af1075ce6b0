"""A course of things in the network: who joins, leaves and changes, when is published, and what an attacker sees."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.network.privacy import ALL, CellFigure, Ledger, Rules, ScoreEntry, after, publish

Score = tuple[str, str, int]
"""A municipality, a cell, and which of its scores there: the first, the second, ..."""
CELLS = ("geld/middelen", "wonen/middelen")
POOLS = (ALL, "size:tot20", "size:20-50", "region:noord")


@dataclass(frozen=True)
class Event:
    """Something that everybody is held to know; the scores themselves stand apart."""

    kind: Literal["joins", "leaves", "changes", "waits", "publishes"]
    who: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Course:
    """Events, and in which pool each municipality waits."""

    events: tuple[Event, ...]
    pools: Mapping[str, str]
    cells: tuple[str, ...] = CELLS

    def scores(self) -> tuple[Score, ...]:
        """Every score that a municipality has at some moment."""
        people = dict.fromkeys(event.who for event in self.events if event.kind == "joins")
        first = [(who, cell, 1) for who in people for cell in self.cells]
        return (*first, *(score for score, _ in self._changed()))

    def _changed(self) -> Iterator[tuple[Score, Event]]:
        number: dict[tuple[str, str], int] = {}
        for event in self.events:
            if event.kind == "changes":
                key = event.who, event.cell
                number[key] = number.get(key, 1) + 1
                yield (*key, number[key]), event


def seen(
    course: Course, values: Mapping[Score, int], rules: Rules, *, again: bool = False
) -> tuple[tuple[Mapping[tuple[str, str], CellFigure], ...], Ledger]:
    """Every figure with every filter after every publication, and what was decided.

    `again`: let the scores of a cohort from which somebody left come in once more, which the rules do not.
    """
    here: dict[str, None] = {}
    number = {(who, cell): 1 for who in course.pools for cell in course.cells}
    late: set[tuple[str, str]] = set()
    ledger, found = Ledger(), []
    for event in course.events:
        if event.kind == "joins":
            here[event.who] = None
        elif event.kind == "leaves":
            here.pop(event.who, None)
        elif event.kind == "changes":
            number[event.who, event.cell] += 1
            late.discard((event.who, event.cell))
        elif event.kind == "waits":
            late |= {(who, cell) for who in here for cell in course.cells}
        else:
            entries = [
                _entry(course, values, who, cell, number[who, cell], late=(who, cell) in late)
                for who in here
                for cell in course.cells
            ]
            known = broken_left_out(ledger, here) if again else ledger
            ledger = after(known, publish(known, entries, here, rules))
            found.append(ledger.figures)
    return tuple(found), ledger


def broken_left_out(ledger: Ledger, here: Collection[str]) -> Ledger:
    """The ledger as if nobody had come in with somebody who left."""
    return Ledger(tuple(one for one in ledger.cohorts if one.members.keys() <= set(here)), ledger.figures)


def _entry(course: Course, values: Mapping[Score, int], who: str, cell: str, number: int, *, late: bool) -> ScoreEntry:
    return ScoreEntry(who, cell, values[who, cell, number], str(number), course.pools[who], late)


def shown(figures: Sequence[Mapping[tuple[str, str], CellFigure]]) -> list[dict[tuple[str, str], object]]:
    """What stands on pages of these figures."""
    return [{key: (one.quartiles, one.size) for key, one in moment.items()} for moment in figures]
