"""What can be said of a domain as a whole, from what its dimensions did: only visible changes count (S24)."""

from collections.abc import Collection
from typing import Literal, TypeAlias, get_args

from scoring.comparison import DimensionChange

Standing: TypeAlias = Literal["grown", "mixed", "slipped", "same", "unknown"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""Growth first, then what went both ways, decline, what stayed, and what cannot be compared."""


def standing(changes: Collection[DimensionChange]) -> Standing:
    """Grown or slipped: a dimension visibly did and none the other way; same: something can be compared."""
    ways = {change.change > 0 for change in changes if change.kind == "visible" and change.change is not None}
    if len(ways) == 2:
        return "mixed"
    if ways:
        return "grown" if True in ways else "slipped"
    return "same" if any(change.kind != "not_comparable" for change in changes) else "unknown"
