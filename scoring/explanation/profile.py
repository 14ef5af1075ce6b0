"""Why facets, cells, dimensions, levels and a total are what they are, and what would change them (S2-S10)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.explanation.step import Reason, Step, WhenKnown, leaf, mean_step, without_value
from scoring.items import item_id
from scoring.profile import HIGHEST, LOWEST, Coverage, Grid, coverage, profile
from scoring.result import Profile, Score


@dataclass(frozen=True, slots=True)
class ProfileExplanation:
    """The steps of one profile: as it is known, low, or high."""

    items: Mapping[str, Step]
    """By question id."""
    facets: Mapping[tuple[str, str], Step]
    cells: Mapping[tuple[str, str], Step]
    dimensions: Mapping[str, Step]
    levels: Mapping[str, Step]
    total: Step


def profile_explanation(layout: Grid, domain_id: str, items: Mapping[str, Step], scores: Profile) -> ProfileExplanation:
    """The steps from these items, by question id, to the scores of a profile."""
    facets = {
        (facet, level): mean_step(
            "S2", "facet", f"{domain_id}/{facet}/{level}", scores.facets[facet, level], [items[q] for q in ids]
        )
        for (facet, level), ids in layout.places.items()
    }
    cells = {
        (dimension, level): mean_step(
            "S3",
            "cell",
            f"{domain_id}/{dimension}/{level}",
            score,
            [facets[f, level] for f in layout.facets[dimension]],
        )
        for (dimension, level), score in scores.cells.items()
    }
    dimensions = _dimension_steps(layout, domain_id, items, cells, scores)
    levels = {
        level: mean_step(
            "S5", "level", f"{domain_id}/{level}", score, [cells[d, level] for d in layout.dimensions], "dimensions"
        )
        for level, score in scores.levels.items()
    }
    total = mean_step("S6", "total", domain_id, scores.total, dimensions.values(), "incomplete")
    return ProfileExplanation(items, facets, cells, dimensions, levels, total)


def _dimension_steps(
    layout: Grid,
    domain_id: str,
    items: Mapping[str, Step],
    cells: Mapping[tuple[str, str], Step],
    scores: Profile,
) -> dict[str, Step]:
    """S4, or S9 where a dimension is not shown."""
    covered = _coverage(layout, items)
    steps = {}
    for dimension, score in scores.dimensions.items():
        own = [cells[dimension, level] for level in layout.levels]
        subject = f"{domain_id}/{dimension}"
        if score is None:
            reason: Reason = "levels" if covered[dimension].enough else "coverage"
            steps[dimension] = without_value("S9", "dimension", subject, own, reason)
        else:
            steps[dimension] = mean_step("S4", "dimension", subject, score, own)
    return steps


def _coverage(layout: Grid, items: Mapping[str, Step]) -> dict[str, Coverage]:
    scored = {question_id for question_id, step in items.items() if step.value is not None}
    unknown = {question_id for question_id, step in items.items() if step.value is None and step.reason == "unknown"}
    return coverage(layout, scored, unknown)


def coverage_steps(layout: Grid, domain_id: str, items: Mapping[str, Step]) -> dict[str, Step]:
    """S8 by dimension: the share of the applicable items that has a score."""
    steps = {}
    for dimension, (scored, applicable) in _coverage(layout, items).items():
        own = [items[question_id] for question_id in layout.questions[dimension]]
        step = without_value("S8", "coverage", f"{domain_id}/{dimension}", own, "not_applicable")
        if applicable:
            share = Fraction(scored, applicable)
            step = replace(step, operation="coverage", value=share, reason=None)
        steps[dimension] = step
    return steps


def filled_items(items: Mapping[str, Step], points: Fraction) -> dict[str, Step]:
    """S10: the items with every unknown one at these points."""
    return {
        question_id: leaf("S10", "item", step.subject, points, "unknown") if step.reason == "unknown" else step
        for question_id, step in items.items()
    }


def with_spans(
    explained: ProfileExplanation,
    layout: Grid,
    domain_id: str,
    points: Mapping[str, Fraction],
    unknown: frozenset[str],
) -> ProfileExplanation:
    """The same steps, with what each unknown item could still do to its dimension and to the total."""
    ends = {
        question_id: _ends(layout, points, unknown, question_id)
        for ids in layout.questions.values()
        for question_id in ids
        if question_id in unknown
    }

    def spans(ids: Iterable[str], score: Callable[[Profile], Score]) -> tuple[WhenKnown, ...]:
        known = [(item_id(domain_id, question_id), *ends[question_id]) for question_id in ids if question_id in ends]
        return tuple(WhenKnown(item, score(low), score(high)) for item, low, high in known)

    def dimension_step(dimension: str, step: Step) -> Step:
        own = spans(layout.questions[dimension], lambda scores: scores.dimensions[dimension])
        return replace(step, when_known=own)

    dimensions = {dimension: dimension_step(dimension, step) for dimension, step in explained.dimensions.items()}
    total = replace(explained.total, when_known=spans(ends, lambda scores: scores.total))
    return replace(explained, dimensions=dimensions, total=total)


def _ends(
    layout: Grid, points: Mapping[str, Fraction], unknown: frozenset[str], question_id: str
) -> tuple[Profile, Profile]:
    """The profiles with one unknown item at its lowest and at its highest."""
    others = unknown - {question_id}
    low = profile(layout, {**points, question_id: LOWEST}, others)
    return low, profile(layout, {**points, question_id: HIGHEST}, others)
