"""How much each dimension of a domain changed, and whether that can be said (S23, S24)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Questionnaire
from scoring.comparison.core import Core
from scoring.comparison.moment import Moment
from scoring.comparison.result import DimensionChange, MovedKind
from scoring.items import item_id
from scoring.profile import Grid, grid, profile
from scoring.result import Score

SMALL = 5
"""Points from which a change is more than about the same."""
VISIBLE_AGREED = 10
"""Points from which a change is visible when most items of the core have agreed values at both moments."""
VISIBLE_ALONE = 20
"""The same when most items of the core have one answer and no agreed value, at one of the moments or both."""
VISIBLE = 15
"""Points from which a change is visible otherwise."""


@dataclass(frozen=True, slots=True)
class Later:
    """The later questionnaire, as far as dimensions need it."""

    layout: Grid
    anchors: frozenset[str]


def later(questionnaire: Questionnaire) -> Later:
    """The layout and the anchors of the later questionnaire."""
    anchors = frozenset(each.id for each in questionnaire.of_kind("domain") if each.anchor)
    return Later(grid(questionnaire), anchors)


def dimension_changes(asked: Later, domain_id: str, on: Core, after: Moment) -> dict[str, DimensionChange]:
    """S23 to S25 for every dimension of one domain."""
    now = profile(asked.layout, on.after).dimensions
    then = [profile(asked.layout, on.before_if(too)).dimensions for too in ((), *on.unsaid_ways())]
    backed = {each for each in on.changed if after.is_backed(item_id(domain_id, each))}
    changes = {}
    for dimension, questions in asked.layout.questions.items():
        inside = [each for each in questions if each in on.after]
        shown = _has_enough_anchors(asked, domain_id, questions, inside, after)
        befores = [scores[dimension] if shown else None for scores in then]
        changes[dimension] = _change(on, inside, backed, befores, now[dimension])
    return changes


def _has_enough_anchors(
    asked: Later, domain_id: str, questions: Collection[str], inside: Collection[str], after: Moment
) -> bool:
    """S23: whether the core holds at least 2/3 of the anchors that apply in the later round."""
    states = after.items((each for each in questions if each in asked.anchors), domain_id)
    applicable = [each for each, score in states.items() if score.state != "not_applicable"]
    return 3 * sum(each in asked.anchors for each in inside) >= 2 * len(applicable)


def _change(
    on: Core, inside: Collection[str], backed: Collection[str], befores: Sequence[Score], after: Score
) -> DimensionChange:
    """S24 and S25 for the items of one dimension that are in the core, and its scores on them.

    The scores before are the one that counts, and those with the unsaid items that went up and that went down.
    """
    border = _border(on, inside)
    before = befores[0]
    if before is None or after is None:
        return DimensionChange("not_comparable", None, None, None, border, len(inside), None)
    ways = {_way(after - one, border) for one in befores if one is not None}
    if len(ways) > 1:
        return DimensionChange("unsaid", None, None, None, border, len(inside), None)
    change = after - before
    kind, _ = _way(change, border)
    moved = [each for each in inside if (on.after[each] - on.before[each]) * change > 0]
    supported = any(each in backed for each in moved) if kind == "visible" else None
    return DimensionChange(kind, before, after, change, border, len(inside), supported)


def _border(on: Core, inside: Collection[str]) -> int:
    """S24: the points from which a change is visible; the fewer people stand behind the scores, the more."""
    if 2 * sum(each in on.agreed for each in inside) > len(inside):
        return VISIBLE_AGREED
    return VISIBLE_ALONE if 2 * sum(each in on.alone for each in inside) > len(inside) else VISIBLE


def _way(change: Fraction, border: int) -> tuple[MovedKind, bool]:
    """The kind of a change (S24), and for one that is not about the same whether it goes up."""
    if abs(change) < SMALL:
        return "same", False
    return "small" if abs(change) < border else "visible", change > 0
