"""From items to facets, cells, dimensions, levels and a total, and what they could still become (S2-S10)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from questionnaires.model import Questionnaire
from scoring.averages import mean
from scoring.result import Profile, Score, WeakestCell

LOWEST = Fraction(0)
HIGHEST = Fraction(100)
_ENOUGH_KNOWN = Fraction(2, 3)
_ENOUGH_LEVELS = 2
_ENOUGH_DIMENSIONS = 2


class Coverage(NamedTuple):
    """S8: how many of the applicable items have a score."""

    scored: int
    applicable: int

    @property
    def enough(self) -> bool:
        """Whether at least 2/3 is scored; nothing applicable is never enough."""
        return self.applicable > 0 and Fraction(self.scored, self.applicable) >= _ENOUGH_KNOWN


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the profile questions of a questionnaire stand: facets by levels, and facets in dimensions."""

    dimensions: tuple[str, ...]
    levels: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    """The facets of a dimension."""
    places: Mapping[tuple[str, str], tuple[str, ...]]
    """The question ids by (facet, level)."""
    questions: Mapping[str, tuple[str, ...]]
    """The question ids of a dimension, in the order of the questionnaire."""


def grid(questionnaire: Questionnaire) -> Grid:
    """The grid of a questionnaire's profile questions."""
    asked = questionnaire.of_kind("domain")
    dimensions = tuple(dimension.id for dimension in questionnaire.dimensions)
    levels = tuple(level.id for level in questionnaire.levels)
    dimension_of = questionnaire.dimension_of
    return Grid(
        dimensions=dimensions,
        levels=levels,
        facets={name: tuple(f.id for f in questionnaire.facets if f.dimension == name) for name in dimensions},
        places={
            (facet.id, level): tuple(q.id for q in asked if (q.facet, q.level) == (facet.id, level))
            for facet in questionnaire.facets
            for level in levels
        },
        questions={name: tuple(q.id for q in asked if dimension_of[q.facet or ""] == name) for name in dimensions},
    )


def profile(layout: Grid, points: Mapping[str, Fraction], unknown: Collection[str] = ()) -> Profile:
    """S2-S6 and S9 over the scored items in `points`, by question id.

    `unknown` are the applicable items without a score. A question in neither does not exist here: it is not
    applicable, or outside the core of a comparison.
    """
    facets = {place: mean(map(points.get, ids)) for place, ids in layout.places.items()}
    cells = {
        (dimension, level): mean(facets[facet, level] for facet in layout.facets[dimension])
        for dimension in layout.dimensions
        for level in layout.levels
    }
    shown = shown_dimensions(layout, cells, coverage(layout, points, unknown))
    dimensions = {
        dimension: mean(cells[dimension, level] for level in layout.levels) if dimension in shown else None
        for dimension in layout.dimensions
    }
    total = None if None in dimensions.values() else mean(dimensions.values())
    return Profile(facets, cells, dimensions, _levels(layout, cells), total)


def _levels(layout: Grid, cells: Mapping[tuple[str, str], Score]) -> dict[str, Score]:
    """S5: by level, the mean of its cells when at least 2 dimensions have one."""
    levels: dict[str, Score] = {}
    for level in layout.levels:
        known = [cells[dimension, level] for dimension in layout.dimensions if cells[dimension, level] is not None]
        levels[level] = mean(known) if len(known) >= _ENOUGH_DIMENSIONS else None
    return levels


def coverage(layout: Grid, points: Collection[str], unknown: Collection[str] = ()) -> dict[str, Coverage]:
    """S8 by dimension, from the ids of the scored and of the unknown questions."""
    counts = {}
    for dimension, ids in layout.questions.items():
        scored = sum(question_id in points for question_id in ids)
        counts[dimension] = Coverage(scored, scored + sum(question_id in unknown for question_id in ids))
    return counts


def shown_dimensions(
    layout: Grid, cells: Mapping[tuple[str, str], Score], covered: Mapping[str, Coverage]
) -> frozenset[str]:
    """S9: the dimensions with a coverage of at least 2/3 and a score at 2 levels or more."""
    return frozenset(
        dimension
        for dimension in layout.dimensions
        if covered[dimension].enough and levels_known(layout, cells, dimension) >= _ENOUGH_LEVELS
    )


def levels_known(layout: Grid, cells: Mapping[tuple[str, str], Score], dimension: str) -> int:
    """At how many levels a dimension has a score (S9)."""
    return sum(cells[dimension, level] is not None for level in layout.levels)


class Profiles(NamedTuple):
    """S10: a profile as it is known, and with every unknown item at 0 and at 100 points."""

    known: Profile
    low: Profile
    high: Profile


def profiles(layout: Grid, points: Mapping[str, Fraction], unknown: Collection[str]) -> Profiles:
    """S10: three times S2-S9, under the same rules."""
    known = profile(layout, points, unknown)
    if not unknown:
        return Profiles(known, known, known)
    low = profile(layout, {**points, **dict.fromkeys(unknown, LOWEST)})
    high = profile(layout, {**points, **dict.fromkeys(unknown, HIGHEST)})
    return Profiles(known, low, high)


def weakest_cell(layout: Grid, cells: Mapping[tuple[str, str], Score]) -> WeakestCell | None:
    """S7: the lowest cell that has a score; on a tie the first by dimension, then by level."""
    known = [
        WeakestCell(dimension, level, score)
        for dimension in layout.dimensions
        for level in layout.levels
        if (score := cells[dimension, level]) is not None
    ]
    return min(known, key=lambda cell: cell.score, default=None)
