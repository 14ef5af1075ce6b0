"""From a booklet to the bytes of a Word document: the same booklet always gives the same bytes."""

from collections.abc import Iterator

from app.reports.document.booklet import Booklet
from app.reports.docx.blocks import Blocks, spaced
from app.reports.docx.markup import Element, paragraph, runs
from app.reports.docx.package import Package
from app.reports.docx.styles import Styles
from app.reports.pdf.fonts import register_fonts


def draw_booklet(booklet: Booklet, styles: Styles) -> bytes:
    """The file, in these styles."""
    register_fonts()
    package = Package(styles)
    return package.finish(booklet, list(spaced(_body(booklet, Blocks(package)))))


def _body(booklet: Booklet, blocks: Blocks) -> Iterator[Element]:
    yield paragraph("Subtitle", *runs(booklet.subtitle))
    yield paragraph("Title", *runs(booklet.title))
    yield paragraph("CoverText", *runs(booklet.lead))
    for notice in booklet.notices:
        yield paragraph("Warning", *runs(notice))
    if not booklet.ends_with_facts:
        yield from blocks.facts(booklet.facts)
    for section in booklet.sections:
        yield from blocks.section(section, new_page=section.id in booklet.new_pages)
    if booklet.ends_with_facts:
        yield from blocks.facts(booklet.facts)
