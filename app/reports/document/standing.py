"""What can be said of a domain as a whole, from what its dimensions did: only supported changes count (S25)."""

from collections.abc import Collection
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias, get_args

Standing: TypeAlias = Literal["grown", "mixed", "slipped", "unsupported", "unsaid", "same", "unknown"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""Growth first, then what went both ways, decline, what is not sure yet, what stayed, and what cannot be compared."""


class Moved(Protocol):
    """What a dimension did: a change of the comparison, or one that is read from a frozen report."""

    @property
    def kind(self) -> str:
        """Visible, small, same, unsaid or not comparable."""

    @property
    def supported(self) -> bool | None:
        """Whether an item that moved along is backed (S24)."""

    @property
    def change(self) -> Fraction | int | None:
        """Above 0 when it went up."""


def standing(changes: Collection[Moved]) -> Standing:
    """Grown or slipped: a dimension did, supported, and none the other way; same: something can be compared."""
    ways = {change.change > 0 for change in changes if change.supported and change.change is not None}
    if len(ways) == 2:
        return "mixed"
    if ways:
        return "grown" if True in ways else "slipped"
    kinds = {change.kind for change in changes}
    if "visible" in kinds:
        return "unsupported"
    if "unsaid" in kinds:
        return "unsaid"
    return "same" if kinds - {"not_comparable"} else "unknown"
