"""The pages: margins, cover, running header and page numbers."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.reports.charts.palette import ACCENT, GREY, LINE
from app.reports.pdf.flowables import Text
from app.reports.pdf.fonts import REGULAR, printable, text_width
from app.reports.pdf.lines import broken_lines

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
        """Space below."""
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
