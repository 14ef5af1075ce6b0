"""The heat table in Word: number and word in nine shaded cells for each domain."""

from collections.abc import Iterator

from app.reports.charts.palette import EMPTY, LINE, ON_STEPS, PALE, STEPS
from app.reports.document.model import HeatCell, HeatRow, HeatTable
from app.reports.docx.markup import Element, Look, color, paragraph, runs, w
from app.reports.docx.measures import TEXT_WIDTH
from app.reports.docx.tables import caption, cell, frame, row

_COLUMN = 46.0
_THIN, _THICK = 4, 12
"""Lines, in eighths of a point."""


def heat_elements(table: HeatTable) -> list[Element]:
    """The caption and the table, with two rows of headers; it stays on one page where it can."""
    columns = sum(len(group.columns) for group in table.groups)
    widths = [TEXT_WIDTH - columns * _COLUMN, *[_COLUMN] * columns]
    starts = set(_starts(table))
    last = len(table.rows) - 1
    rows = [_row(each, widths, starts, keep=index < last) for index, each in enumerate(table.rows)]
    return [caption(table.caption), frame(table.caption, widths, [*_head(table, widths, starts), *rows])]


def _starts(table: HeatTable) -> Iterator[int]:
    """The columns in which a group begins."""
    column = 1
    for group in table.groups:
        yield column
        column += len(group.columns)


def _head(table: HeatTable, widths: list[float], starts: set[int]) -> list[Element]:
    first, second = (w("vMerge", val=value) for value in ("restart", "continue"))
    top = [cell(widths[0], [_text("HeatHead", "Domein")], first, _borders(), _shading(PALE), _narrow())]
    below = [cell(widths[0], [_text("HeatHead", "")], second, _borders(), _shading(PALE), _narrow())]
    for group in table.groups:
        span = len(group.columns)
        titled = [_text("HeatHead", group.title)]
        top.append(cell(span * _COLUMN, titled, _borders(_THICK), _shading(PALE), _narrow(), span=span))
    titles = [title for group in table.groups for title in group.columns]
    for index, title in enumerate(titles, start=1):
        below.append(
            cell(
                widths[index],
                [_text("HeatHead", title)],
                _borders(_THICK if index in starts else _THIN),
                _shading(PALE),
                _narrow(),
            )
        )
    return [row(top, header=True), row(below, header=True)]


def _row(heat: HeatRow, widths: list[float], starts: set[int], keep: bool) -> Element:
    title = cell(widths[0], [_text("HeatTitle", heat.title, keep=keep)], _narrow(), middle=True)
    return row([title, *(_cell(each, index, starts, keep) for index, each in enumerate(heat.cells, start=1))])


def _cell(heat: HeatCell, column: int, starts: set[int], keep: bool) -> Element:
    """Number and word in a colour that can be read on the shading; without a score a lighter one."""
    look = Look(color=ON_STEPS[heat.step or 0])
    fill = EMPTY if heat.step is None else STEPS[heat.step]
    texts = [paragraph("HeatNumber", *runs(heat.text, look), keep=keep)]
    texts += [paragraph("HeatWord", *runs(text, look), keep=keep) for text in (heat.word, heat.note) if text]
    return cell(_COLUMN, texts, _borders(_THICK if column in starts else _THIN), _shading(fill), _narrow(), middle=True)


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
