"""A trend: a score over some rounds, with lines that break where rounds cannot be compared."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from app.documents.charts.dots import SMALL, ZONES, shortened
from app.documents.charts.geometry import (
    ACCENT,
    GREY,
    INK,
    LINE,
    PALE,
    WHITE,
    Anchor,
    Box,
    Circle,
    Drawing,
    Label,
    Line,
    Shape,
)
from app.documents.model import Trend, TrendPoint

HEIGHT = 122.0
TOP, BOTTOM = 18.0, 96.0
"""Between these heights stand the points from 100 to 0."""
LEFT = 62.0
"""The room for the words of the zones."""
EDGE = 34.0
"""From the ends of the axis to the first and the last round."""
_CHARACTER = 0.57
_TINY = 6.8
_BESIDE: tuple[tuple[float, float, Anchor], ...] = (
    *((0, -7, "middle"), (0, 13, "middle"), (6, -4, "start")),
    *((6, 9, "start"), (-6, -4, "end"), (-6, 9, "end")),
)
"""Where a number can stand, from its dot, to the right and down."""
_BEFORE = {"start": 0, "middle": 1, "end": 2}
"""How many halves of a text stand before its place."""
_REACH = 5.0
"""How far a dot goes from its middle."""

Sides: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def trend_plot(trend: Trend, width: float) -> Drawing:
    """The plot at this width; all plots are equally high."""
    plot = _TrendPlot(trend, width)
    return Drawing(width, HEIGHT, tuple(plot.shapes()))


def height_of(points: float) -> float:
    """Where a score of 0 to 100 stands, from the top."""
    return BOTTOM - (BOTTOM - TOP) * points / 100


class _TrendPlot:
    def __init__(self, trend: Trend, width: float) -> None:
        self._trend, self._points, self._width = trend, trend.points, width
        room = width - LEFT - 2 * EDGE
        self._step = room / max(1, len(self._points) - 1)
        self._places = [LEFT + EDGE + index * self._step for index in range(len(self._points))]
        self._taken = [_around(x, point) for x, point in zip(self._places, self._points, strict=True)]

    def shapes(self) -> Iterator[Shape]:
        yield from self._frame(self._trend.words)
        for index, (first, second) in enumerate(pairwise(self._places)):
            if line := self._line(index):
                yield line
            if self._points[index + 1].breaks:
                yield from self._break((first + second) / 2, named=index == self._named)
        for index, (x, point) in enumerate(zip(self._places, self._points, strict=True)):
            yield from self._round(index, x, point)

    @property
    def _named(self) -> int:
        """After which round the break stands that is named: all of them look the same."""
        return next((index for index, point in enumerate(self._points[1:]) if point.breaks), -1)

    def _frame(self, words: Sequence[str]) -> Iterator[Shape]:
        """The zones as bands with their words, and the axis below."""
        for index in range(0, len(ZONES) - 1, 2):
            low, high = (height_of(points) for points in ZONES[index : index + 2])
            yield Box(LEFT, high, self._width - LEFT, low - high, PALE)
        for index, word in enumerate(words):
            middle = sum(height_of(points) for points in ZONES[index : index + 2]) / 2
            yield Label(LEFT - 6, middle + _TINY * 0.35, shortened(word, LEFT - 6, _TINY), _TINY, GREY, "end")
        yield Line(LEFT, BOTTOM, self._width, BOTTOM, LINE, 0.8)

    def _break(self, x: float, named: bool) -> Iterator[Shape]:
        """A dashed line from top to bottom, with what it means above it."""
        yield Line(x, TOP - 6, x, BOTTOM, GREY, 1.0, dashed=True)
        if named:
            half = len(self._trend.breach) * SMALL * _CHARACTER / 2
            middle = min(max(x, LEFT + half), self._width - half)
            self._taken.append((middle - half, 8 - SMALL, middle + half, 8 + SMALL * 0.3))
            yield Label(middle, 8, self._trend.breach, SMALL, GREY, "middle")

    def _round(self, index: int, x: float, point: TrendPoint) -> Iterator[Shape]:
        """The dot with its number, and the name of the round below."""
        yield Line(x, BOTTOM, x, BOTTOM + 3, LINE, 0.8)
        last = len(self._points) - 1
        every = 1 if self._step >= 2 * EDGE - 6 else max(1, round(2 * EDGE / self._step))
        if index in (0, last) or (index % every == 0 and last - index >= every):
            name = shortened(point.label, 2 * EDGE, SMALL)
            yield Label(x, BOTTOM + 14, name, SMALL, INK, "middle")
        if point.value is None:
            yield Label(x, BOTTOM - 4, point.text, SMALL, GREY, "middle")
            return
        y = height_of(point.value)
        yield Circle(x, y, 4.2, ACCENT, WHITE)
        yield from self._number(index, x, y, point)

    def _number(self, index: int, x: float, y: float, point: TrendPoint) -> Iterator[Shape]:
        """Above the dot, or where else no line runs and nothing stands; not at all where there is no room."""
        half = len(point.text) * SMALL * _CHARACTER / 2
        lines = [line for line in (self._line(index - 1), self._line(index)) if line]
        for right, down, way in _BESIDE:
            left = x + right - half * _BEFORE[way]
            box = (left, y + down - SMALL * 0.8, left + 2 * half, y + down + 1)
            if box[3] < BOTTOM and not any(_crosses(line, box) for line in lines) and not self._is_taken(box):
                self._taken.append(box)
                yield Label(x + right, y + down, point.text, SMALL, INK, way, bold=True)
                return

    def _is_taken(self, box: Sides) -> bool:
        return any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in self._taken
        )

    def _line(self, index: int) -> Line | None:
        """The line after this round, where there is one."""
        if not 0 <= index < len(self._points) - 1:
            return None
        first, second = self._points[index : index + 2]
        if second.breaks or first.value is None or second.value is None:
            return None
        ends = (self._places[index], height_of(first.value), self._places[index + 1], height_of(second.value))
        return Line(*ends, ACCENT, 2.0)


def _around(x: float, point: TrendPoint) -> Sides:
    """What a dot takes."""
    y = BOTTOM if point.value is None else height_of(point.value)
    return (x - _REACH, y - _REACH, x + _REACH, y + _REACH)


def _crosses(line: Line, box: Sides) -> bool:
    """Whether a line runs through a box."""
    left, right = max(box[0], line.x1), min(box[2], line.x2)
    if left > right:
        return False
    slope = (line.y2 - line.y1) / (line.x2 - line.x1)
    heights = [line.y1 + slope * (x - line.x1) for x in (left, right)]
    return min(heights) < box[3] and max(heights) > box[1]
