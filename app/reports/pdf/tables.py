"""Tables in the PDF: with a caption, headers with their scope, and headers that come back on the next page."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from app.reports.charts.palette import LINE, PALE
from app.reports.document.model import Cell, Table
from app.reports.pdf.flowables import TaggedTable, Text
from app.reports.pdf.fonts import REGULAR, text_width
from app.reports.pdf.styles import Styles, TextStyle
from app.reports.tagging.structure import Node

_PADDING = 4
_KEPT_WHOLE = 8
"""Tables of at most this many rows stay on one page."""
_START = 90.0
"""What of a longer table must fit below its caption."""
_SMALLEST = 34
_GRID = [("LEFTPADDING", (0, 0), (-1, -1), _PADDING), ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING)]


def table_flowables(table: Table, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The caption and the table."""
    node = parent.add("Table")
    caption = Text(table.caption, styles.caption, node.add("Caption"))
    drawn = TaggedTable(
        table_cells(table, styles, node),
        colWidths=_widths(table, styles, width),
        repeatRows=1,
        hAlign="LEFT",
        style=plain_style(),
        spaceAfter=8,
    )
    if len(table.rows) <= _KEPT_WHOLE:
        return [KeepTogether([caption, drawn])]
    return [CondPageBreak(_START), caption, drawn]


def table_cells(table: Table, styles: Styles, node: Node) -> list[list[Text]]:
    """The header and the rows, each cell with its element."""
    head_row = node.add("THead").add("TR")
    head = [
        Text(
            column.title, _aligned(styles.cell_head, column.align == "number"), header_node(head_row, "Column"), 0, True
        )
        for column in table.columns
    ]
    body = node.add("TBody")
    return [head, *(_row(table, row, styles, body.add("TR")) for row in table.rows)]


def _aligned(style: TextStyle, right: bool) -> TextStyle:
    return TextStyle(style.font, style.size, style.leading, style.color, 0, 0, right) if right else style


def header_node(row: Node, scope: str) -> Node:
    """A header cell of a column or a row."""
    return row.add("TH", scope=scope)


def _row(table: Table, cells: tuple[Cell, ...], styles: Styles, row: Node) -> list[Text]:
    found = []
    for index, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
        node = row.add("TD") if index else header_node(row, "Row")
        found.append(Text(cell.text, _aligned(styles.cell, column.align == "number"), node))
    return found


def plain_style() -> list[tuple[Any, ...]]:
    """Air, a light header, and thin lines below the rows."""
    return [
        *_GRID,
        ("FONT", (0, 0), (-1, -1), REGULAR),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(PALE)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
    ]


def _widths(table: Table, styles: Styles, width: float) -> list[float]:
    """What each column needs for its longest word and wants for its longest text, shared out over the width."""
    columns = range(len(table.columns))
    texts = [[table.columns[i].title, *(row[i].text for row in table.rows)] for i in columns]
    least = [min(width / 3, max(_SMALLEST, max(_longest_word(text, styles) for text in texts[i]))) for i in columns]
    wanted = [
        max(text_width(text[:200], styles.cell_head.font, styles.cell.size) for text in texts[i]) for i in columns
    ]
    extra = [max(0.0, want + 2 * _PADDING + 2 - small) for want, small in zip(wanted, least, strict=True)]
    room = width - sum(least)
    if room < 0:
        return [small * width / sum(least) for small in least]
    share = min(1.0, room / sum(extra)) if sum(extra) else 0.0
    return [small + more * share for small, more in zip(least, extra, strict=True)]


def _longest_word(text: str, styles: Styles) -> float:
    widest = max((text_width(word, styles.cell_head.font, styles.cell.size) for word in text.split()), default=0.0)
    return widest + 2 * _PADDING + 1
