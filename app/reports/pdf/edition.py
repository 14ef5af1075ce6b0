"""From the document to the bytes of a PDF: the same document always gives the same bytes."""

import io
from functools import partial

from reportlab.platypus import Flowable, PageBreak, Spacer

from app.reports.document.editions import Edition, EditionKind, ReportDocument, render_json
from app.reports.pdf.blocks import Blocks
from app.reports.pdf.flowables import HeadingText, Text
from app.reports.pdf.fonts import REGULAR, register_fonts
from app.reports.pdf.page import TEXT_WIDTH, Cover, PagedDocument, draw_footer
from app.reports.pdf.styles import Styles
from app.reports.tagging.canvas import TaggedCanvas
from app.reports.tagging.metadata import Properties
from app.reports.tagging.structure import Node

ONE_PAGE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""How much smaller the alderman's page may get to stay one page."""


def render_edition(document: ReportDocument, kind: EditionKind) -> bytes:
    """One edition as an accessible PDF; the alderman's one always on one page."""
    register_fonts()
    identity = kind.encode() + render_json(document)
    if kind != "alderman":
        return _rendered(document, kind, Styles(), identity)[0]
    for scale in ONE_PAGE_SCALES:
        data, pages = _rendered(document, kind, Styles().scaled(scale), identity)
        if pages == 1:
            break
    return data


def _rendered(document: ReportDocument, kind: EditionKind, styles: Styles, identity: bytes) -> tuple[bytes, int]:
    edition = document.edition(kind)
    root = Node("Document")
    buffer = io.BytesIO()
    pages = PagedDocument(buffer, document.running_header)
    properties = Properties(
        title=f"{edition.title} – {document.municipality}",
        author=document.municipality,
        language="nl-NL",
        font=REGULAR,
        day=document.day,
        identity=identity,
    )
    canvas = partial(TaggedCanvas, root=root, properties=properties, footer=draw_footer)
    pages.build(_story(edition, styles, root), canvasmaker=canvas)
    return buffer.getvalue(), pages.page


def _story(edition: Edition, styles: Styles, root: Node) -> list[Flowable]:
    blocks = Blocks(styles, TEXT_WIDTH)
    story: list[Flowable] = [_cover(edition, styles, root)]
    for notice in edition.notices:
        story.append(Text(notice, styles.warning, root.add("P")))
    if edition.kind == "full":
        story += blocks.facts(edition.facts, root)
    for index, section in enumerate(edition.sections):
        if (edition.kind == "full" and index == 1) or section.annex:
            story.append(PageBreak())
        story += blocks.section(section, root)
    if edition.kind != "full":
        story.append(Spacer(1, 8))
        story += blocks.facts(edition.facts, root)
    return story


def _cover(edition: Edition, styles: Styles, root: Node) -> Cover:
    name = Text(edition.subtitle, styles.cover_name, root.add("P"))
    title = HeadingText(edition.title, styles.title, root.add("H1"), outline=None)
    return Cover([name, title, Text(edition.lead, styles.cover_lead, root.add("P"))])
