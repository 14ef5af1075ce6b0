"""The numbers on which privacy rests, in one place; the tests switch them off to show that they are needed."""

from dataclasses import dataclass

POINT = 10_000
"""Scores are whole ten-thousandths of a point: 54.1667 is 541667."""
HIGHEST = 100 * POINT
SIZES = (5, 10, 20, 50, 100)
"""How many municipalities there are is told in these steps only."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How careful to be."""

    cohort: int = 9
    """How many scores come in together at least."""
    hidden: int = 2
    """How many of the lowest, and of the highest, of a cohort are never used."""
    changed: int = 5
    """How many municipalities must have changed before a figure does."""
    step: int = 5
    """Points to which figures are rounded."""


CAREFUL = Rules()


def size_step(count: int) -> int:
    """The highest step that so many municipalities reach; 0 below all."""
    return max((size for size in SIZES if size <= count), default=0)
