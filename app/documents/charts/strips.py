"""Small pictures of a printed row: scores on a track, a chance with its span, and how far something is in steps."""

from collections.abc import Iterator, Sequence

from app.documents.charts import (
    ACCENT,
    DEEP,
    GREY,
    INK,
    LINE,
    STEPS,
    TRACK,
    WHITE,
    Box,
    Circle,
    Drawing,
    Label,
    Line,
    Polygon,
    Shape,
)
from app.documents.charts.plots import ZONES, place

EDGE = 8.0
"""Left and right of a track, for marks at its ends."""
_CLOSE = 4.5
"""Marks that are nearer than this, in points of the score, would touch."""
_STAGGER = 6.0
_RADIUS = 4.2
_AXIS = 8.0


def track(width: float, height: float) -> Iterator[Shape]:
    """The way from 0 to 100, with the borders of the five words left open."""
    left, right = EDGE, width - EDGE
    yield Box(left, 1, right - left, height - 2, TRACK)
    for border in ZONES[1:-1]:
        x = place(border, left, right)
        yield Line(x, 1, x, height - 1, WHITE, 1.5)


def dimension_mark(number: int, x: float, y: float) -> Shape:
    """A circle, a square or a triangle, for the first, second and third dimension."""
    if number == 0:
        return Circle(x, y, _RADIUS, ACCENT, WHITE)
    if number == 1:
        r = _RADIUS * 0.85
        return Polygon(((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)), WHITE, INK)
    bottom, wide = y + _RADIUS, _RADIUS * 1.1
    return Polygon(((x, y - _RADIUS), (x + wide, bottom), (x - wide, bottom)), INK, WHITE)


def total_mark(x: float, height: float) -> Shape:
    """The bar of a total, over the whole height."""
    return Line(x, 1, x, height - 1, INK, 1.5)


def outline(x1: float, y1: float, x2: float, y2: float, color: str = GREY, width: float = 1.0) -> Iterator[Shape]:
    """A dashed box."""
    for ends in ((x1, y1, x2, y1), (x2, y1, x2, y2), (x2, y2, x1, y2), (x1, y2, x1, y1)):
        yield Line(*ends, color, width, dashed=True)


def score_strip(
    width: float,
    height: float,
    marks: Sequence[tuple[int, float]],
    *,
    total: float | None = None,
    span: tuple[float, float] | None = None,
) -> Drawing:
    """Scores of dimensions (number, 0 to 100), a total, and how far a score can still move."""
    left, right, middle = EDGE, width - EDGE, height / 2
    shapes: list[Shape] = [*track(width, height)]
    if span:
        shapes += outline(place(span[0], left, right), 3.5, place(span[1], left, right), height - 3.5)
    if total is not None:
        shapes.append(total_mark(place(total, left, right), height))
    close = any(abs(one - other) < _CLOSE for i, (_, one) in enumerate(marks) for _, other in marks[i + 1 :])
    for number, value in marks:
        y = middle + (number - 1) * _STAGGER if close and len(marks) > 1 else middle
        shapes.append(dimension_mark(number, place(value, left, right), y))
    return Drawing(width, height, tuple(shapes))


def chance_strip(
    width: float, height: float, value: float, span: tuple[float, float] | None, borders: Sequence[float], start: float
) -> Drawing:
    """A chance as a dot, with how it could move as a bar; the axis goes from `start` to 100."""
    left, right, middle = EDGE, width - EDGE, height / 2

    def at(points: float) -> float:
        return place(max(0.0, points - start) / (100 - start) * 100, left, right)

    shapes: list[Shape] = [Box(left, 2, right - left, height - 4, TRACK)]
    shapes += [Line(at(border), 0, at(border), height, GREY, 0.75, dashed=True) for border in borders]
    if span:
        shapes.append(Line(at(span[0]), middle, at(span[1]), middle, STEPS[3], 4))
    shapes.append(Circle(at(value), middle, 5.5, DEEP, WHITE))
    return Drawing(width, height, tuple(shapes))


def plain_strip(width: float, height: float, value: float | None) -> Drawing:
    """One score as a dot."""
    dots = [] if value is None else [Circle(place(value, EDGE, width - EDGE), height / 2, 4.5, DEEP, WHITE)]
    return Drawing(width, height, (*track(width, height), *dots))


def axis(width: float, marks: Sequence[tuple[float, str]]) -> Drawing:
    """Words or numbers at their places of 0 to 100, above a column of tracks."""
    left, right = EDGE, width - EDGE
    labels = (Label(place(at, left, right), 8, text, _AXIS, GREY, "middle") for at, text in marks)
    return Drawing(width, 10.5, tuple(labels))


def steps(reached: int, of: int, *, further: bool, width: float = 62.5, height: float = 7.0) -> Drawing:
    """Boxes for the answers from low to high: those that are reached, and dashed the next one."""
    each, gap = width / of, 2.5
    shapes: list[Shape] = []
    for number in range(of):
        x1, x2, y1, y2 = number * each + 0.6, (number + 1) * each - gap + 0.6, 0.6, height - 0.6
        if number < reached:
            shapes.append(Box(x1, y1, x2 - x1, y2 - y1, ACCENT))
        elif further and number == reached:
            shapes += outline(x1, y1, x2, y2, ACCENT, 1.1)
        else:
            corners = ((x1, y1), (x2, y1), (x2, y2), (x1, y2))
            shapes.append(Polygon(corners, WHITE, LINE))
    return Drawing(width, height, tuple(shapes))
