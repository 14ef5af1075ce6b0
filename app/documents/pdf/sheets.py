"""From flowables to the bytes of a printed report: a first page without a running header, and pages with one."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.documents.charts import GREY
from app.documents.pdf import scale
from app.documents.pdf.booklet import fitting
from app.documents.pdf.fonts import REGULAR, printable, register_fonts
from app.documents.tagging import Node, Properties, TaggedCanvas

WIDTH, HEIGHT = A4
_SMALL = 8.0


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """What a printed report says about itself, and on every page."""

    name: str
    author: str
    day: str | None
    """As 2026-11-24; None: the file carries no date at all."""
    header: str
    footer: str
    identity: bytes
    """What it is made from, which gives the file its id."""


class _Pages(BaseDocTemplate):
    def __init__(self, filename: Any, header: str) -> None:
        super().__init__(filename, pagesize=A4)
        self._header = printable(header)
        first, later = (
            Frame(scale.SIDE, scale.BOTTOM, scale.TEXT_WIDTH, HEIGHT - scale.BOTTOM - top, 0, 0, 0, 0)
            for top in (scale.TOP_FIRST, scale.TOP)
        )
        self.addPageTemplates([
            PageTemplate("first", [first], autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=self._draw_header),
        ])  # fmt: skip

    def _draw_header(self, canvas: Any, _document: Any) -> None:
        with canvas.decoration("Pagination"):
            _write(canvas, HEIGHT - scale.TOP + 5 * mm, fitting(self._header, scale.TEXT_WIDTH))


def _write(canvas: Any, y: float, text: str) -> None:
    canvas.setFillColor(HexColor(GREY))
    canvas.setFont(REGULAR, _SMALL)
    canvas.drawString(scale.SIDE, y, text)


def _footer(text: str, canvas: Any, number: int, total: int) -> None:
    y = scale.BOTTOM - 5 * mm - _SMALL
    _write(canvas, y, fitting(text, scale.TEXT_WIDTH - 20 * mm))
    canvas.drawRightString(WIDTH - scale.SIDE, y, f"{number} van {total}")


def draw_sheets(file: PrintedFile, make: Callable[[Node], Iterable[Flowable]]) -> tuple[bytes, int]:
    """The file and the number of its pages, of what `make` makes of the root of the structure."""
    register_fonts()
    root, buffer = Node("Document"), io.BytesIO()
    pages = _Pages(buffer, file.header)
    properties = Properties(file.name, file.author, "nl-NL", REGULAR, file.day, file.identity)
    canvas = partial(TaggedCanvas, root=root, properties=properties, footer=partial(_footer, printable(file.footer)))
    pages.build(list(make(root)), canvasmaker=canvas)
    return buffer.getvalue(), pages.page
