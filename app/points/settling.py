"""Points that were talked about and need no agreed score; they come back when somebody answers anew."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.points.model import Point


def split_settled(
    found: Iterable[Point], settled: Mapping[tuple[str, str], datetime], answered: Mapping[str, datetime]
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """(open, settled) points. `settled` has the moment by the key of a point.

    `answered` has when the subject of a point was last answered: the item, or of a pattern the domain by its person.
    """
    still: list[Point] = []
    over: list[Point] = []
    for point in found:
        moment = settled.get(point.key)
        anew = answered.get(point.subject)
        (over if moment and not (anew and anew > moment) else still).append(point)
    return tuple(still), tuple(over)
