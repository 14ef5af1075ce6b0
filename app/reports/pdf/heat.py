"""The heat table in the PDF: number and word in nine coloured cells for each domain."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from app.reports.charts.palette import EMPTY, LINE, ON_STEPS, PALE, STEPS
from app.reports.document.model import HeatCell, HeatTable
from app.reports.pdf.flowables import TaggedTable, Text
from app.reports.pdf.styles import Styles, TextStyle
from app.reports.pdf.tables import header_node, plain_style
from app.reports.tagging.structure import Node

_HEAT_COLUMN = 45.5


def heat_flowables(table: HeatTable, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The heat table: two rows of headers, and nine coloured cells with number and word for each domain."""
    node = parent.add("Table")
    caption = Text(table.caption, styles.caption, node.add("Caption"))
    rows: list[list[Any]] = _heat_head(table, styles, node.add("THead"))
    style = [*plain_style()[:-2], *_heat_frame(table)]
    body = node.add("TBody")
    for index, row in enumerate(table.rows, start=2):
        line = body.add("TR")
        # The name of the row comes first for who hears it too.
        name = Text(row.title, styles.cell_head, header_node(line, "Row"))
        rows.append([name, *(_heat_cell(cell, styles, line.add("TD")) for cell in row.cells)])
        style += [
            ("BACKGROUND", (column, index), (column, index), HexColor(EMPTY if cell.step is None else STEPS[cell.step]))
            for column, cell in enumerate(row.cells, start=1)
        ]
    columns = len(table.rows[0].cells) if table.rows else 9
    # Smaller cells leave more room for names.
    column = _HEAT_COLUMN * styles.heat_word.size / Styles().heat_word.size
    widths = [width - columns * column, *[column] * columns]
    return [caption, TaggedTable(rows, colWidths=widths, repeatRows=2, hAlign="LEFT", style=style, spaceAfter=6)]


def _heat_head(table: HeatTable, styles: Styles, head: Node) -> list[list[Any]]:
    first, second = head.add("TR"), head.add("TR")
    corner = first.add("TH", scope="Column", row_span=2)
    top: list[Any] = [Text("Domein", styles.heat_head, corner, 0, True)]
    below: list[Any] = [""]
    for group in table.groups:
        span = len(group.columns)
        node = first.add("TH", scope="Column", column_span=span)
        top += [Text(group.title, styles.heat_head, node, 0, True), *[""] * (span - 1)]
        below += [Text(title, styles.heat_head, header_node(second, "Column"), 0, True) for title in group.columns]
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
    for text in texts[:-1]:
        text.goes_on = True
    return texts


def _coloured(style: TextStyle, color: str) -> TextStyle:
    return TextStyle(style.font, style.size, style.leading, color, 0, 0)
