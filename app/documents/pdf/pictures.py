"""Pictures in the PDF: vectors, each with a text for who cannot see it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether

from app.documents.charts import GREY, WHITE, Box, Circle, Drawing, Label, Line, Polygon, Shape
from app.documents.charts.plots import RING, SMALL, TICKS, arrow, legend, marks, move_marks, place, trend_plot, zones
from app.documents.model import Dot, Figure, Moves, Trend
from app.documents.pdf.flowables import TaggedTable, Text
from app.documents.pdf.fonts import BOLD, REGULAR, printable, text_width
from app.documents.pdf.styles import Styles
from app.documents.pdf.tables import plain_style, table_cells, table_flowables
from app.documents.tagging import Node


class Picture(Flowable):
    """Something drawn; `paint` draws it on a canvas with its origin at the bottom left. Without a node: decoration."""

    def __init__(
        self, width: float, height: float, node: Node | None, paint: Callable[[Any], None], after: float = 6
    ) -> None:
        super().__init__()
        self.width, self.height, self.node, self.paint, self._after = width, height, node, paint, after

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Always the same size."""
        return self.width, self.height

    def getSpaceAfter(self) -> float:
        return self._after

    def draw(self) -> None:
        """Draws the figure as content of its element."""
        if self.node is None:
            with self.canv.decoration("Layout"):
                self.paint(self.canv)
            return
        if self.node.tag == "Figure":
            x, y = self.canv.absolutePosition(0, 0)
            self.node.bounds = (x, y, x + self.width, y + self.height)
        with self.canv.mark(self.node):
            self.paint(self.canv)


def trend_flowables(trend: Trend, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The sentence with the trend, then the table; what fits together stays together."""
    message = Text(trend.message, styles.body, parent.add("P"))
    drawing = trend_plot(trend, width)
    node = parent.add("Figure", alt=trend.alt)
    picture = Picture(width, drawing.height, node, partial(draw_shapes, drawing=drawing))
    return [KeepTogether([message, picture]), *table_flowables(trend.table, styles, parent, width)]


def draw_shapes(canvas: Any, drawing: Drawing) -> None:
    """Draws shapes that count from the top left on a canvas that counts from the bottom left."""
    for shape in drawing.shapes:
        _draw(canvas, shape, drawing.height)


def _draw(canvas: Any, shape: Shape, top: float) -> None:
    match shape:
        case Line():
            canvas.setStrokeColor(HexColor(shape.color))
            canvas.setLineWidth(shape.width)
            canvas.setDash([2, 3] if shape.dashed else [])
            canvas.line(shape.x1, top - shape.y1, shape.x2, top - shape.y2)
        case Box():
            canvas.setFillColor(HexColor(shape.fill))
            canvas.setStrokeColor(HexColor(WHITE))
            canvas.rect(shape.x, top - shape.y - shape.height, shape.width, shape.height, stroke=0, fill=1)
        case Circle():
            _set_pen(canvas, shape)
            canvas.circle(shape.x, top - shape.y, shape.radius, stroke=1, fill=1)
        case Polygon():
            _set_pen(canvas, shape)
            path = canvas.beginPath()
            (x, y), *others = shape.corners
            path.moveTo(x, top - y)
            for x, y in others:
                path.lineTo(x, top - y)
            path.close()
            canvas.drawPath(path, stroke=1, fill=1)
        case Label():
            canvas.setFillColor(HexColor(shape.color))
            canvas.setFont(BOLD if shape.bold else REGULAR, shape.size)
            draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
            draw[shape.anchor](shape.x, top - shape.y, printable(shape.text))


def _set_pen(canvas: Any, shape: Circle | Polygon) -> None:
    canvas.setDash([])
    canvas.setLineWidth(1)
    canvas.setFillColor(HexColor(shape.fill))
    canvas.setStrokeColor(HexColor(shape.edge))


Plotted: TypeAlias = Callable[[float, float, Sequence[float]], Iterator[Shape]]
"""What is drawn in a column: from its left, its right and the edges of the rows, which count from the top."""
_COLUMN = 1
"""Where the plot stands: right after the names."""


class PlotTable(TaggedTable):
    """A table with an empty column in which something is drawn; short enough to stay on one page."""

    def with_plot(self, plotted: Plotted, node: Node) -> "PlotTable":
        """The same table, with this in its column."""
        self._plotted, self._node = plotted, node
        return self

    def draw(self) -> None:
        """The table, then the plot over its empty column."""
        super().draw()
        left, right = self._colpositions[_COLUMN], self._colpositions[_COLUMN + 1]
        top, bottom = self._rowpositions[0], self._rowpositions[-1]
        x, y = self.canv.absolutePosition(left, bottom)
        self._node.bounds = (x, y, x + right - left, y + top - bottom)
        edges = [self._height - position for position in self._rowpositions]
        with self.canv.mark(self._node):
            draw_shapes(self.canv, Drawing(self._width, self._height, tuple(self._plotted(left, right, edges))))


def _plot_flowables(
    picture: Figure | Moves, styles: Styles, parent: Node, plotted: Plotted, look: Sequence[Any] = (), **sizes: Any
) -> list[Flowable]:
    """The sentence, the plot and the table as one; the figure is read before the table."""
    plot = parent.add("Figure", alt=picture.alt)
    node = parent.add("Table")
    caption = Text(f"{picture.table.caption}. {picture.message}", styles.caption, node.add("Caption"))
    cells: list[list[Any]] = [[*row[:_COLUMN], "", *row[_COLUMN:]] for row in table_cells(picture.table, styles, node)]
    style = [*plain_style(styles), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *look]
    table = PlotTable(cells, hAlign="LEFT", style=style, spaceAfter=6, **sizes)
    return [KeepTogether([caption, table.with_plot(plotted, plot)])]


_EDGE = 7.0
_WIDTHS = (80.0, 98.0, 36.0, 112.0, 68.0, 48.0, 50.0)
_SMALLEST_PLOT = 72.0
_ROOM_FOR_TICKS = 75.0


def dots_flowables(figure: Figure, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """Scores as dots in a table."""
    widths = _widths([dot.label for dot in figure.dots], len(figure.table.columns), styles, width)
    return _plot_flowables(figure, styles, parent, partial(_dots, figure.dots), colWidths=widths)


def _dots(dots: Sequence[Dot], left: float, right: float, edges: Sequence[float]) -> Iterator[Shape]:
    """The scale in the header, and in each row a zone, a line and a dot."""
    left, right = left + _EDGE, right - _EDGE
    for points in TICKS if right - left >= _ROOM_FOR_TICKS else TICKS[::2]:
        yield Label(place(points, left, right), edges[1] - 4, str(points), SMALL, GREY, "middle")
    for dot, top, bottom in zip(dots, edges[1:-1], edges[2:], strict=True):
        yield from zones(left, right, top, bottom)
        yield from marks(dot, left, right, (top + bottom) / 2)


def _widths(names: Sequence[str], columns: int, styles: Styles, width: float) -> list[float]:
    """The widths of the columns; long names get some of the room of the plot, which has that of columns not there."""
    widths = [each * width / sum(_WIDTHS) for each in _WIDTHS[: columns + 1]]
    widths[_COLUMN] += width - sum(widths)
    widest = max((text_width(printable(name), styles.cell.font, styles.cell.size) for name in names), default=0.0) + 10
    more = min(max(0.0, widest - widths[0]), widths[_COLUMN] - _SMALLEST_PLOT)
    return [widths[0] + more, widths[_COLUMN] - more, *widths[2:]]


_HEAD = 27.0
_ARROW = 18.0
"""The room for the arrow, right of the plot."""
_MOVES_EDGE = RING + 2
_NAMES, _PLOT, _NUMBER = 84.0, 134.0, 42.0


def moves_flowables(moves: Moves, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """Then and now in a table."""
    heights = [_HEAD * styles.cell.size / Styles().cell.size, *[None] * len(moves.rows)]
    look = [("LEFTPADDING", (-1, 0), (-1, -1), 14)]
    sizes = {"colWidths": _moves_widths(moves, width), "rowHeights": heights}
    return _plot_flowables(moves, styles, parent, partial(_moves, moves), look, **sizes)


def _moves(moves: Moves, left: float, right: float, edges: Sequence[float]) -> Iterator[Shape]:
    """The legend and the scale in the header, and in each row a zone and a move."""
    start, end = left + _MOVES_EDGE, right - _ARROW - _MOVES_EDGE
    yield from legend(moves, start - RING, edges[0] + 11)
    for points in TICKS[::2]:
        yield Label(place(points, start, end), edges[1] - 4, str(points), SMALL, GREY, "middle")
    for move, top, bottom in zip(moves.rows, edges[1:-1], edges[2:], strict=True):
        middle = (top + bottom) / 2
        yield from zones(start, end, top, bottom)
        yield from move_marks(move, start, end, middle)
        yield from arrow(move, right - _ARROW / 2, middle)


def _moves_widths(moves: Moves, width: float) -> list[float]:
    """Names and plot have their own width, numbers what they need, and texts share what is left."""
    aligned = [column.align for column in moves.table.columns[1:]]
    rest = width - _NAMES - _PLOT - _NUMBER * aligned.count("number")
    shared = rest / max(1, aligned.count("text"))
    return [_NAMES, _PLOT, *(_NUMBER if align == "number" else shared for align in aligned)]
