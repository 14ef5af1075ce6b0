"""Tables in the PDF: with a caption, headers with their scope, and headers that come back on the next page."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from app.reports.charts.palette import EMPTY, LINE, ON_STEPS, PALE, STEPS
from app.reports.document.model import Cell, HeatCell, HeatTable, Table
from app.reports.pdf.flowables import TaggedTable, Text
from app.reports.pdf.fonts import text_width
from app.reports.pdf.styles import Styles, TextStyle
from app.reports.tagging.structure import Node

_PADDING = 4
_SMALLEST = 34
_HEAT_COLUMN = 45.5
_GRID = [("LEFTPADDING", (0, 0), (-1, -1), _PADDING), ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING)]


def table_flowables(table: Table, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The caption and the table."""
    node = parent.add("Table")
    caption = Text(table.caption, styles.caption, node.add("Caption"))
    head_row = node.add("THead").add("TR")
    head = [
        Text(column.title, _aligned(styles.cell_head, column.align == "number"), _header(head_row, "Column"), 0, True)
        for column in table.columns
    ]
    body = node.add("TBody")
    rows = [[*head], *(_row(table, row, styles, body.add("TR")) for row in table.rows)]
    drawn = TaggedTable(
        rows, colWidths=_widths(table, styles, width), repeatRows=1, hAlign="LEFT", style=_plain_style(), spaceAfter=8
    )
    return [caption, drawn]


def _aligned(style: TextStyle, right: bool) -> TextStyle:
    return TextStyle(style.font, style.size, style.leading, style.color, 0, 0, right) if right else style


def _header(row: Node, scope: str) -> Node:
    return row.add("TH", scope=scope)


def _row(table: Table, cells: tuple[Cell, ...], styles: Styles, row: Node) -> list[Text]:
    found = []
    for index, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
        node = row.add("TD") if index else _header(row, "Row")
        found.append(Text(cell.text, _aligned(styles.cell, column.align == "number"), node))
    return found


def _plain_style() -> list[tuple[Any, ...]]:
    return [
        *_GRID,
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


def heat_flowables(table: HeatTable, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The heat table: two rows of headers, and nine coloured cells with number and word for each domain."""
    node = parent.add("Table")
    caption = Text(table.caption, styles.caption, node.add("Caption"))
    rows: list[list[Any]] = _heat_head(table, styles, node.add("THead"))
    style = [*_plain_style()[:-2], *_heat_frame(table)]
    body = node.add("TBody")
    for index, row in enumerate(table.rows, start=2):
        line = body.add("TR")
        cells = [_heat_cell(cell, styles, line.add("TD")) for cell in row.cells]
        rows.append([Text(row.title, styles.cell_head, _header(line, "Row")), *cells])
        style += [
            ("BACKGROUND", (column, index), (column, index), HexColor(EMPTY if cell.step is None else STEPS[cell.step]))
            for column, cell in enumerate(row.cells, start=1)
        ]
    columns = len(table.rows[0].cells) if table.rows else 9
    widths = [width - columns * _HEAT_COLUMN, *[_HEAT_COLUMN] * columns]
    return [caption, TaggedTable(rows, colWidths=widths, repeatRows=2, hAlign="LEFT", style=style, spaceAfter=8)]


def _heat_head(table: HeatTable, styles: Styles, head: Node) -> list[list[Any]]:
    first, second = head.add("TR"), head.add("TR")
    corner = first.add("TH", scope="Column", row_span=2)
    top: list[Any] = [Text("Domein", styles.heat_head, corner, 0, True)]
    below: list[Any] = [""]
    for group in table.groups:
        span = len(group.columns)
        node = first.add("TH", scope="Column", column_span=span)
        top += [Text(group.title, styles.heat_head, node, 0, True), *[""] * (span - 1)]
        below += [Text(title, styles.heat_head, _header(second, "Column"), 0, True) for title in group.columns]
    return [top, below]


def _heat_frame(table: HeatTable) -> list[tuple[Any, ...]]:
    """Spans of the headers, thin lines between cells, thicker ones between dimensions."""
    frame: list[tuple[Any, ...]] = [
        ("SPAN", (0, 0), (0, 1)),
        ("BACKGROUND", (0, 0), (-1, 1), HexColor(PALE)),
        ("INNERGRID", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("LINEBELOW", (0, -1), (-1, -1), 0.4, HexColor(LINE)),
        ("LEFTPADDING", (1, 0), (-1, -1), 2.5),
        ("RIGHTPADDING", (1, 0), (-1, -1), 1),
        ("VALIGN", (0, 2), (-1, -1), "MIDDLE"),
    ]
    column = 1
    for group in table.groups:
        last = column + len(group.columns) - 1
        frame += [("SPAN", (column, 0), (last, 0)), ("LINEBEFORE", (column, 0), (column, -1), 1.2, HexColor(LINE))]
        column = last + 1
    return frame


def _heat_cell(cell: HeatCell, styles: Styles, node: Node) -> list[Text]:
    color = ON_STEPS[cell.step or 0]
    number, word = (_coloured(style, color) for style in (styles.heat_number, styles.heat_word))
    texts = [Text(cell.text, number, node), Text(cell.word, word, node)]
    if cell.note:
        texts.append(Text(cell.note, word, node))
    return texts


def _coloured(style: TextStyle, color: str) -> TextStyle:
    return TextStyle(style.font, style.size, style.leading, color, 0, 0)
