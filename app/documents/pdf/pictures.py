"""Pictures in the PDF: vectors, each with a text for who cannot see it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether

from app.documents.charts.dots import SMALL, marks, place, zones
from app.documents.charts.geometry import GREY, Box, Circle, Drawing, Label, Line, Polygon, Shape
from app.documents.charts.moves import RING, arrow, legend, move_marks
from app.documents.charts.trends import HEIGHT, trend_plot
from app.documents.model import Dot, Figure, Moves, Trend
from app.documents.pdf.flowables import TaggedTable, Text
from app.documents.pdf.fonts import BOLD, REGULAR, printable, text_width
from app.documents.pdf.styles import Styles
from app.documents.pdf.tables import plain_style, table_cells, table_flowables
from app.documents.tagging.structure import Node

CHANCE_HEIGHT = 228.0


class Picture(Flowable, ABC):
    """Something drawn that is one figure."""

    def __init__(self, width: float, height: float, node: Node) -> None:
        super().__init__()
        self.width, self.height, self.node = width, height, node

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Always the same size."""
        return self.width, self.height

    def getSpaceAfter(self) -> float:
        """Space below."""
        return 6

    def draw(self) -> None:
        """Draws the figure as content of its element."""
        x, y = self.canv.absolutePosition(0, 0)
        self.node.bounds = (x, y, x + self.width, y + self.height)
        with self.canv.mark(self.node):
            self.paint(self.canv)

    @abstractmethod
    def paint(self, canvas: Any) -> None:
        """Draws it, in a frame with its origin at the bottom left."""


class ChancePlot(Picture):
    """The chance plot, laid out by matplotlib."""

    def __init__(self, figure: Figure, width: float, node: Node) -> None:
        super().__init__(width, CHANCE_HEIGHT, node)
        self._points = figure.points

    def paint(self, canvas: Any) -> None:
        """Draws the plot with the fonts of the document."""
        from app.documents.charts.chance_plot import chance_plot
        from app.documents.charts.vectors import draw_plot

        draw_plot(chance_plot(self._points, self.width, self.height), canvas)


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
            canvas.setFillColor(HexColor(shape.fill or "#ffffff"))
            canvas.setStrokeColor(HexColor(shape.edge or "#ffffff"))
            place = (shape.x, top - shape.y - shape.height, shape.width, shape.height)
            canvas.rect(*place, stroke=int(shape.edge is not None), fill=int(shape.fill is not None))
        case Circle():
            canvas.setDash([])
            canvas.setLineWidth(1)
            canvas.setFillColor(HexColor(shape.fill))
            canvas.setStrokeColor(HexColor(shape.edge))
            canvas.circle(shape.x, top - shape.y, shape.radius, stroke=1, fill=1)
        case Polygon():
            _draw_polygon(canvas, shape, top)
        case Label():
            canvas.setFillColor(HexColor(shape.color))
            canvas.setFont(BOLD if shape.bold else REGULAR, shape.size)
            draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
            draw[shape.anchor](shape.x, top - shape.y, printable(shape.text))


def _draw_polygon(canvas: Any, shape: Polygon, top: float) -> None:
    canvas.setDash([])
    canvas.setLineWidth(1)
    canvas.setFillColor(HexColor(shape.fill))
    canvas.setStrokeColor(HexColor(shape.edge))
    path = canvas.beginPath()
    (x, y), *others = shape.corners
    path.moveTo(x, top - y)
    for x, y in others:
        path.lineTo(x, top - y)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)


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


class TrendPicture(Picture):
    """The drawing of a trend."""

    def __init__(self, trend: Trend, width: float, node: Node) -> None:
        super().__init__(width, HEIGHT, node)
        self._trend = trend

    def paint(self, canvas: Any) -> None:
        """The same shapes as on the page."""
        draw_shapes(canvas, trend_plot(self._trend, self.width))


def trend_flowables(trend: Trend, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The sentence with the drawing, then the table; what fits together stays together."""
    message = Text(trend.message, styles.body, parent.add("P"))
    picture = TrendPicture(trend, width, parent.add("Figure", alt=trend.alt))
    return [KeepTogether([message, picture]), *table_flowables(trend.table, styles, parent, width)]


_MOVES_COLUMN = 1
"""Where the plot stands: right after the names."""
_HEAD = 27.0
_ARROW = 18.0
"""The room for the arrow, right of the plot."""
_MOVES_EDGE = RING + 2
_NAMES, _PLOT, _NUMBER = 84.0, 134.0, 42.0


class MovesTable(PlotTable):
    """A table with an empty column in which moves are drawn; short enough to stay on one page."""

    def with_moves(self, moves: Moves, node: Node) -> "MovesTable":
        """The same table, with these moves in its rows."""
        self._moves, self._node = moves, node
        return self

    def _shapes(self, left: float, right: float) -> list[Shape]:
        """The legend and the scale in the header, and in each row a zone and a move; heights count from the top."""
        start, end = left + _MOVES_EDGE, right - _ARROW - _MOVES_EDGE
        edges = [self._height - position for position in self._rowpositions]
        shapes: list[Shape] = [*legend(self._moves, start - RING, edges[0] + 11)]
        shapes += [Label(place(n, start, end), edges[1] - 4, str(n), SMALL, GREY, "middle") for n in (0, 50, 100)]
        for move, top, bottom in zip(self._moves.rows, edges[1:-1], edges[2:], strict=True):
            middle = (top + bottom) / 2
            shapes += [*zones(start, end, top, bottom), *move_marks(move, start, end, middle)]
            shapes += arrow(move, right - _ARROW / 2, middle)
        return shapes


def moves_flowables(moves: Moves, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The sentence, the plot and the table as one; the figure is read before the table."""
    plot = parent.add("Figure", alt=moves.alt)
    node = parent.add("Table")
    caption = Text(f"{moves.table.caption}. {moves.message}", styles.caption, node.add("Caption"))
    cells: list[list[Any]] = [
        [*row[:_MOVES_COLUMN], "", *row[_MOVES_COLUMN:]] for row in table_cells(moves.table, styles, node)
    ]
    style = [*plain_style(), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (-1, 0), (-1, -1), 14)]
    heights = [_HEAD * styles.cell.size / Styles().cell.size, *[None] * len(moves.rows)]
    table = MovesTable(
        cells, colWidths=_moves_widths(moves, width), rowHeights=heights, hAlign="LEFT", style=style, spaceAfter=6
    )
    return [KeepTogether([caption, table.with_moves(moves, plot)])]


def _moves_widths(moves: Moves, width: float) -> list[float]:
    """Names and plot have their own width, numbers what they need, and texts share what is left."""
    aligned = [column.align for column in moves.table.columns[1:]]
    rest = width - _NAMES - _PLOT - _NUMBER * aligned.count("number")
    shared = rest / max(1, aligned.count("text"))
    return [_NAMES, _PLOT, *(_NUMBER if align == "number" else shared for align in aligned)]
