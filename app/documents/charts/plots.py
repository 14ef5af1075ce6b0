"""Plots as shapes, laid out once: scores as dots, then and now, and a trend. Page, PDF and Word draw these."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan2, cos, sin
from typing import TypeAlias

from app.documents.charts import (
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
    Polygon,
    Shape,
)
from app.documents.model import Dot, Figure, Move, Moves, Trend, TrendPoint

DOTS_ROW = 19.0
DOTS_HEAD = 15.0
FOOT = 14.0
TEXT = 8.5
SMALL = 7.5
DOTS_LABELS = 112.0
"""The room for the names on the left."""
DOTS_NUMBERS = 112.0
"""The room for the numbers on the right."""
ZONES = (0.0, 12.5, 37.5, 62.5, 87.5, 100.0)
"""Where the five words begin and end (S11)."""
TICKS = (0, 25, 50, 75, 100)
_CHARACTER = 0.57
"""The width of a character of average text, in sizes."""


def dot_plot(dots: Sequence[Dot], words: Sequence[str], width: float) -> Drawing:
    """The plot at this width; its height follows from the number of rows."""
    left, right, bottom = DOTS_LABELS, width - DOTS_NUMBERS, DOTS_HEAD + len(dots) * DOTS_ROW
    shapes: list[Shape] = [*frame(words, left, right, DOTS_HEAD, bottom, _CHARACTER)]
    for index, dot in enumerate(dots):
        middle = DOTS_HEAD + (index + 0.5) * DOTS_ROW
        base = middle + TEXT * 0.35
        shapes.append(Label(0, base, shortened(dot.label, DOTS_LABELS - 4, TEXT), TEXT, INK, bold=dot.strong))
        shapes += marks(dot, left, right, middle)
        shapes.append(Label(right + 8, base, dot.text, TEXT, INK, bold=dot.value is not None))
    return Drawing(width, bottom + FOOT, tuple(shapes))


def shortened(text: str, width: float, size: float) -> str:
    """The text as far as it fits, with dots where it was cut."""
    room = int(width / (size * _CHARACTER))
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def frame(
    words: Sequence[str], left: float, right: float, top: float, bottom: float, character: float
) -> Iterator[Shape]:
    """The zones of the words with their names where those fit, by this width of a character, and the axis below."""
    yield from zones(left, right, top, bottom)
    for index, word in enumerate(words):
        start, end = (place(points, left, right) for points in ZONES[index : index + 2])
        if end - start >= len(word) * SMALL * character:
            yield Label((start + end) / 2, top - 4, word, SMALL, GREY, "middle")
    yield Line(left, bottom, right, bottom, LINE, 0.8)
    for points in TICKS:
        x = place(points, left, right)
        yield Line(x, bottom, x, bottom + 3, LINE, 0.8)
        yield Label(x, bottom + 11, str(points), SMALL, GREY, "middle")


def place(points: float, left: float, right: float) -> float:
    """Where a score of 0 to 100 stands between two ends."""
    return left + (right - left) * points / 100


def zones(left: float, right: float, top: float, bottom: float) -> Iterator[Shape]:
    """The lowest, middle and highest word as a background: the words between them need none."""
    for index in range(0, len(ZONES) - 1, 2):
        start, end = (place(points, left, right) for points in ZONES[index : index + 2])
        yield Box(start, top, end - start, bottom - top, PALE)


def marks(dot: Dot, left: float, right: float, middle: float) -> Iterator[Shape]:
    """A guiding line, the bandwidth and the dot."""
    yield Line(left, middle, right, middle, LINE, 0.4, dashed=True)
    if dot.low is not None and dot.high is not None and dot.low < dot.high:
        low, high = place(dot.low, left, right), place(dot.high, left, right)
        yield Line(low, middle, high, middle, ACCENT, 2.0)
        for end in (low, high):
            yield Line(end, middle - 4, end, middle + 4, ACCENT, 1.2)
    if dot.value is not None:
        yield Circle(place(dot.value, left, right), middle, 4.2, ACCENT, WHITE)


MOVES_ROW = 24.0
MOVES_HEAD = 30.0
MOVES_LABELS = 96.0
"""The room for the names on the left."""
MOVES_WORDS = 116.0
"""The room for the arrow and the words on the right."""
MOVES_NUMBERS = 30.0
"""What a number beside a dot at the end of the axis needs."""
ARROW = 16.0
RING, DOT = 5.0, 3.1
"""A dot that stands exactly in its ring leaves it to be seen."""
_BESIDE_DOT = 8.0
"""Between the middle of a dot and its number."""
_WIDE_CHARACTER = 0.6


def moves_plot(moves: Moves, width: float) -> Drawing:
    """The plot at this width; its height follows from the number of rows."""
    left, right = MOVES_LABELS + MOVES_NUMBERS, width - MOVES_WORDS - MOVES_NUMBERS
    bottom = MOVES_HEAD + len(moves.rows) * MOVES_ROW
    shapes: list[Shape] = [
        *frame(moves.words, left, right, MOVES_HEAD, bottom, _WIDE_CHARACTER),
        *legend(moves, left, 9.0),
    ]
    for index, move in enumerate(moves.rows):
        middle = MOVES_HEAD + (index + 0.5) * MOVES_ROW
        shapes.append(
            Label(0, middle + TEXT * 0.35, shortened(move.label, MOVES_LABELS - 4, TEXT), TEXT, INK, bold=True)
        )
        shapes += move_marks(move, left, right, middle)
        shapes += _move_numbers(move, left, right, middle)
        shapes += arrow(move, width - MOVES_WORDS + ARROW / 2, middle)
        shapes += _move_words(move, width - MOVES_WORDS + ARROW + 4, middle)
    return Drawing(width, bottom + FOOT, tuple(shapes))


def legend(moves: Moves, left: float, base: float) -> Iterator[Shape]:
    """What a ring is and what a dot, on one line."""
    middle, second = base - SMALL * 0.35, left + RING * 2 + 10 + len(moves.then) * SMALL * _WIDE_CHARACTER + 8
    yield _ring(left + RING, middle)
    yield Label(left + RING * 2 + 4, base, moves.then, SMALL, INK)
    yield _dot(second, middle)
    yield Label(second + DOT + 5, base, moves.now, SMALL, INK)


def _ring(x: float, y: float) -> Circle:
    return Circle(x, y, RING, WHITE, INK)


def _dot(x: float, y: float) -> Circle:
    return Circle(x, y, DOT, ACCENT, ACCENT)


def move_marks(move: Move, left: float, right: float, middle: float) -> Iterator[Shape]:
    """A guiding line, and a ring and a dot with the line between them; nothing more where nothing can be compared."""
    yield Line(left, middle, right, middle, LINE, 0.4, dashed=True)
    if move.way is None or move.before is None or move.after is None:
        return
    then, now = place(move.before, left, right), place(move.after, left, right)
    yield Line(then, middle, now, middle, ACCENT, 2.0)
    yield _ring(then, middle)
    yield _dot(now, middle)


def _move_numbers(move: Move, left: float, right: float, middle: float) -> Iterator[Shape]:
    """Both numbers on the outer sides, so that they never meet; one when both are the same."""
    if move.way is None or move.before is None or move.after is None:
        return
    base = middle + SMALL * 0.35
    then, now = place(move.before, left, right), place(move.after, left, right)
    if move.before_text == move.after_text:
        yield Label(max(then, now) + _BESIDE_DOT, base, move.after_text, SMALL, INK, bold=True)
        return
    grows = now > then
    yield Label(
        then - _BESIDE_DOT if grows else then + _BESIDE_DOT,
        base,
        move.before_text,
        SMALL,
        INK,
        "end" if grows else "start",
    )
    place_now = (now + _BESIDE_DOT, "start") if grows else (now - _BESIDE_DOT, "end")
    yield Label(place_now[0], base, move.after_text, SMALL, INK, "start" if grows else "end", bold=True)


def arrow(move: Move, x: float, middle: float) -> Iterator[Shape]:
    """An arrow up or down, filled when the change is visible; two lines when nothing moved; a short line without."""
    if move.way in ("up", "down"):
        turn = 1 if move.way == "up" else -1
        corners = ((0, -7), (5, -1), (2, -1), (2, 7), (-2, 7), (-2, -1), (-5, -1))
        drawn = tuple((x + right, middle + turn * down) for right, down in corners)
        yield Polygon(drawn, INK if move.visible else WHITE, INK)
    elif move.way == "same":
        yield from (Box(x - 5, middle + down, 10, 1.8, INK) for down in (-3.4, 1.6))
    else:
        yield Line(x - 4, middle, x + 4, middle, GREY, 1.0)


def _move_words(move: Move, x: float, middle: float) -> Iterator[Shape]:
    """The words beside the arrow, on one line or two."""
    room = MOVES_WORDS - ARROW - 4
    first = middle + TEXT * 0.35 - (SMALL * 0.62 if move.note else 0)
    yield Label(x, first, shortened(move.word, room, TEXT), TEXT, INK, bold=move.visible)
    if move.note:
        yield Label(x, first + SMALL * 1.3, shortened(move.note, room, SMALL), SMALL, GREY)


SLOPE_WIDTH, SLOPE_HEIGHT = 92.0, 52.0
_SLOPE_TOP, _SLOPE_BOTTOM = 5.0, 47.0
"""The heights of 100 and 0."""


def slope(move: Move) -> Drawing:
    """One move as an arrow from a ring on the left, then, to now on the right; only the lines where there is none."""
    lines = (_SLOPE_BOTTOM, (_SLOPE_TOP + _SLOPE_BOTTOM) / 2, _SLOPE_TOP)
    shapes: list[Shape] = [Line(2, height, SLOPE_WIDTH - 2, height, LINE, 1.0) for height in lines]
    if move.way is not None and move.before is not None and move.after is not None:
        left, right = 16.0, SLOPE_WIDTH - 15
        then, now = (_SLOPE_BOTTOM - (_SLOPE_BOTTOM - _SLOPE_TOP) * value / 100 for value in (move.before, move.after))
        turn = atan2(now - then, right - left)
        neck = (right - 11 * cos(turn), now - 11 * sin(turn))
        aside = (6 * sin(turn), -6 * cos(turn))
        corners = ((right, now), *((neck[0] + way * aside[0], neck[1] + way * aside[1]) for way in (1, -1)))
        shapes += [Line(left, then, *neck, INK, 2.5), Polygon(corners, INK, INK), _ring(left, then)]
    return Drawing(SLOPE_WIDTH, SLOPE_HEIGHT, tuple(shapes))


TREND_HEIGHT = 122.0
TREND_TOP, TREND_BOTTOM = 18.0, 96.0
"""Between these heights stand the points from 100 to 0."""
TREND_LEFT = 62.0
"""The room for the words of the zones."""
TREND_EDGE = 34.0
"""From the ends of the axis to the first and the last round."""
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
    return Drawing(width, TREND_HEIGHT, tuple(plot.shapes()))


def trend_height(points: float) -> float:
    """Where a score of 0 to 100 stands, from the top."""
    return TREND_BOTTOM - (TREND_BOTTOM - TREND_TOP) * points / 100


class _TrendPlot:
    def __init__(self, trend: Trend, width: float) -> None:
        self._trend, self._points, self._width = trend, trend.points, width
        room = width - TREND_LEFT - 2 * TREND_EDGE
        self._step = room / max(1, len(self._points) - 1)
        self._places = [TREND_LEFT + TREND_EDGE + index * self._step for index in range(len(self._points))]
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
            low, high = (trend_height(points) for points in ZONES[index : index + 2])
            yield Box(TREND_LEFT, high, self._width - TREND_LEFT, low - high, PALE)
        for index, word in enumerate(words):
            middle = sum(trend_height(points) for points in ZONES[index : index + 2]) / 2
            yield Label(
                TREND_LEFT - 6, middle + _TINY * 0.35, shortened(word, TREND_LEFT - 6, _TINY), _TINY, GREY, "end"
            )
        yield Line(TREND_LEFT, TREND_BOTTOM, self._width, TREND_BOTTOM, LINE, 0.8)

    def _break(self, x: float, named: bool) -> Iterator[Shape]:
        """A dashed line from top to bottom, with what it means above it."""
        yield Line(x, TREND_TOP - 6, x, TREND_BOTTOM, GREY, 1.0, dashed=True)
        if named:
            half = len(self._trend.breach) * SMALL * _CHARACTER / 2
            middle = min(max(x, TREND_LEFT + half), self._width - half)
            self._taken.append((middle - half, 8 - SMALL, middle + half, 8 + SMALL * 0.3))
            yield Label(middle, 8, self._trend.breach, SMALL, GREY, "middle")

    def _round(self, index: int, x: float, point: TrendPoint) -> Iterator[Shape]:
        """The dot with its number, and the name of the round below."""
        yield Line(x, TREND_BOTTOM, x, TREND_BOTTOM + 3, LINE, 0.8)
        last = len(self._points) - 1
        every = 1 if self._step >= 2 * TREND_EDGE - 6 else max(1, round(2 * TREND_EDGE / self._step))
        if index in (0, last) or (index % every == 0 and last - index >= every):
            name = shortened(point.label, 2 * TREND_EDGE, SMALL)
            yield Label(x, TREND_BOTTOM + 14, name, SMALL, INK, "middle")
        if point.value is None:
            yield Label(x, TREND_BOTTOM - 4, point.text, SMALL, GREY, "middle")
            return
        y = trend_height(point.value)
        yield Circle(x, y, 4.2, ACCENT, WHITE)
        yield from self._number(index, x, y, point)

    def _number(self, index: int, x: float, y: float, point: TrendPoint) -> Iterator[Shape]:
        """Above the dot, or where else no line runs and nothing stands; not at all where there is no room."""
        half = len(point.text) * SMALL * _CHARACTER / 2
        lines = [line for line in (self._line(index - 1), self._line(index)) if line]
        for right, down, way in _BESIDE:
            left = x + right - half * _BEFORE[way]
            box = (left, y + down - SMALL * 0.8, left + 2 * half, y + down + 1)
            if box[3] < TREND_BOTTOM and not any(_crosses(line, box) for line in lines) and not self._is_taken(box):
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
        ends = (self._places[index], trend_height(first.value), self._places[index + 1], trend_height(second.value))
        return Line(*ends, ACCENT, 2.0)


def _around(x: float, point: TrendPoint) -> Sides:
    """What a dot takes."""
    y = TREND_BOTTOM if point.value is None else trend_height(point.value)
    return (x - _REACH, y - _REACH, x + _REACH, y + _REACH)


def _crosses(line: Line, box: Sides) -> bool:
    """Whether a line runs through a box."""
    left, right = max(box[0], line.x1), min(box[2], line.x2)
    if left > right:
        return False
    slope = (line.y2 - line.y1) / (line.x2 - line.x1)
    heights = [line.y1 + slope * (x - line.x1) for x in (left, right)]
    return min(heights) < box[3] and max(heights) > box[1]


def drawing_of(picture: Figure | Moves | Trend, width: float) -> Drawing:
    """The shapes of a picture at this width; its height follows from what is in it."""
    match picture:
        case Moves():
            return moves_plot(picture, width)
        case Trend():
            return trend_plot(picture, width)
    return dot_plot(picture.dots, picture.words, width)
