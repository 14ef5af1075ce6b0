"""From numbers to words: where a score stands, whether it stands on a border, and how the levels relate (S11, S12)."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.result import Score

BORDERS = (Fraction(25, 2), Fraction(75, 2), Fraction(125, 2), Fraction(175, 2))
"""Points from which the next word holds."""

_NEAR = Fraction(5, 2)
_OUT_OF_BALANCE = 25
BALANCED = "balanced"


def word_step(score: Fraction) -> int:
    """S11: which of the five words holds, 0 to 4."""
    return bisect_right(BORDERS, score)


def total_step(total: Fraction, dimensions: Iterable[Fraction]) -> int:
    """S11 for a total: at most one step above the word of its lowest dimension."""
    return min(word_step(total), word_step(min(dimensions)) + 1)


def near_border(score: Score) -> bool | None:
    """S11: whether a score is within 2.5 points of a border; None without a score."""
    if score is None:
        return None
    return any(abs(score - border) <= _NEAR for border in BORDERS)


def pattern(levels: Mapping[str, Score]) -> str | None:
    """S12 over the levels in their order: `balanced`, `bestuur_above_uitvoering` and the like, or None."""
    known = {level: score for level, score in levels.items() if score is not None}
    if len(known) < len(levels):
        return None
    highest, lowest = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    if known[highest] - known[lowest] < _OUT_OF_BALANCE:
        return BALANCED
    return f"{highest}_above_{lowest}"
