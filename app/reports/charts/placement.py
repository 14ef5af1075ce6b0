"""Finds a place for every name beside its dot, so that no name covers another name or a dot."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GAP = 6.0
"""Between a dot and its name, in points."""
_DOT = 5.0
_RINGS = 14
_RING_STEP = 11.0
_ANGLES = tuple(math.radians(angle) for angle in (0, 180, 30, 330, 150, 210, 60, 300, 120, 240, 90, 270))


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A piece of the picture, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Rectangle") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Rectangle") -> bool:
        """Whether the other lies completely inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands, and whether it needs a line to its dot."""

    box: Rectangle
    line: bool


def label_places(
    dots: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], frame: Rectangle
) -> list[Place]:
    """A place for each name, in order: beside the dot where there is room, else further away with a line."""
    taken = [Rectangle(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT) for x, y in dots]
    places = []
    for dot, size in zip(dots, sizes, strict=True):
        place = _free_place(dot, size, frame, taken)
        taken.append(place.box)
        places.append(place)
    return places


def _free_place(
    dot: tuple[float, float], size: tuple[float, float], frame: Rectangle, taken: Sequence[Rectangle]
) -> Place:
    candidates = list(_candidates(dot, size))
    for place in candidates:
        if frame.holds(place.box) and not any(place.box.overlaps(other) for other in taken):
            return place
    return candidates[0]


def _candidates(dot: tuple[float, float], size: tuple[float, float]) -> Iterator[Place]:
    """First beside, above and below; then around, further and further away."""
    (x, y), (width, height) = dot, size
    near = _DOT + _GAP / 2
    for left, bottom in (
        (x + near, y - height / 2),
        (x - near - width, y - height / 2),
        (x - width / 2, y + near),
        (x - width / 2, y - near - height),
    ):
        yield Place(Rectangle(left, bottom, width, height), line=False)
    for ring in range(2, _RINGS):
        radius = ring * _RING_STEP
        for angle in _ANGLES:
            middle_x, middle_y = x + radius * math.cos(angle), y + radius * math.sin(angle)
            left = middle_x - width * (1 - math.cos(angle)) / 2
            yield Place(Rectangle(left, middle_y - height / 2, width, height), line=True)
