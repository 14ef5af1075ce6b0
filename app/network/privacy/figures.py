"""What is shown of a cell with a filter: three quartiles, worked out from whole cohorts."""

from collections.abc import Collection, Mapping, Sequence

from app.network.privacy.cohorts import usable
from app.network.privacy.model import ALL, CellFigure, Cohort
from app.network.privacy.rules import POINT, Rules, size_step

Marks = Mapping[tuple[str, str], str]
"""The mark of the score that a municipality has in a cell now, by (cell, municipality)."""


def matches(cohort: Cohort, filter_: str) -> bool:
    """Whether the scores of a cohort count with a filter."""
    return filter_ in (ALL, cohort.pool)


def still(cohort: Cohort, marks: Marks) -> list[str]:
    """The municipalities of a cohort of which this is the score now."""
    return [one for one, mark in cohort.members.items() if marks.get((cohort.cell, one)) == mark]


def is_alive(cohort: Cohort, here: int, taking_part: Collection[str], broken: Collection[str]) -> bool:
    """Whether a cohort counts in what is published next: nobody in it withdrew, and at least half is of now."""
    is_whole = cohort.id not in broken and all(one in taking_part for one in cohort.members)
    return is_whole and 2 * here >= len(cohort.members)


def figure(
    cell: str,
    filter_: str,
    cohorts: Sequence[Cohort],
    marks: Marks,
    taking_part: Collection[str],
    broken: Collection[str],
    rules: Rules,
) -> CellFigure:
    """What these cohorts of one cell amount to now."""
    values: list[int] = []
    counted: dict[str, str] = {}
    for cohort in cohorts:
        here = still(cohort, marks)
        counted |= {one: cohort.members[one] for one in here}
        if is_alive(cohort, len(here), taking_part, broken):
            values += usable(cohort, len(here))
    values.sort()
    quartiles = _quartiles(values, rules.step) if len(values) > rules.changed else None
    return CellFigure(cell, filter_, quartiles, size_step(len(values)) if quartiles else 0, counted)


def _quartiles(values: Sequence[int], step: int) -> tuple[int, int, int]:
    first, second, third = (quartile(values, number, step) for number in (1, 2, 3))
    return first, second, third


def quartile(values: Sequence[int], number: int, step: int) -> int:
    """Quartile 1, 2 or 3 of scores in order, in points, rounded to steps; halves go up."""
    at, rest = divmod((len(values) - 1) * number, 4)
    four = values[at] * 4 if rest == 0 else values[at] * (4 - rest) + values[at + 1] * rest
    size = 4 * step * POINT
    return (2 * four + size) // (2 * size) * step


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> int:
    """How many municipalities joined, left or have another score; there and back again is nothing."""
    return sum(old.get(one) != new.get(one) for one in old.keys() | new.keys())
