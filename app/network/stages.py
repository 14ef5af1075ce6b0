"""How many municipalities are at which step, told so that no small number can be read off or worked out."""

from collections import Counter
from collections.abc import Mapping

LEAST = 5
"""Below this a number is not told, and numbers are told in steps of as many."""


def told(steps: Mapping[str, str]) -> Mapping[str, int]:
    """By step how many municipalities are there, rounded down to fives; 0 stands for every number below five.

    No sum is told, and nothing else from which the rest of a division by five could follow.
    """
    return {step: count // LEAST * LEAST for step, count in sorted(Counter(steps.values()).items())}


def changed_enough(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Whether at least five municipalities are at another step, came or went since the numbers were told last."""
    return sum(old.get(one) != new.get(one) for one in old.keys() | new.keys()) >= LEAST
