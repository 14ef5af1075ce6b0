"""From a booklet to the bytes of a PDF: the same booklet always gives the same bytes."""

import io
from functools import partial

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from app.reports.document.booklet import Booklet
from app.reports.pdf.blocks import Blocks
from app.reports.pdf.flowables import HeadingText, Text
from app.reports.pdf.fonts import REGULAR, register_fonts
from app.reports.pdf.page import TEXT_WIDTH, Cover, PagedDocument, draw_footer
from app.reports.pdf.styles import Styles
from app.reports.tagging.canvas import TaggedCanvas
from app.reports.tagging.metadata import Properties
from app.reports.tagging.structure import Node


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
    blocks = Blocks(styles, TEXT_WIDTH)
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


def _cover(booklet: Booklet, styles: Styles, root: Node) -> Cover:
    name = Text(booklet.subtitle, styles.cover_name, root.add("P"))
    title = HeadingText(booklet.title, styles.title, root.add("H1"), outline=None)
    return Cover([name, title, Text(booklet.lead, styles.cover_lead, root.add("P"))])
