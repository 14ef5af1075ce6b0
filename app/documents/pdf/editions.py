"""A printed report: a first page without a running header, and pages with one. The adviser's edition and the annex."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from app.documents.charts import ACCENT, GREY
from app.documents.model import Block, Edition, Heading, ReportDocument, Section, Tallies, render_json
from app.documents.pdf import styles
from app.documents.pdf.blocks import PdfBlocks
from app.documents.pdf.booklet import fitting
from app.documents.pdf.flowables import HeadingText, TaggedTable, Text
from app.documents.pdf.fonts import REGULAR, printable, register_fonts
from app.documents.pdf.styles import TextStyle
from app.documents.printed import ANNEX
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
            Frame(styles.SIDE, styles.BOTTOM, styles.TEXT_WIDTH, HEIGHT - styles.BOTTOM - top, 0, 0, 0, 0)
            for top in (styles.TOP_FIRST, styles.TOP)
        )
        self.addPageTemplates([
            PageTemplate("first", [first], autoNextPageTemplate="later"),
            PageTemplate("later", [later], onPage=self._draw_header),
        ])  # fmt: skip

    def _draw_header(self, canvas: Any, _document: Any) -> None:
        with canvas.decoration("Pagination"):
            _write(canvas, HEIGHT - styles.TOP + 5 * mm, fitting(self._header, styles.TEXT_WIDTH))


def _write(canvas: Any, y: float, text: str) -> None:
    canvas.setFillColor(HexColor(GREY))
    canvas.setFont(REGULAR, _SMALL)
    canvas.drawString(styles.SIDE, y, text)


def _footer(text: str, canvas: Any, number: int, total: int) -> None:
    y = styles.BOTTOM - 5 * mm - _SMALL
    _write(canvas, y, fitting(text, styles.TEXT_WIDTH - 20 * mm))
    canvas.drawRightString(WIDTH - styles.SIDE, y, f"{number} van {total}")


def draw_sheets(file: PrintedFile, make: Callable[[Node], Iterable[Flowable]]) -> tuple[bytes, int]:
    """The file and the number of its pages, of what `make` makes of the root of the structure."""
    register_fonts()
    root, buffer = Node("Document"), io.BytesIO()
    pages = _Pages(buffer, file.header)
    properties = Properties(file.name, file.author, "nl-NL", REGULAR, file.day, file.identity)
    canvas = partial(TaggedCanvas, root=root, properties=properties, footer=partial(_footer, printable(file.footer)))
    pages.build(list(make(root)), canvasmaker=canvas)
    return buffer.getvalue(), pages.page


NOT_TO_SHARE = "Niet delen: hier staan antwoorden en redenen met de functie van wie ze gaf."
FOR_ADVISER = "Voor de adviseur"
_RIGHT = TextStyle(size=8, leading=10.5, color=styles.NOTE.color, after=0, right=True)


def render_adviser(document: ReportDocument) -> bytes:
    """The edition, also of a document that was frozen before it had an agenda."""
    edition = document.edition("adviser")
    file = PrintedFile(
        name=f"{FOR_ADVISER}: {edition.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        header=f"{document.running_header} – {FOR_ADVISER.lower()}",
        footer=NOT_TO_SHARE,
        identity=b"adviser" + render_json(document),
    )
    return draw_sheets(file, lambda root: _adviser_story(document, edition, root))[0]


def _adviser_story(document: ReportDocument, edition: Edition, root: Node) -> Iterator[Flowable]:
    blocks = PdfBlocks(styles.BLOCKS, styles.TEXT_WIDTH)
    yield band(document, FOR_ADVISER, root)
    yield HeadingText(edition.lead, styles.CONCLUSION, root.add("H1"), outline=None)
    yield Spacer(1, 2 * styles.UNIT)
    for notice in edition.notices:
        yield Text(notice, styles.BLOCKS.warning, root.add("P"))
    for section in edition.sections:
        above = tuple(block for block in section.blocks if isinstance(block, Tallies))
        # The numbers stand right below the conclusion, above the heading of what they lead to.
        for block in above:
            yield from blocks.block(block, root)
        below = tuple(block for block in section.blocks if block not in above)
        yield from blocks.section(section.model_copy(update={"blocks": below}), root)
    yield Spacer(1, 4 * styles.UNIT)
    yield from blocks.facts(edition.facts, root)


def band(document: ReportDocument, what: str, root: Node) -> TaggedTable:
    """The municipality, what of its report this is and which report, above a line."""
    state = "voorlopig" if document.preliminary else f"versie {document.version}"
    said = " · ".join(part for part in (what, document.title, document.date, state) if part)
    name = Text(document.municipality, styles.SMALL_BOLD, root.add("P"))
    which = Text(said, _RIGHT, root.add("P"))
    style = [
        *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP")),
        ("FONT", (0, 0), (-1, -1), styles.SMALL.font),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, -1), 1.5, HexColor(ACCENT)),
    ]
    widths = [styles.TEXT_WIDTH * 0.4, styles.TEXT_WIDTH * 0.6]
    return TaggedTable([[name, which]], colWidths=widths, hAlign="LEFT", style=style)


def draw_annex(document: ReportDocument) -> bytes:
    """The annex of the whole report. Every document has one."""
    file = PrintedFile(
        name=f"{ANNEX}: {document.title} – {document.municipality}",
        author=document.municipality,
        day=document.day,
        header=f"{document.running_header} – {ANNEX.lower()}",
        footer=ANNEX,
        identity=b"annex" + render_json(document),
    )
    return draw_sheets(file, lambda root: _annex_story(document, root))[0]


def _annex_story(document: ReportDocument, root: Node) -> Iterator[Flowable]:
    edition = document.edition("full")
    # Of hundreds of questions each has a line of its own, no larger than the text below it.
    blocks = PdfBlocks(replace(styles.BLOCKS, heading3=styles.BLOCKS.heading4), styles.TEXT_WIDTH)
    yield band(document, ANNEX, root)
    annex = next(section for section in edition.sections if section.annex)
    yield HeadingText(annex.title, styles.CONCLUSION, root.add("H1"), outline=None)
    yield Spacer(1, 3 * styles.UNIT)
    for notice in edition.notices:
        yield Text(notice, styles.BLOCKS.warning, root.add("P"))
    lead, parts = _parts(annex.blocks)
    for block in lead:
        yield from blocks.block(block, root)
    for part in parts:
        yield from blocks.section(part, root)


def _parts(found: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """What comes before the first domain, and the domains with their questions as headings right below them."""
    lead: list[Block] = []
    parts: list[tuple[Heading, list[Block]]] = []
    for block in found:
        if isinstance(block, Heading) and block.level == 3:
            parts.append((block, []))
        elif parts:
            below = block.model_copy(update={"level": 3}) if isinstance(block, Heading) else block
            parts[-1][1].append(below)
        else:
            lead.append(block)
    return lead, [Section(id=head.anchor or "", title=head.text, blocks=tuple(below)) for head, below in parts]
