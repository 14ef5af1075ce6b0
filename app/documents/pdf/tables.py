"""Tables in the PDF: a caption, headers with their scope that come back on the next page, and the heat table."""

from collections.abc import Iterable
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from app.documents.charts import EMPTY, GREY, HAIR, LINE, ON_STEPS, PALE, STEPS
from app.documents.model import Cell, HeatCell, HeatTable, Table
from app.documents.pdf.flowables import TaggedTable, Text
from app.documents.pdf.fonts import REGULAR, printable, text_width
from app.documents.pdf.styles import Styles, TextStyle
from app.documents.tagging import Node

_PADDING = 4
_KEPT_WHOLE = 6
"""Tables of at most this many rows stay on one page, when they are low."""
_LOW = 180.0
_HIGHEST = 100_000.0
_START = 120.0
"""What of a longer table must fit below its caption."""
_SMALLEST = 22
_LONG_WORD = 72.0
"""What no word needs: a longer one may be broken."""
_ENOUGH = 200
"""Characters of a text that say how much room it wants."""
_GAP = 9.0
"""Between a number and the text in the next column, which would else seem to be one."""
_GROUND = [
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ("FONT", (0, 0), (-1, -1), REGULAR),
    ("TOPPADDING", (0, 0), (-1, -1), 2.4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def table_flowables(table: Table, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    node = parent.add("Table")
    caption = _caption(table.caption, styles, node)
    drawn = TaggedTable(
        table_cells(table, styles, node),
        colWidths=_widths(table, styles, width),
        repeatRows=1,
        hAlign="LEFT",
        style=[*plain_style(styles), *_gaps(table)],
        spaceAfter=6,
    )
    if len(table.rows) <= _KEPT_WHOLE and drawn.wrap(width, _HIGHEST)[1] <= _LOW:
        return [KeepTogether([*caption, drawn])]
    return [CondPageBreak(_START), *caption, drawn]


def _caption(text: str, styles: Styles, node: Node) -> list[Text]:
    """What stands above a table; nothing where the heading above it says what it is."""
    return [Text(text, styles.caption, node.add("Caption"))] if text else []


def _gaps(table: Table) -> list[tuple[Any, ...]]:
    return [
        ("LEFTPADDING", (i, 0), (i, -1), _PADDING + _GAP) for i in range(len(table.columns)) if _after_number(table, i)
    ]


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
        style = styles.cell if index else styles.row_head
        found.append(Text(cell.text, _aligned(style, column.align == "number"), node))
    return found


def plain_style(styles: Styles) -> list[tuple[Any, ...]]:
    """Air, thin lines below the rows, and a light header; where headers are grey instead of bold, only a line."""
    quiet = styles.cell_head.font == REGULAR
    header: list[tuple[Any, ...]] = [("BACKGROUND", (0, 0), (-1, 0), HexColor(PALE))]
    if quiet:
        header = [("LEFTPADDING", (0, 0), (0, -1), 0), ("LINEBELOW", (0, 0), (-1, 0), 0.75, HexColor(GREY))]
    return [
        *_GROUND,
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(HAIR if quiet else LINE)),
        *header,
    ]


def _widths(table: Table, styles: Styles, width: float) -> list[float]:
    """What each column needs for its longest word; then, as far as there is room, for its texts, then for its title."""
    columns = range(len(table.columns))
    head = styles.cell_head
    body = [styles.cell if i else styles.row_head for i in columns]
    gaps = [2 * _PADDING + 1 + _GAP * _after_number(table, i) for i in columns]
    texts = [[row[i].text for row in table.rows] for i in columns]
    titles = [column.title for column in table.columns]
    words = [max(_widest(body[i], " ".join(texts[i]).split()), _widest(head, titles[i].split())) for i in columns]
    least = [max(_SMALLEST, min(_LONG_WORD, words[i]) + gaps[i]) for i in columns]
    if sum(least) >= width:
        return [small * width / sum(least) for small in least]
    for look, shown in ((body, texts), ([head] * len(body), [[title] for title in titles])):
        wanted = [_widest(look[i], [text[:_ENOUGH] for text in shown[i]]) + gaps[i] for i in columns]
        least = _shared_out(least, wanted, width - sum(least))
    return least


def _shared_out(widths: list[float], wanted: list[float], room: float) -> list[float]:
    """Widths with the room added: first for columns that a fair share is enough for, the rest by what they want."""
    lacking = {i: want - widths[i] for i, want in enumerate(wanted) if want > widths[i]}
    found = list(widths)
    while lacking and room > 0:
        fair = room / len(lacking)
        modest = [i for i, lack in lacking.items() if lack <= fair]
        if not modest:
            total = sum(lacking.values())
            return [width + room * lacking.get(i, 0.0) / total for i, width in enumerate(found)]
        for i in modest:
            found[i] += lacking[i]
            room -= lacking.pop(i)
    return found


def _after_number(table: Table, column: int) -> bool:
    """Whether a column of text follows one of numbers, which end where it begins."""
    aligned = [each.align for each in table.columns]
    return column > 0 and aligned[column] == "text" and aligned[column - 1] == "number"


def _widest(style: TextStyle, texts: Iterable[str]) -> float:
    return max((text_width(printable(text), style.font, style.size) for text in texts), default=0.0)


_HEAT_COLUMN = 45.5
_MAP_COLUMN = 54.0
"""Of a small map, where a column has the name of a dimension above it."""


def heat_flowables(table: HeatTable, styles: Styles, parent: Node, width: float) -> list[Flowable]:
    """The heat table: coloured cells with number and word for each domain, below two rows of headers; a map has one."""
    node = parent.add("Table")
    caption = _caption(table.caption, styles, node)
    rows: list[list[Any]] = _heat_head(table, styles, node.add("THead"))
    heads = len(rows)
    style = [*_GROUND, *_heat_frame(table, heads)]
    body = node.add("TBody")
    for index, row in enumerate(table.rows, start=heads):
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
    column = (_HEAT_COLUMN if heads > 1 else _MAP_COLUMN) * styles.heat_word.size / Styles().heat_word.size
    widths = [width - columns * column, *[column] * columns]
    return [*caption, TaggedTable(rows, colWidths=widths, repeatRows=heads, hAlign="LEFT", style=style, spaceAfter=6)]


def _heat_head(table: HeatTable, styles: Styles, head: Node) -> list[list[Any]]:
    first = head.add("TR")
    if not any(group.columns for group in table.groups):
        titles = ("Domein", *(group.title for group in table.groups))
        return [[Text(title, styles.heat_head, header_node(first, "Column"), 0, True) for title in titles]]
    second = head.add("TR")
    corner = first.add("TH", scope="Column", row_span=2)
    top: list[Any] = [Text("Domein", styles.heat_head, corner, 0, True)]
    below: list[Any] = [""]
    for group in table.groups:
        span = len(group.columns)
        node = first.add("TH", scope="Column", column_span=span)
        top += [Text(group.title, styles.heat_head, node, 0, True), *[""] * (span - 1)]
        below += [Text(title, styles.heat_head, header_node(second, "Column"), 0, True) for title in group.columns]
    return [top, below]


def _heat_frame(table: HeatTable, heads: int) -> list[tuple[Any, ...]]:
    """Spans of the headers, thin lines between cells, thicker ones between dimensions."""
    frame: list[tuple[Any, ...]] = [
        ("SPAN", (0, 0), (0, heads - 1)),
        ("BACKGROUND", (0, 0), (-1, heads - 1), HexColor(PALE)),
        ("INNERGRID", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("LINEBELOW", (0, -1), (-1, -1), 0.4, HexColor(LINE)),
        ("LEFTPADDING", (1, 0), (-1, -1), 2.5),
        ("RIGHTPADDING", (1, 0), (-1, -1), 1),
        ("VALIGN", (0, heads), (-1, -1), "MIDDLE"),
    ]
    if heads == 1:
        frame += [("TOPPADDING", (0, 1), (-1, -1), 1), ("BOTTOMPADDING", (0, 1), (-1, -1), 1.6)]
    column = 1
    for group in table.groups:
        last = column + max(1, len(group.columns)) - 1
        frame += [("SPAN", (column, 0), (last, 0)), ("LINEBEFORE", (column, 0), (column, -1), 1.2, HexColor(LINE))]
        column = last + 1
    return frame


def _heat_cell(cell: HeatCell, styles: Styles, node: Node) -> list[Text]:
    color = ON_STEPS[cell.step or 0]
    number, word = (_coloured(style, color) for style in (styles.heat_number, styles.heat_word))
    texts = [Text(cell.text, number, node), *(Text(text, word, node) for text in (cell.word, cell.note) if text)]
    for text in texts[:-1]:
        text.goes_on = True
    return texts


def _coloured(style: TextStyle, color: str) -> TextStyle:
    return TextStyle(style.font, style.size, style.leading, color, 0, 0)
