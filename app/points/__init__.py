"""What there is to talk about in the answers of an assessment, from the answers alone: pure."""

from app.points.finding import HIGH, counts, points
from app.points.model import KINDS, Kind, Point
from app.points.patterns import Alike, Part, alike_parts, fast_parts
from app.points.settling import split_settled

__all__ = [
    "HIGH",
    "KINDS",
    "Alike",
    "Kind",
    "Part",
    "Point",
    "alike_parts",
    "counts",
    "fast_parts",
    "points",
    "split_settled",
]
