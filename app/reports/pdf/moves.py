"""Then and now in the PDF: ring, dot and arrow as a column of their own table, beside the numbers."""

from typing import Any

from reportlab.platypus import Flowable, KeepTogether

from app.reports.charts.dots import SMALL, place, zones
from app.reports.charts.geometry import Label, Shape
from app.reports.charts.moves import RING, arrow, legend, move_marks
from app.reports.charts.palette import GREY
from app.reports.document.model import Moves
from app.reports.pdf.flowables import Text
from app.reports.pdf.plots import PlotTable
from app.reports.pdf.styles import Styles
from app.reports.pdf.tables import plain_style, table_cells
from app.reports.tagging.structure import Node

_COLUMN = 1
"""Where the plot stands: right after the names."""
_HEAD = 27.0
_ARROW = 18.0
"""The room for the arrow, right of the plot."""
_EDGE = RING + 2
_NAMES, _PLOT, _NUMBER = 84.0, 134.0, 42.0


class MovesTable(PlotTable):
    """A table with an empty column in which moves are drawn; short enough to stay on one page."""

    def with_moves(self, moves: Moves, node: Node) -> "MovesTable":
        """The same table, with these moves in its rows."""
        self._moves, self._node = moves, node
        return self

    def _shapes(self, left: float, right: float) -> list[Shape]:
        """The legend and the scale in the header, and in each row a zone and a move; heights count from the top."""
        start, end = left + _EDGE, right - _ARROW - _EDGE
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
    cells: list[list[Any]] = [[*row[:_COLUMN], "", *row[_COLUMN:]] for row in table_cells(moves.table, styles, node)]
    style = [*plain_style(), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (-1, 0), (-1, -1), 14)]
    heights = [_HEAD * styles.cell.size / Styles().cell.size, *[None] * len(moves.rows)]
    table = MovesTable(
        cells, colWidths=_widths(moves, width), rowHeights=heights, hAlign="LEFT", style=style, spaceAfter=6
    )
    return [KeepTogether([caption, table.with_moves(moves, plot)])]


def _widths(moves: Moves, width: float) -> list[float]:
    """Names and plot have their own width, numbers what they need, and texts share what is left."""
    aligned = [column.align for column in moves.table.columns[1:]]
    rest = width - _NAMES - _PLOT - _NUMBER * aligned.count("number")
    shared = rest / max(1, aligned.count("text"))
    return [_NAMES, _PLOT, *(_NUMBER if align == "number" else shared for align in aligned)]
