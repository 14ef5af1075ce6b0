"""Patterns in what one person answered about one domain: all alike, or very fast. A reason to ask, never a verdict."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from statistics import median
from typing import TypeAlias

from scoring.assessment import Answer

MANY = 6
"""With fewer answers a pattern says nothing."""
FAST = 5
"""Seconds for a question; below it nobody can have read the five answers."""

Part: TypeAlias = tuple[str, str]
"""What one person answered about one domain: the ids of the participant and the domain."""


@dataclass(frozen=True, slots=True)
class Alike:
    """So many answers with a score, all this value."""

    n: int
    value: int


def alike_parts(answers: Iterable[Answer]) -> dict[Part, Alike]:
    """Who gave everywhere in a domain the same value 0-4, over at least MANY answers; others are absent."""
    values: dict[Part, list[int]] = {}
    for answer in answers:
        if isinstance(answer.value, int):
            part = answer.participant, answer.item.partition("/")[0]
            values.setdefault(part, []).append(answer.value)
    return {
        part: Alike(len(given), given[0])
        for part, given in values.items()
        if len(given) >= MANY and given.count(given[0]) == len(given)
    }


def fast_parts(saved: Mapping[str, Iterable[tuple[str, datetime]]]) -> dict[Part, float]:
    """Who answered a domain very fast, with the seconds that a question took them (the median).

    `saved` has for each participant the items with the moment at which each was first saved. What was saved at one
    moment stood on one page: the time since what was saved before it is shared by the questions on it. How long
    the first page took is not known.
    """
    found: dict[Part, list[float]] = {}
    for participant, moments in saved.items():
        for item, seconds in _paces(moments):
            found.setdefault((participant, item.partition("/")[0]), []).append(seconds)
    paces = {part: median(seconds) for part, seconds in found.items() if len(seconds) >= MANY}
    return {part: pace for part, pace in paces.items() if pace < FAST}


def _paces(moments: Iterable[tuple[str, datetime]]) -> Iterator[tuple[str, float]]:
    """Each item with the seconds that it took, as far as that is known."""
    ordered = sorted(moments, key=lambda saved: saved[1])
    pages = [(moment, [item for item, _ in page]) for moment, page in groupby(ordered, key=lambda saved: saved[1])]
    for (before, _), (moment, items) in pairwise(pages):
        seconds = (moment - before).total_seconds() / len(items)
        yield from ((item, seconds) for item in items)
