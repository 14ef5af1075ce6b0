"""Then and now: for each row a ring, a dot and a line between them, with an arrow and words beside it."""

from collections.abc import Iterator
from math import atan2, cos, sin

from app.documents.charts.dots import SMALL, TEXT, frame, place, shortened
from app.documents.charts.geometry import (
    ACCENT,
    GREY,
    INK,
    LINE,
    WHITE,
    Box,
    Circle,
    Drawing,
    Label,
    Line,
    Polygon,
    Shape,
)
from app.documents.model import Move, Moves

ROW = 24.0
HEAD = 30.0
FOOT = 14.0
LABELS = 96.0
"""The room for the names on the left."""
WORDS = 116.0
"""The room for the arrow and the words on the right."""
NUMBERS = 30.0
"""What a number beside a dot at the end of the axis needs."""
ARROW = 16.0
RING, DOT = 5.0, 3.1
"""A dot that stands exactly in its ring leaves it to be seen."""
_OFF = 8.0
"""Between the middle of a dot and its number."""
_CHARACTER = 0.6


def moves_plot(moves: Moves, width: float) -> Drawing:
    """The plot at this width; its height follows from the number of rows."""
    left, right = LABELS + NUMBERS, width - WORDS - NUMBERS
    bottom = HEAD + len(moves.rows) * ROW
    shapes: list[Shape] = [*frame(moves.words, left, right, HEAD, bottom, _CHARACTER), *legend(moves, left, 9.0)]
    for index, move in enumerate(moves.rows):
        middle = HEAD + (index + 0.5) * ROW
        shapes.append(Label(0, middle + TEXT * 0.35, shortened(move.label, LABELS - 4, TEXT), TEXT, INK, bold=True))
        shapes += move_marks(move, left, right, middle)
        shapes += _numbers(move, left, right, middle)
        shapes += arrow(move, width - WORDS + ARROW / 2, middle)
        shapes += _words(move, width - WORDS + ARROW + 4, middle)
    return Drawing(width, bottom + FOOT, tuple(shapes))


def legend(moves: Moves, left: float, base: float) -> Iterator[Shape]:
    """What a ring is and what a dot, on one line."""
    middle, second = base - SMALL * 0.35, left + RING * 2 + 10 + len(moves.then) * SMALL * _CHARACTER + 8
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


def _numbers(move: Move, left: float, right: float, middle: float) -> Iterator[Shape]:
    """Both numbers on the outer sides, so that they never meet; one when both are the same."""
    if move.way is None or move.before is None or move.after is None:
        return
    base = middle + SMALL * 0.35
    then, now = place(move.before, left, right), place(move.after, left, right)
    if move.before_text == move.after_text:
        yield Label(max(then, now) + _OFF, base, move.after_text, SMALL, INK, bold=True)
        return
    grows = now > then
    yield Label(then - _OFF if grows else then + _OFF, base, move.before_text, SMALL, INK, "end" if grows else "start")
    place_now = (now + _OFF, "start") if grows else (now - _OFF, "end")
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


def _words(move: Move, x: float, middle: float) -> Iterator[Shape]:
    """The words beside the arrow, on one line or two."""
    room = WORDS - ARROW - 4
    first = middle + TEXT * 0.35 - (SMALL * 0.62 if move.note else 0)
    yield Label(x, first, shortened(move.word, room, TEXT), TEXT, INK, bold=move.visible)
    if move.note:
        yield Label(x, first + SMALL * 1.3, shortened(move.note, room, SMALL), SMALL, GREY)


SLOPE_WIDTH, SLOPE_HEIGHT = 92.0, 52.0
_TOP, _BOTTOM = 5.0, 47.0
"""The heights of 100 and 0."""


def slope(move: Move) -> Drawing:
    """One move as an arrow from a ring on the left, then, to now on the right; only the lines where there is none."""
    lines = (_BOTTOM, (_TOP + _BOTTOM) / 2, _TOP)
    shapes: list[Shape] = [Line(2, height, SLOPE_WIDTH - 2, height, LINE, 1.0) for height in lines]
    if move.way is not None and move.before is not None and move.after is not None:
        left, right = 16.0, SLOPE_WIDTH - 15
        then, now = (_BOTTOM - (_BOTTOM - _TOP) * value / 100 for value in (move.before, move.after))
        turn = atan2(now - then, right - left)
        neck = (right - 11 * cos(turn), now - 11 * sin(turn))
        aside = (6 * sin(turn), -6 * cos(turn))
        corners = ((right, now), *((neck[0] + way * aside[0], neck[1] + way * aside[1]) for way in (1, -1)))
        shapes += [Line(left, then, *neck, INK, 2.5), Polygon(corners, INK, INK), _ring(left, then)]
    return Drawing(SLOPE_WIDTH, SLOPE_HEIGHT, tuple(shapes))
