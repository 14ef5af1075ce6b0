"""From a booklet to the bytes of a PDF, page by page: the same booklet always gives the same bytes."""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
)

from app.documents.charts import ACCENT, GREY, LINE
from app.documents.model import Booklet, ReportDocument, booklet_of, render_json
from app.documents.pdf.blocks import PdfBlocks, height_of
from app.documents.pdf.flowables import HeadingText, Text
from app.documents.pdf.fonts import REGULAR, broken_lines, printable, register_fonts, text_width
from app.documents.pdf.styles import SHEET, Styles
from app.documents.tagging import Node, Properties, TaggedCanvas

WIDTH, HEIGHT = A4
SIDE = 52.0
TOP = 54.0
BOTTOM = 43.0
TEXT_WIDTH = WIDTH - 2 * SIDE
_COVER_TOP = 30.0
_SMALL = 8.0
_LEADING = 10.0
_HEADER_LINES = 2


class Cover(Flowable):
    """The coloured band at the top of the first page, with the titles on it."""

    def __init__(self, texts: list[Text]) -> None:
        super().__init__()
        self._texts = texts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the titles, and some air."""
        self.width = width
        self.height = sum(text.wrap(width, height)[1] + text.style.after for text in self._texts) + 22
        return width, self.height

    def getSpaceAfter(self) -> float:
        return 14

    def draw(self) -> None:
        """The band is decoration, the titles are content."""
        with self.canv.decoration("Background"):
            self.canv.setFillColor(HexColor(ACCENT))
            self.canv.rect(-SIDE, 0, WIDTH, self.height + _COVER_TOP, stroke=0, fill=1)
        y = self.height
        for text in self._texts:
            y -= text.height
            text.drawOn(self.canv, 0, y)
            y -= text.style.after


class PagedDocument(BaseDocTemplate):
    """A first page with a cover, and pages with a running header after it."""

    def __init__(self, filename: Any, header: str) -> None:
        super().__init__(filename, pagesize=A4)
        self._header = printable(header)
        first = Frame(SIDE, BOTTOM, TEXT_WIDTH, HEIGHT - BOTTOM - _COVER_TOP, 0, 0, 0, 0)
        later = Frame(SIDE, BOTTOM, TEXT_WIDTH, HEIGHT - BOTTOM - TOP, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("first", [first], autoNextPageTemplate="later"),
                PageTemplate("later", [later], onPage=self._draw_header),
            ]
        )

    def _draw_header(self, canvas: Any, _document: Any) -> None:
        with canvas.decoration("Pagination"):
            canvas.setFillColor(HexColor(GREY))
            canvas.setFont(REGULAR, _SMALL)
            for line, text in enumerate(reversed(header_lines(self._header))):
                canvas.drawString(SIDE, HEIGHT - 36 + line * _LEADING, text)
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(0.5)
            canvas.line(SIDE, HEIGHT - 43, WIDTH - SIDE, HEIGHT - 43)


def header_lines(text: str) -> list[str]:
    """The running header, on two lines when it is long."""
    lines = [line.text for line in broken_lines(text, REGULAR, _SMALL, TEXT_WIDTH, False)]
    if len(lines) <= _HEADER_LINES:
        return lines
    return [*lines[: _HEADER_LINES - 1], fitting(" ".join(lines[_HEADER_LINES - 1 :]), TEXT_WIDTH)]


def fitting(text: str, width: float) -> str:
    """The text as far as it fits on one line."""
    while text_width(text, REGULAR, _SMALL) > width:
        text = f"{text[:-2].rstrip()}…"
    return text


def draw_footer(canvas: Any, number: int, total: int) -> None:
    """Bladzijde 3 van 12."""
    canvas.setFillColor(HexColor(GREY))
    canvas.setFont(REGULAR, _SMALL)
    canvas.drawString(SIDE, 30, "Samenhang")
    canvas.drawRightString(WIDTH - SIDE, 30, f"bladzijde {number} van {total}")


def draw_booklet(booklet: Booklet, styles: Styles, identity: bytes) -> tuple[bytes, int]:
    """The file and the number of its pages; `identity` is what it is made from, and gives it its id."""
    register_fonts()
    root = Node("Document")
    buffer = io.BytesIO()
    pages = PagedDocument(buffer, booklet.running_header)
    properties = Properties(
        title=booklet.name,
        author=booklet.author,
        language="nl-NL",
        font=REGULAR,
        day=booklet.day,
        identity=identity,
    )
    canvas = partial(TaggedCanvas, root=root, properties=properties, footer=draw_footer)
    pages.build(_story(booklet, styles, root), canvasmaker=canvas)
    return buffer.getvalue(), pages.page


def _story(booklet: Booklet, styles: Styles, root: Node) -> list[Flowable]:
    if booklet.beside:
        return list(_sheet(booklet, styles, root))
    blocks = PdfBlocks(styles, TEXT_WIDTH)
    story: list[Flowable] = [_cover(booklet, styles, root)]
    for notice in booklet.notices:
        story.append(Text(notice, styles.warning, root.add("P")))
    if not booklet.ends_with_facts:
        story += blocks.facts(booklet.facts, root)
    for section in booklet.sections:
        if section.id in booklet.new_pages:
            story.append(PageBreak())
        story += blocks.section(section, root)
    if booklet.ends_with_facts:
        story.append(KeepTogether([Spacer(1, 8), *blocks.facts(booklet.facts, root)]))
    return story


_BETWEEN = 16.0
"""Between what stands beside each other."""


class Beside(Flowable):
    """Two columns with some flowables each; the elements of the first come before those of the second."""

    def __init__(self, columns: Sequence[tuple[float, Sequence[Flowable]]]) -> None:
        super().__init__()
        self._columns = columns

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As high as the highest column."""
        self.width = width
        self.height = max(height_of(found, each) for each, found in self._columns)
        return width, self.height

    def draw(self) -> None:
        """From the top down, each column beside the one before."""
        left = 0.0
        for width, found in self._columns:
            y = self.height
            for each in found:
                y -= each.getSpaceBefore() + each.wrap(width, y)[1]
                each.drawOn(self.canv, left, y)
                y -= each.getSpaceAfter()
            left += width + _BETWEEN


def _sheet(booklet: Booklet, styles: Styles, root: Node) -> Iterator[Flowable]:
    """A sheet of one page: the conclusion without a coloured band, and some sections beside each other."""
    yield Text(booklet.subtitle, styles.note, root.add("P"))
    yield HeadingText(booklet.title, styles.title, root.add("H1"), outline=None)
    yield Text(booklet.lead, styles.body, root.add("P"))
    yield from (Text(notice, styles.warning, root.add("P")) for notice in booklet.notices)
    sections = {section.id: section for section in booklet.sections}
    beside = {first: (second, share) for first, second, share in booklet.beside}
    while sections:
        section = sections.pop(next(iter(sections)))
        second, share = beside.get(section.id, ("", 1.0))
        # A document of before has other sections, in another order.
        if second not in sections:
            yield from PdfBlocks(styles, TEXT_WIDTH).section(section, root)
            continue
        room = TEXT_WIDTH - _BETWEEN
        pair = ((section, room * share), (sections.pop(second), room * (1 - share)))
        yield Beside([(width, list(_flat(PdfBlocks(styles, width).section(each, root)))) for each, width in pair])
    yield from PdfBlocks(styles, TEXT_WIDTH).facts(booklet.facts, root)


def _flat(flowables: Iterable[Flowable]) -> Iterator[Flowable]:
    """What stands in a column: nothing goes on on another page."""
    for each in flowables:
        if isinstance(each, KeepTogether):
            yield from _flat(each._content)
        elif not isinstance(each, CondPageBreak):
            yield each


def _cover(booklet: Booklet, styles: Styles, root: Node) -> Cover:
    name = Text(booklet.subtitle, styles.cover_name, root.add("P"))
    title = HeadingText(booklet.title, styles.title, root.add("H1"), outline=None)
    return Cover([name, title, Text(booklet.lead, styles.cover_lead, root.add("P"))])


ONE_PAGE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""How much smaller the alderman's page may get to stay one page."""


def render_alderman(document: ReportDocument) -> bytes:
    """The alderman's edition as an accessible PDF, always on one page."""
    booklet, identity = booklet_of(document, "alderman"), b"alderman" + render_json(document)
    return draw_smaller(booklet, SHEET, identity, ONE_PAGE_SCALES, 1)[0]


def draw_smaller(
    booklet: Booklet, styles: Styles, identity: bytes, scales: Sequence[float], most: int
) -> tuple[bytes, int]:
    """The file at the first of these sizes at which it takes so many pages at most, else at the last; and its pages."""
    for scale in scales:
        data, pages = draw_booklet(booklet, styles.scaled(scale), identity)
        if pages <= most:
            break
    return data, pages
