"""Tables in Word: a caption, header rows that come back on the next page, and row headers in the first column."""

from collections.abc import Sequence

from app.reports.charts.palette import LINE, PALE
from app.reports.document.model import Cell, Table
from app.reports.docx.columns import Place, column_places
from app.reports.docx.markup import Element, cleaned, color, paragraph, runs, twips, w
from app.reports.docx.measures import CELL_EDGE, TEXT_HEIGHT
from app.reports.docx.styles import STYLES

TABLE_STYLE = "SamenhangTable"
_KEPT_WHOLE = 8
"""Tables of at most this many rows stay on one page."""
_AIR = 3.0
_CHARACTER = 0.6
"""The width of a character, in sizes; on the wide side."""


def table_style() -> Element:
    """The style of tables of our own: air, a light header, and thin lines below the rows."""
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": color(LINE)}
    room = {"top": _AIR, "left": CELL_EDGE, "bottom": _AIR, "right": CELL_EDGE}
    margins = w("tblCellMar", *(w(side, w=twips(width), type="dxa") for side, width in room.items()))
    borders = w("tblBorders", w("top", **line), w("bottom", **line), w("insideH", **line))
    head = w("tcPr", w("shd", val="clear", color="auto", fill=color(PALE)))
    return w(
        "style",
        w("name", val="Samenhang tabel"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=1),
        w("qFormat"),
        w("tblPr", borders, margins),
        w("tblStylePr", head, type="firstRow"),
        type="table",
        customStyle=1,
        styleId=TABLE_STYLE,
    )


def normal_table_style() -> Element:
    """What Word starts every table from."""
    sides = [w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))
    name = (w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"))
    return w("style", *name, properties, type="table", default=1, styleId="TableNormal")


def table_elements(table: Table) -> list[Element]:
    """The caption and the table; a short one stays on one page."""
    places = column_places(table)
    kept = len(table.rows) <= _KEPT_WHOLE
    head = [
        _text_cell(place, "CellHead", column.title, keep=True)
        for place, column in zip(places, table.columns, strict=True)
    ]
    last = len(table.rows) - 1
    body = [_row(places, cells, keep=index < last and (kept or index == 0)) for index, cells in enumerate(table.rows)]
    widths = [place.width for place in places]
    return [caption(table.caption), frame(table.caption, widths, [row(head, header=True), *body])]


def caption(text: str) -> Element:
    """What stands above a table."""
    return paragraph("Caption", *runs(text))


def frame(title: str, widths: Sequence[float], rows: Sequence[Element]) -> Element:
    """A table of these rows; the first row and the first column are marked as headers."""
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE_STYLE),
        w("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="00A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=0),
        w("tblCaption", val=cleaned(title)),
    )
    grid = w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))
    return w("tbl", properties, grid, *rows)


def row(cells: Sequence[Element], header: bool = False, whole: bool = True) -> Element:
    """A row; `header`: again at the top of every page; `whole`: never over two pages."""
    properties = [w("cantSplit") if whole else None, w("tblHeader") if header else None]
    return w("tr", w("trPr", *properties) if header or whole else None, *cells)


def cell(
    width: float, content: Sequence[Element], *properties: Element | None, span: int = 1, middle: bool = False
) -> Element:
    """A cell with its paragraphs; `properties`: further ones, in the order of the schema."""
    about = [
        w("tcW", w=twips(width), type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        *properties,
        w("vAlign", val="center") if middle else None,
    ]
    return w("tc", w("tcPr", *about), *content)


def _row(places: Sequence[Place], cells: Sequence[Cell], keep: bool) -> Element:
    whole = all(_height(each.text, place.width) < TEXT_HEIGHT / 2 for each, place in zip(cells, places, strict=True))
    found = [_text_cell(place, "Cell", each.text, keep and whole) for each, place in zip(cells, places, strict=True)]
    return row(found, whole=whole)


def _text_cell(place: Place, style: str, text: str, keep: bool) -> Element:
    """A cell with one text."""
    content = paragraph(f"{style}Number" if place.number else style, *runs(text), keep=keep)
    room = w("tcMar", w("left", w=twips(CELL_EDGE + place.gap), type="dxa")) if place.gap else None
    return cell(place.width, [content], room)


def _height(text: str, width: float) -> float:
    """About how high a text in a cell gets; one that is too high may go on on the next page."""
    style = STYLES["Cell"]
    characters = max(1.0, (width - 2 * CELL_EDGE) / (style.size * _CHARACTER))
    return sum(1 + len(line) // characters for line in text.split("\n")) * style.leading
