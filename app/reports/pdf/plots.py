"""A dot plot in the PDF: as a column of its own table, so that dot and number stand side by side."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from app.reports.charts.dots import SMALL, marks, place, zones
from app.reports.charts.geometry import Drawing, Label, Shape
from app.reports.charts.palette import GREY
from app.reports.document.model import Dot, Figure
from app.reports.pdf.figures import draw_shapes
from app.reports.pdf.flowables import TaggedTable, Text
from app.reports.pdf.fonts import printable, text_width
from app.reports.pdf.styles import Styles
from app.reports.pdf.tables import plain_style, table_cells
from app.reports.tagging.structure import Node

_COLUMN = 1
"""Where the plot stands: right after the names."""
_EDGE = 7.0
_WIDTHS = (80.0, 98.0, 36.0, 112.0, 68.0, 48.0, 50.0)
_SMALLEST_PLOT = 72.0
_TICKS = (0, 25, 50, 75, 100)
_ROOM_FOR_TICKS = 75.0


class PlotTable(TaggedTable):
    """A table with an empty column in which dots are drawn; short enough to stay on one page."""

    def with_plot(self, dots: tuple[Dot, ...], node: Node) -> "PlotTable":
        """The same table, with these dots in its rows."""
        self._dots, self._node = dots, node
        return self

    def draw(self) -> None:
        """The table, then the plot over its empty column."""
        super().draw()
        left, right = self._colpositions[_COLUMN], self._colpositions[_COLUMN + 1]
        top, bottom = self._rowpositions[0], self._rowpositions[-1]
        x, y = self.canv.absolutePosition(left, bottom)
        self._node.bounds = (x, y, x + right - left, y + top - bottom)
        with self.canv.mark(self._node):
            draw_shapes(self.canv, Drawing(self._width, self._height, tuple(self._shapes(left, right))))

    def _shapes(self, left: float, right: float) -> list[Shape]:
        """The scale in the header, and in each row a zone, a line and a dot; heights count from the top."""
        left, right = left + _EDGE, right - _EDGE
        edges = [self._height - position for position in self._rowpositions]
        shapes: list[Shape] = [
            Label(place(points, left, right), edges[1] - 4, str(points), SMALL, GREY, "middle")
            for points in (_TICKS if right - left >= _ROOM_FOR_TICKS else _TICKS[::2])
        ]
        for dot, top, bottom in zip(self._dots, edges[1:-1], edges[2:], strict=True):
            shapes += [*zones(left, right, top, bottom), *marks(dot, left, right, (top + bottom) / 2)]
        return shapes


def dots_flowables(figure: Figure, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The sentence, the plot and the table as one; the figure is read before the table."""
    plot = parent.add("Figure", alt=figure.alt)
    node = parent.add("Table")
    caption = Text(f"{figure.table.caption}. {figure.message}", styles.caption, node.add("Caption"))
    cells: list[list[Any]] = [[*row[:_COLUMN], "", *row[_COLUMN:]] for row in table_cells(figure.table, styles, node)]
    widths = _widths([dot.label for dot in figure.dots], styles, width)
    style = [*plain_style(), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    table = PlotTable(cells, colWidths=widths, hAlign="LEFT", style=style, spaceAfter=6)
    return [KeepTogether([caption, table.with_plot(figure.dots, plot)])]


def _widths(names: Sequence[str], styles: Styles, width: float) -> list[float]:
    """The widths of the columns; long names get some of the room of the plot."""
    widths = [each * width / sum(_WIDTHS) for each in _WIDTHS]
    widest = max((text_width(printable(name), styles.cell.font, styles.cell.size) for name in names), default=0.0) + 10
    more = min(max(0.0, widest - widths[0]), widths[_COLUMN] - _SMALLEST_PLOT)
    return [widths[0] + more, widths[_COLUMN] - more, *widths[2:]]
