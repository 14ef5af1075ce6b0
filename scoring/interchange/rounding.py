"""Exact values to the numbers of a document: 4 decimals, halves away from zero."""

from fractions import Fraction
from math import isqrt

from scoring.result import Score

_STEPS = 10_000


def rounded(value: Score) -> float | None:
    """A value to 4 decimals, halves away from zero; None stays None."""
    if value is None:
        return None
    steps = (2 * abs(value.numerator) * _STEPS + value.denominator) // (2 * value.denominator)
    return (steps if value >= 0 else -steps) / _STEPS


def rounded_root(square: Fraction) -> float:
    """The square root of a value of 0 or more to 4 decimals, halves up.

    Made from the square itself, so that no floating point number decides about a half.
    """
    return (isqrt(4 * square.numerator * _STEPS**2 // square.denominator) + 1) // 2 / _STEPS
