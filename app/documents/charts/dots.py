"""The dot plot: for each row a score from 0 to 100 with the bandwidth that it can still have."""

from collections.abc import Iterator, Sequence

from app.documents.charts.geometry import ACCENT, GREY, INK, LINE, PALE, WHITE, Box, Circle, Drawing, Label, Line, Shape
from app.documents.model import Dot

ROW = 19.0
HEAD = 15.0
FOOT = 14.0
TEXT = 8.5
SMALL = 7.5
LABELS = 112.0
"""The room for the names on the left."""
NUMBERS = 112.0
"""The room for the numbers on the right."""
ZONES = (0.0, 12.5, 37.5, 62.5, 87.5, 100.0)
"""Where the five words begin and end (S11)."""
TICKS = (0, 25, 50, 75, 100)
_CHARACTER = 0.57
"""The width of a character of average text, in sizes."""


def dot_plot(dots: Sequence[Dot], words: Sequence[str], width: float) -> Drawing:
    """The plot at this width; its height follows from the number of rows."""
    left, right, bottom = LABELS, width - NUMBERS, HEAD + len(dots) * ROW
    shapes: list[Shape] = [*frame(words, left, right, HEAD, bottom, _CHARACTER)]
    for index, dot in enumerate(dots):
        middle = HEAD + (index + 0.5) * ROW
        base = middle + TEXT * 0.35
        shapes.append(Label(0, base, shortened(dot.label, LABELS - 4, TEXT), TEXT, INK, bold=dot.strong))
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
