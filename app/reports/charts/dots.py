"""The dot plot: for each row a score from 0 to 100 with the bandwidth that it can still have."""

from collections.abc import Iterator, Sequence

from app.reports.charts.geometry import Box, Circle, Drawing, Label, Line, Shape
from app.reports.charts.palette import BLUE, GREY, INK, LINE, PALE, WHITE
from app.reports.document.model import Dot

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
_CHARACTER = 0.57
"""The width of a character of average text, in sizes."""


def dot_plot(dots: Sequence[Dot], words: Sequence[str], width: float) -> Drawing:
    """The plot at this width; its height follows from the number of rows."""
    plot = _Plot(width, len(dots))
    shapes: list[Shape] = [*plot.frame(words)]
    for index, dot in enumerate(dots):
        shapes += plot.row(dot, HEAD + (index + 0.5) * ROW)
    return Drawing(width, plot.bottom + FOOT, tuple(shapes))


def shortened(text: str, width: float, size: float) -> str:
    """The text as far as it fits, with dots where it was cut."""
    room = int(width / (size * _CHARACTER))
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


class _Plot:
    def __init__(self, width: float, rows: int) -> None:
        self.left, self.right = LABELS, width - NUMBERS
        self.bottom = HEAD + rows * ROW

    def x(self, points: float) -> float:
        """Where a score stands."""
        return self.left + (self.right - self.left) * points / 100

    def frame(self, words: Sequence[str]) -> Iterator[Shape]:
        """The zones of the words and the axis below."""
        for index, word in enumerate(words):
            start, end = self.x(ZONES[index]), self.x(ZONES[index + 1])
            if index % 2 == 0:
                yield Box(start, HEAD, end - start, self.bottom - HEAD, PALE)
            if end - start >= len(word) * SMALL * _CHARACTER:
                yield Label((start + end) / 2, HEAD - 4, word, SMALL, GREY, "middle")
        yield Line(self.left, self.bottom, self.right, self.bottom, LINE, 0.8)
        for points in (0, 25, 50, 75, 100):
            yield Line(self.x(points), self.bottom, self.x(points), self.bottom + 3, LINE, 0.8)
            yield Label(self.x(points), self.bottom + 11, str(points), SMALL, GREY, "middle")

    def row(self, dot: Dot, middle: float) -> Iterator[Shape]:
        """The name, the bandwidth, the dot and the number."""
        base = middle + TEXT * 0.35
        yield Label(0, base, shortened(dot.label, LABELS - 4, TEXT), TEXT, INK, bold=dot.strong)
        yield Line(self.left, middle, self.right, middle, LINE, 0.4, dashed=True)
        if dot.low is not None and dot.high is not None and dot.low < dot.high:
            yield from self._bandwidth(self.x(dot.low), self.x(dot.high), middle)
        if dot.value is not None:
            yield Circle(self.x(dot.value), middle, 4.2, BLUE, WHITE)
        yield Label(self.right + 8, base, dot.text, TEXT, INK, bold=dot.value is not None)

    @staticmethod
    def _bandwidth(low: float, high: float, middle: float) -> Iterator[Shape]:
        yield Line(low, middle, high, middle, BLUE, 2.0)
        for end in (low, high):
            yield Line(end, middle - 4, end, middle + 4, BLUE, 1.2)
