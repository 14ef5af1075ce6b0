"""What a printed report is laid out with: columns, cards, the map with its scale, tables, and contents with pages."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from app.documents.charts import ACCENT, DEEP, GREY, HAIR, INK, ON_STEPS, PAPER, STEPS, WHITE, Drawing
from app.documents.model import HeatCell, HeatGroup
from app.documents.pdf import styles
from app.documents.pdf.flowables import HeadingText, TaggedTable, Text
from app.documents.pdf.fonts import BOLD, REGULAR, broken_lines, printable, text_width
from app.documents.pdf.pictures import Picture, draw_shapes
from app.documents.pdf.styles import TextStyle
from app.documents.tagging import Node

Said: TypeAlias = tuple[str, TextStyle]
"""A text and how it looks."""
Drawn: TypeAlias = Callable[[Node], Flowable]
"""Makes something of the element that it belongs to."""
Content: TypeAlias = Said | Drawn
_NOTHING: list[tuple[Any, ...]] = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONT", (0, 0), (-1, -1), REGULAR),
]


def heading(text: str, style: TextStyle, parent: Node, level: int, *, key: str | None = None) -> HeadingText:
    """A heading of this level; of the second and third it is a bookmark too."""
    return HeadingText(text, style, parent.add(f"H{level}"), level - 2 if level in (2, 3) else None, key)


def texts(contents: Sequence[Content], node: Node) -> list[Flowable]:
    """What stands in one element, below each other."""
    found: list[Flowable] = []
    for each in contents:
        if isinstance(each, tuple):
            found.append(Text(each[0], each[1], node))
        else:
            found.append(each(node))
    said = [each for each in found if isinstance(each, Text)]
    for text in said[:-1]:
        text.goes_on = True
    return found


def decoration(drawing: Drawing) -> Drawn:
    """A picture that only says what stands beside it."""
    return lambda _node: Picture(drawing.width, drawing.height, None, partial(draw_shapes, drawing=drawing), after=0)


def figure(drawing: Drawing, alt: str) -> Drawn:
    """A picture with what it says for who cannot see it."""

    def made(node: Node) -> Flowable:
        painted = partial(draw_shapes, drawing=drawing)
        return Picture(drawing.width, drawing.height, node.add("Figure", alt=alt), painted, after=0)

    return made


def written(drawing: Drawing) -> Drawn:
    """A picture of words only, which are what the element says."""
    return lambda node: Picture(drawing.width, drawing.height, node, partial(draw_shapes, drawing=drawing), after=0)


def side_by_side(
    columns: Sequence[Sequence[Flowable]], widths: Sequence[float], gutter: float, *, look: str = "plain"
) -> TaggedTable:
    """Columns beside each other; with a `rule` above, a `bar` at their left, on `paper`, or on less of it: a `note`."""
    cells: list[Any] = []
    wide: list[float] = []
    style = list(_NOTHING)
    for column, width in zip(columns, widths, strict=True):
        if cells:
            cells.append("")
            wide.append(gutter)
        at = (len(cells), 0)
        if look == "rule":
            style += [("LINEABOVE", at, at, 1.5, HexColor(ACCENT)), ("TOPPADDING", at, at, 5)]
        elif look == "bar":
            style += [("LINEBEFORE", at, at, 2, HexColor(ACCENT)), ("LEFTPADDING", at, at, 3 * mm)]
        elif look == "paper":
            style += [("BACKGROUND", at, at, HexColor(PAPER)), ("LEFTPADDING", at, at, 4 * mm)]
            style += [("RIGHTPADDING", at, at, 4 * mm), ("TOPPADDING", at, at, 7), ("BOTTOMPADDING", at, at, 7)]
        elif look == "note":
            style += [("BACKGROUND", at, at, HexColor(PAPER)), ("LEFTPADDING", at, at, 2.5 * mm)]
            style += [("RIGHTPADDING", at, at, 2.5 * mm), ("TOPPADDING", at, at, 3), ("BOTTOMPADDING", at, at, 3)]
        cells.append(list(column))
        wide.append(width)
    return TaggedTable([cells], colWidths=wide, hAlign="LEFT", style=style)


def equal_columns(count: int, gutter: float) -> list[float]:
    return [(styles.TEXT_WIDTH - gutter * (count - 1)) / count] * count


class Swatch(Flowable):
    """A cell of the map or of its scale: a shade with a number and words, or a dashed edge for what is not known."""

    def __init__(
        self,
        lines: Sequence[tuple[str, str, float]],
        step: int | None,
        node: Node,
        height: float,
        *,
        strong: bool = False,
        centred: bool = True,
    ) -> None:
        super().__init__()
        self._lines = [(printable(text), font, size) for text, font, size in lines if text]
        self._step, self._node, self.height = step, node, height
        self._strong, self._centred = strong, centred

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as its column."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """The shade is decoration, the words are content."""
        canvas = self.canv
        with canvas.decoration("Background"):
            canvas.setFillColor(HexColor(WHITE if self._step is None else STEPS[self._step]))
            edge = INK if self._strong else GREY if self._step is None else STEPS[3]
            canvas.setStrokeColor(HexColor(edge))
            canvas.setLineWidth(1.25 if self._strong else 0.75 if self._step is None else 0.5)
            canvas.setDash([2, 2] if self._step is None else [])
            canvas.rect(0.6, 0.6, self.width - 1.2, self.height - 1.2, stroke=1, fill=1)
            canvas.setDash([])
        with canvas.mark(self._node):
            self._write(canvas)

    def _write(self, canvas: Any) -> None:
        canvas.setFillColor(HexColor(ON_STEPS[self._step or 0]))
        leading = [size * 1.2 for _, _, size in self._lines]
        y = (self.height + sum(leading)) / 2
        for place, (text, font, size) in enumerate(self._lines):
            room = self.width - 3 if self._centred else self.width - 8
            fits = min(size, size * room / max(text_width(text, font, size), 1))
            y -= leading[place]
            canvas.setFont(font, fits)
            spaced = f"{text} " if place < len(self._lines) - 1 else text
            if self._centred:
                canvas.drawString((self.width - text_width(text, font, fits)) / 2, y + size * 0.26, spaced)
            else:
                canvas.drawString(5, y + size * 0.26, spaced)


MapLine: TypeAlias = tuple[str, HeatCell, Sequence[HeatCell]]
"""The name of a domain, its total, and its cells."""
_NAME, _SUM, _GAP = 27 * mm, 18 * mm, 1.2 * mm
_WIDE_NAME = 46 * mm
_NAMED = TextStyle(BOLD, 9, 10.5, after=0, hyphenate=True)


def score_map(
    groups: Sequence[HeatGroup], lines: Sequence[MapLine], parent: Node, summary: str, *, row: float = 30.0
) -> TaggedTable:
    """The map: of each domain the total with its word, and its cells by dimension and level; unknown is dashed."""
    node = parent.add("Table", summary=summary)
    levels = sum(len(group.columns) for group in groups)
    wide = _name_width([name for name, _, _ in lines])
    each = (styles.TEXT_WIDTH - wide - _SUM - _GAP * len(groups)) / max(1, levels)
    widths = [wide, _SUM]
    for group in groups:
        widths += [_GAP, *[each] * len(group.columns)]
    rows, style = _map_head(groups, node.add("THead"))
    body = node.add("TBody")
    heights: list[float | None] = [14.0, 12.5]
    for name, total, cells in lines:
        line = body.add("TR")
        high = max(row, _NAMED.leading * len(broken_lines(printable(name), BOLD, _NAMED.size, wide - 4)) + 2)
        heights.append(high)
        found: list[Any] = [Text(name, _NAMED, line.add("TH", scope="Row"))]
        words = [(total.text, BOLD, 10.5), (total.word, REGULAR, 8.0)]
        found.append(Swatch(words, total.step, line.add("TD"), high, strong=True))
        place = 0
        for group in groups:
            found.append("")
            for cell in cells[place : place + len(group.columns)]:
                text = f"{cell.text}*" if cell.note and cell.value is not None else cell.text
                found.append(Swatch([(text, REGULAR, 10.5)], cell.step, line.add("TD"), high))
            place += len(group.columns)
        rows.append(found)
    style += [("VALIGN", (0, 2), (0, -1), "MIDDLE"), ("RIGHTPADDING", (0, 2), (0, -1), 4)]
    return TaggedTable(rows, colWidths=widths, rowHeights=heights, hAlign="LEFT", style=style)


_NAME_LINES = 3


def _name_width(names: Sequence[str]) -> float:
    """Names of which one takes many lines get more room, and the cells less."""
    lines = (len(broken_lines(printable(name), BOLD, _NAMED.size, _NAME - 4)) for name in names)
    return float(_WIDE_NAME if max(lines, default=0) > _NAME_LINES else _NAME)


def _map_head(groups: Sequence[HeatGroup], head: Node) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    first, second = head.add("TR"), head.add("TR")
    bold = TextStyle(BOLD, 8.5, 10.5, after=0)
    top: list[Any] = [
        Text("Domein", styles.NOTE, first.add("TH", scope="Column", row_span=2)),
        _Centred("Totaal", bold, first.add("TH", scope="Column", row_span=2)),
    ]
    below: list[Any] = ["", ""]
    style = [*_NOTHING, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("VALIGN", (0, 0), (-1, 1), "BOTTOM")]
    for group in groups:
        span, start = len(group.columns), len(top) + 1
        top += ["", _Centred(group.title, bold, first.add("TH", scope="Column", column_span=span))]
        top += [""] * (span - 1)
        below.append("")
        below += [_Centred(title, styles.LEVEL, second.add("TH", scope="Column")) for title in group.columns]
        ends = (start, 0), (start + span - 1, 0)
        style += [("SPAN", *ends), ("LINEBELOW", *ends, 0.75, HexColor(GREY))]
    return [top, below], style


class _Centred(Text):
    """A short text in the middle of its column."""

    def draw(self) -> None:
        """Each line in the middle."""
        with self.canv.mark(self.node):
            self.canv.setFillColor(HexColor(self.style.color))
            lines = self._lines or ()
            for place, line in enumerate(lines):
                size = min(self.style.size, self.style.size * self.width / max(1, self._wide(line.text)))
                self.canv.setFont(self.style.font, size)
                y = self.height - self.style.size * 1.07 - place * self.style.leading
                text = line.text if line.joined or place == len(lines) - 1 else f"{line.text} "
                self.canv.drawString((self.width - text_width(line.text, self.style.font, size)) / 2, y, text)

    def _wide(self, text: str) -> float:
        return text_width(text, self.style.font, self.style.size)


def centred(text: str, style: TextStyle) -> Drawn:
    """A short text in the middle of its column."""
    return lambda node: _Centred(text, style, node)


def swatch(cell: HeatCell, height: float) -> Drawn:
    """One cell of a map, outside it."""
    text = f"{cell.text}*" if cell.note and cell.value is not None else cell.text
    return lambda node: Swatch([(text, REGULAR, 9)], cell.step, node, height)


def scale_row(words: Sequence[tuple[str, str]], parent: Node, width: float = styles.TEXT_WIDTH) -> TaggedTable:
    """The five words with their scores, from low to high, in the shades of the map."""
    entries = parent.add("L", numbering="None")
    cells = [
        Swatch([(word, BOLD, 8.5), (points, REGULAR, 8)], step, _body(entries), 28, centred=False)
        for step, (word, points) in enumerate(words)
    ]
    return TaggedTable([cells], colWidths=[width / len(words)] * len(words), hAlign="LEFT", style=_NOTHING)


def _body(entries: Node) -> Node:
    return entries.add("LI").add("LBody")


def key_row(keys: Sequence[tuple[Drawing | None, str]], parent: Node, width: float = styles.TEXT_WIDTH) -> TaggedTable:
    """What signs mean, each with the sign before it, on one line as far as that fits."""
    entries = parent.add("L", numbering="None")
    cells: list[Any] = []
    widths: list[float] = []
    for drawing, text in keys:
        if drawing is not None:
            cells.append(decoration(drawing)(entries))
            widths.append(drawing.width + 4)
        cells.append(Text(text, styles.NOTE, _body(entries)))
        widths.append(text_width(printable(text), styles.NOTE.font, styles.NOTE.size) + 12)
    if sum(widths) > width:
        widths = [each * width / sum(widths) for each in widths]
    return TaggedTable(
        [cells], colWidths=widths, hAlign="LEFT", style=[*_NOTHING, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )


class PrintedTable:
    """A table of a printed report, made row by row: small grey headers, and a hairline below each row."""

    def __init__(self, parent: Node, summary: str, widths: Sequence[float]) -> None:
        self._node = parent.add("Table", summary=summary)
        self._widths = list(widths)
        self._body: Node | None = None
        self._rows: list[list[Any]] = []
        self._style: list[tuple[Any, ...]] = [
            *_NOTHING,
            ("RIGHTPADDING", (0, 0), (-2, -1), 6),
            ("TOPPADDING", (0, 1), (-1, -1), styles.UNIT),
            ("BOTTOMPADDING", (0, 1), (-1, -1), styles.UNIT),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 3),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.75, HexColor(GREY)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(HAIR)),
        ]

    def head(self, *cells: str | Drawn) -> None:
        """The headers of the columns, once."""
        row = self._node.add("THead").add("TR")
        self._rows.append([
            Text(each, styles.NOTE, row.add("TH", scope="Column"), 0, True) if isinstance(each, str)
            else each(row.add("TH", scope="Column"))
            for each in cells
        ])  # fmt: skip

    def row(self, *cells: Sequence[Content], spans: Sequence[int] = (), middle: bool = False) -> None:
        """A row, its first cell the header of it; `spans` say how many columns each cell takes: one without."""
        self._body = self._body or self._node.add("TBody")
        line, at = self._body.add("TR"), len(self._rows)
        found: list[Any] = []
        for place, cell in enumerate(cells):
            span = spans[place] if spans else 1
            node = line.add("TD", column_span=span) if place else line.add("TH", scope="Row", column_span=span)
            if span > 1:
                self._style.append(("SPAN", (len(found), at), (len(found) + span - 1, at)))
            found += [texts(cell, node), *[""] * (span - 1)]
        if middle:
            self._style.append(("VALIGN", (0, at), (-1, at), "MIDDLE"))
        self._rows.append(found)

    def style(self, *commands: tuple[Any, ...]) -> None:
        """Something else in the look of this table."""
        self._style += commands

    def flowable(self) -> TaggedTable:
        """The table; its headers come back on the next page."""
        return TaggedTable(self._rows, colWidths=self._widths, repeatRows=1, hAlign="LEFT", style=self._style)


class ContentsEntry(Flowable):
    """A line of the contents: a title, and the page where its bookmark lies; the whole line leads there."""

    def __init__(self, title: str, key: str, parent: Node, *, sub: bool = False) -> None:
        super().__init__()
        self._title, self._key, self._sub = printable(title), key, sub
        self._style = TextStyle(size=8.5, leading=10.5, color=GREY, after=0) if sub else styles.TEXT
        self._link = parent.add("TOCI").add("Reference").add("Link")

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as its title."""
        style = self._style
        self._indent = 9.0 if self._sub else 0.0
        self._lines = broken_lines(self._title, style.font, style.size, width - self._indent - 18)
        self.width, self.height = width, len(self._lines) * style.leading + 7
        return self.width, self.height

    def draw(self) -> None:
        """The title, the page, and a hairline below them."""
        canvas, style = self.canv, self._style
        top = self.height - 3.5 - style.size * 1.07
        with canvas.mark(self._link):
            canvas.setFillColor(HexColor(style.color))
            canvas.setFont(style.font, style.size)
            for place, line in enumerate(self._lines):
                canvas.drawString(
                    self._indent, top - place * style.leading, line.text if line.joined else f"{line.text} "
                )
            canvas.draw_with_page_of(self._key, self._page)
        canvas.add_jump(self._link, self._key, self._title, (0, 0, self.width, self.height))
        with canvas.decoration("Layout"):
            canvas.setStrokeColor(HexColor(HAIR))
            canvas.setLineWidth(0.5)
            canvas.line(0, 0.25, self.width, 0.25)

    def _page(self, canvas: Any, page: int) -> None:
        canvas.setFont(self._style.font, self._style.size)
        canvas.drawRightString(self.width, self.height - 3.5 - self._style.size * 1.07, str(page))


def described(
    facts: Sequence[tuple[Sequence[Content], Sequence[Content]]], parent: Node, widths: tuple[float, float]
) -> list[Flowable]:
    """Words with what belongs to them, below each other."""
    entries = parent.add("L", numbering="None")
    rows = []
    for label, body in facts:
        entry = entries.add("LI")
        rows.append([texts(label, entry.add("Lbl")), texts(body, entry.add("LBody"))])
    style = [*_NOTHING, ("RIGHTPADDING", (0, 0), (0, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), styles.UNIT)]
    return [TaggedTable(rows, colWidths=list(widths), hAlign="LEFT", style=style)] if rows else []


DEEP_BOLD = TextStyle(BOLD, 8.5, 12.25, DEEP, after=0)
"""A few words before a small text."""
