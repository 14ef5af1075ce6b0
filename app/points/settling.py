"""Points that were talked about and need no agreed score; they come back when something new is said."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.points.model import Point


def split_settled(
    found: Iterable[Point],
    settled: Mapping[tuple[str, str], datetime],
    answered: Mapping[str, datetime],
    agreed: Mapping[str, datetime],
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """(open, settled) points. `settled` has the moment by the key of a point.

    `answered` has when the subject of a point was last answered: the item, or of a pattern the domain by its person.
    `agreed` has when the agreed score of an item was last saved: it can be a high score without evidence itself.
    """
    still: list[Point] = []
    over: list[Point] = []
    for point in found:
        moment = settled.get(point.key)
        said = [answered.get(point.subject), agreed.get(point.subject) if point.kind == "no_evidence" else None]
        (still if moment is None or any(anew and anew > moment for anew in said) else over).append(point)
    return tuple(still), tuple(over)
