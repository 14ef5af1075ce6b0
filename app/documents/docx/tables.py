"""Tables in Word: a caption, header rows that come back, columns as wide as their texts need, and the heat table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.charts import EMPTY, LINE, ON_STEPS, PALE, STEPS
from app.documents.docx.package import (
    CELL_EDGE,
    REPORT,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    Element,
    Look,
    cleaned,
    color,
    paragraph,
    runs,
    twips,
    w,
)
from app.documents.model import Cell, HeatCell, HeatRow, HeatTable, Table
from app.documents.pdf.fonts import BOLD, text_width

_SMALLEST = 28.0
_LONGEST_WORD = TEXT_WIDTH / 3
"""What no word needs: a longer one may be broken."""
_READ = 200
"""How much of a text counts for the width of its column."""
_HALVINGS = 12
"""How often the room that is looked for is halved: until it is right to a tenth of a point."""
_GAP = 8.0
"""Between a number and the text in the next column, which would else seem to be one."""


@dataclass(frozen=True, slots=True)
class ColumnRoom:
    """The room for a column, in points; `gap`: how much of it stays empty on the left besides the usual edge."""

    width: float
    number: bool
    gap: float


def column_places(table: Table) -> list[ColumnRoom]:
    """What each column needs for its longest word and wants for its longest text, shared out over the page."""
    numbers = [column.align == "number" for column in table.columns]
    gaps = [_GAP if before and not number else 0.0 for before, number in zip([False, *numbers], numbers, strict=False)]
    texts = [[column.title, *(cells[i].text for cells in table.rows)] for i, column in enumerate(table.columns)]
    words = [max((_measured(word) for text in column for word in text.split()), default=0.0) for column in texts]
    least = [max(_SMALLEST, min(_LONGEST_WORD, word) + gap) for word, gap in zip(words, gaps, strict=True)]
    wanted = [max(_measured(text[:_READ]) for text in column) + gap for column, gap in zip(texts, gaps, strict=True)]
    return [ColumnRoom(*each) for each in zip(_shared_out(least, wanted), numbers, gaps, strict=True)]


def _shared_out(least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """What columns get: short texts all they want, long ones the same share of what is left over."""
    if sum(least) >= TEXT_WIDTH:
        return [small * TEXT_WIDTH / sum(least) for small in least]
    low, high = 0.0, TEXT_WIDTH
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = [max(small, min(want, middle)) for small, want in zip(least, wanted, strict=True)]
        low, high = (middle, high) if sum(found) <= TEXT_WIDTH else (low, middle)
    return [max(small, min(want, low)) for small, want in zip(least, wanted, strict=True)]


def _measured(text: str) -> float:
    """The width of a text in a cell, with the edges of the cell."""
    return text_width(text, BOLD, REPORT.measures["CellHead"].size) + 2 * CELL_EDGE + 1


TABLE_STYLE = "SamenhangTable"
_KEPT_WHOLE = 180.0
"""Tables of at most this height, in points, stay on one page; a higher one would leave too much of a page empty."""
_CHARACTER = 0.6
"""The width of a character, in sizes; on the wide side."""


def table_elements(table: Table) -> list[Element]:
    """The caption and the table; a short one stays on one page."""
    places = column_places(table)
    kept = sum(_row_height(places, row) for row in table.rows) <= _KEPT_WHOLE
    head = [
        _text_cell(place, "CellHead", column.title, keep=True)
        for place, column in zip(places, table.columns, strict=True)
    ]
    last = len(table.rows) - 1
    body = [_row(places, cells, keep=index < last and (kept or index == 0)) for index, cells in enumerate(table.rows)]
    widths = [place.width for place in places]
    return [*caption(table.caption), frame(table.caption, widths, [row(head, header=True), *body])]


def caption(text: str) -> list[Element]:
    """What stands above a table; nothing where the heading above it says what it is."""
    return [paragraph("Caption", *runs(text))] if text else []


def frame(title: str, widths: Sequence[float], rows: Sequence[Element]) -> Element:
    """A table of these rows; the first row and the first column are marked as headers."""
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE_STYLE),
        w("tblW", w=sum(twips(width) for width in widths), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="00A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=0, noVBand=0),
        w("tblCaption", val=cleaned(title)) if title else None,
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


def _row(places: Sequence[ColumnRoom], cells: Sequence[Cell], keep: bool) -> Element:
    whole = _row_height(places, cells) < TEXT_HEIGHT / 2
    found = [_text_cell(place, "Cell", each.text, keep and whole) for each, place in zip(cells, places, strict=True)]
    return row(found, whole=whole)


def _text_cell(place: ColumnRoom, style: str, text: str, keep: bool) -> Element:
    content = paragraph(f"{style}Number" if place.number else style, *runs(text), keep=keep)
    room = w("tcMar", w("left", w=twips(CELL_EDGE + place.gap), type="dxa")) if place.gap else None
    return cell(place.width, [content], room)


def _row_height(places: Sequence[ColumnRoom], cells: Sequence[Cell]) -> float:
    return max(_height(cell.text, place.width) for cell, place in zip(cells, places, strict=True))


def _height(text: str, width: float) -> float:
    """About how high a text in a cell gets; one that is too high may go on on the next page."""
    style = REPORT.measures["Cell"]
    characters = max(1.0, (width - 2 * CELL_EDGE) / (style.size * _CHARACTER))
    return sum(1 + len(line) // characters for line in text.split("\n")) * style.leading


_COLUMN = 46.0
_NAMES = 64.0
"""What the names of the domains get of a map at least."""
_MAP_COLUMN = 70.0
_THIN, _THICK = 4, 12
"""Lines, in eighths of a point."""


def heat_elements(table: HeatTable) -> list[Element]:
    """The caption and the table, with two rows of headers or one; it stays on one page where it can."""
    columns, column = heat_columns(table)
    widths = [TEXT_WIDTH - columns * column, *[column] * columns]
    starts = set(_starts(table))
    last = len(table.rows) - 1
    rows = [_heat_row(each, widths, starts, keep=index < last) for index, each in enumerate(table.rows)]
    return [*caption(table.caption), frame(table.caption, widths, [*_head(table, widths, starts), *rows])]


def heat_columns(table: HeatTable) -> tuple[int, float]:
    """How many columns of cells there are, and how wide each is: those of a small map have a whole title above them."""
    columns = sum(len(group.columns) for group in table.groups)
    if not columns:
        return len(table.groups), _MAP_COLUMN
    return columns, min(_COLUMN, (TEXT_WIDTH - _NAMES) / columns)


def _starts(table: HeatTable) -> Iterator[int]:
    """The columns in which a group begins."""
    column = 1
    for group in table.groups:
        yield column
        column += max(1, len(group.columns))


def _head(table: HeatTable, widths: list[float], starts: set[int]) -> list[Element]:
    if not any(group.columns for group in table.groups):
        titles = ["Domein", *(group.title for group in table.groups)]
        return [row([_head_cell(*each) for each in zip(titles, widths, strict=True)], header=True)]
    first, second = (w("vMerge", val=value) for value in ("restart", "continue"))
    top = [cell(widths[0], [_text("HeatHead", "Domein")], first, _borders(), _shading(PALE), _narrow())]
    below = [cell(widths[0], [_text("HeatHead", "")], second, _borders(), _shading(PALE), _narrow())]
    for group in table.groups:
        span = len(group.columns)
        titled = [_text("HeatHead", group.title)]
        top.append(cell(span * widths[1], titled, _borders(_THICK), _shading(PALE), _narrow(), span=span))
    titles = [title for group in table.groups for title in group.columns]
    for index, title in enumerate(titles, start=1):
        below.append(_head_cell(title, widths[index], _THICK if index in starts else _THIN))
    return [row(top, header=True), row(below, header=True)]


def _head_cell(title: str, width: float, left: int = _THIN) -> Element:
    return cell(width, [_text("HeatHead", title)], _borders(left), _shading(PALE), _narrow())


def _heat_row(heat: HeatRow, widths: list[float], starts: set[int], keep: bool) -> Element:
    title = cell(widths[0], [_text("HeatTitle", heat.title, keep=keep)], _narrow(), middle=True)
    left = [_THICK if column in starts else _THIN for column in range(1, len(widths))]
    make = _map_cell if widths[-1] == _MAP_COLUMN else _cell
    return row([title, *(make(*each, keep) for each in zip(heat.cells, widths[1:], left, strict=True))])


def _map_cell(heat: HeatCell, width: float, left: int, keep: bool) -> Element:
    """Number and word after each other, in the room that a small map has."""
    return _cell(HeatCell(text=map_text(heat), word="", step=heat.step), width, left, keep)


def map_text(heat: HeatCell) -> str:
    """What stands in a cell of a small map."""
    return f"{heat.text} {heat.word}".strip()


def _cell(heat: HeatCell, width: float, left: int, keep: bool) -> Element:
    """Number and word in a colour that can be read on the shading; without a score a lighter one."""
    look = Look(color=ON_STEPS[heat.step or 0])
    fill = EMPTY if heat.step is None else STEPS[heat.step]
    texts = [paragraph("HeatNumber", *runs(heat.text, look), keep=keep)]
    texts += [paragraph("HeatWord", *runs(text, look), keep=keep) for text in (heat.word, heat.note) if text]
    return cell(width, texts, _borders(left), _shading(fill), _narrow(), middle=True)


def _text(style: str, text: str, keep: bool = True) -> Element:
    return paragraph(style, *runs(text), keep=keep)


def _shading(fill: str) -> Element:
    return w("shd", val="clear", color="auto", fill=color(fill))


def _narrow() -> Element:
    """Less air at the sides, so that a word fits."""
    return w("tcMar", w("left", w=50, type="dxa"), w("right", w=10, type="dxa"))


def _borders(left: int | None = None) -> Element:
    """Thin lines between cells; the one on the left is thicker where another dimension begins."""
    line: dict[str, str | int] = {"val": "single", "space": 0, "color": color(LINE)}
    side = None if left is None else w("left", **line, sz=left)
    return w("tcBorders", w("top", **line, sz=_THIN), side, w("bottom", **line, sz=_THIN))
