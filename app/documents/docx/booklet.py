"""From a booklet to the bytes of a Word document: the same booklet always gives the same bytes."""

from collections.abc import Iterator, Sequence

from app.documents.docx.blocks import WordBlocks, spaced
from app.documents.docx.package import (
    CELL_EDGE,
    FACT_INDENT,
    ITEM_INDENT,
    ONE_PAGE,
    REPORT,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    Element,
    Package,
    Template,
    paragraph,
    runs,
)
from app.documents.docx.tables import column_places, heat_columns, map_text
from app.documents.model import (
    Block,
    Booklet,
    BulletList,
    EditionKind,
    Heading,
    HeatTable,
    KeyFacts,
    Paragraph,
    ReportDocument,
    Section,
    Table,
    booklet_of,
)
from app.documents.pdf.fonts import BOLD, REGULAR, broken_lines, register_fonts


def draw_booklet(booklet: Booklet, template: Template, *, contents: bool = False) -> bytes:
    """The file, in the styles of a template; with a table of contents after its first section when that is asked."""
    register_fonts()
    package = Package(template)
    return package.finish(booklet, list(spaced(_body(booklet, WordBlocks(package), contents))))


def _body(booklet: Booklet, blocks: WordBlocks, contents: bool) -> Iterator[Element]:
    yield paragraph("Subtitle", *runs(booklet.subtitle))
    yield paragraph("Title", *runs(booklet.title))
    if booklet.lead:
        yield paragraph("CoverText", *runs(booklet.lead))
    for notice in booklet.notices:
        yield paragraph("Warning", *runs(notice))
    if not booklet.ends_with_facts:
        yield from blocks.facts(booklet.facts)
    for section in booklet.sections:
        yield from blocks.section(section, new_page=section.id in booklet.new_pages)
        if contents and section is booklet.sections[0] and len(booklet.sections) > 1:
            yield from blocks.contents(booklet.sections[1:])
    if booklet.ends_with_facts:
        yield from blocks.facts(booklet.facts)


_FILLED = 0.99
"""How much of the page may be filled: other fonts and another way of hyphenating ask their own room."""
_BAND = 48.0
"""The coloured edges of the cover, left and right or above and below."""

Piece = tuple[str, str, float]
"""A style, a text and how far it goes in."""


def fits_on_one_page(booklet: Booklet, template: Template) -> bool:
    """Whether a booklet of paragraphs, lists, facts and tables probably takes one page."""
    register_fonts()
    needed = _BAND + sum(_height(*piece, template) for piece in _pieces(booklet))
    rows = (row for section in booklet.sections for block in section.blocks for row in _rows(block))
    needed += sum(_AROUND + max(sum(_height(*piece, template) for piece in cell) for cell in row) for row in rows)
    return needed <= TEXT_HEIGHT * _FILLED


def _pieces(booklet: Booklet) -> Iterator[Piece]:
    yield "Subtitle", booklet.subtitle, _BAND
    yield "Title", booklet.title, _BAND
    yield "CoverText", booklet.lead, _BAND
    for notice in booklet.notices:
        yield "Warning", notice, ITEM_INDENT
    yield from _facts(booklet.facts)
    for section in booklet.sections:
        yield "Heading1", section.title, 0
        yield from _section(section)


def _section(section: Section) -> Iterator[Piece]:
    for block in section.blocks:
        match block:
            case Paragraph():
                yield "Normal", block.text, 0
            case Heading():
                yield "Heading2", block.text, 0
            case BulletList():
                yield from (("ListBullet", item, ITEM_INDENT) for item in block.items)
            case KeyFacts():
                yield from _facts(block)


Row = Sequence[Sequence[Piece]]
"""The cells of a row in a table, each with its pieces below each other."""
_AROUND = 3.0
"""The edges of a row, above and below."""


def _rows(block: Block) -> Iterator[Row]:
    match block:
        case Table():
            places = [TEXT_WIDTH - place.width + 2 * CELL_EDGE + place.gap for place in column_places(block)]
            heads = (column.title for column in block.columns)
            yield [[("CellHead", *each)] for each in zip(heads, places, strict=True)]
            for cells in block.rows:
                yield [[("Cell", cell.text, place)] for cell, place in zip(cells, places, strict=True)]
        case HeatTable():
            columns, width = heat_columns(block)
            yield [[("HeatHead", group.title, TEXT_WIDTH - width + _NARROW)] for group in block.groups]
            for row in block.rows:
                scores = ([("HeatNumber", map_text(cell), TEXT_WIDTH - width + _NARROW)] for cell in row.cells)
                yield [[("HeatTitle", row.title, columns * width + _NARROW)], *scores]


_NARROW = 3.0
"""The edges of a cell of a heat table."""


def _facts(facts: KeyFacts) -> Iterator[Piece]:
    return (("Fact", fact.text, FACT_INDENT) for fact in facts.facts)


def _height(style_id: str, text: str, indent: float, template: Template) -> float:
    style = template.measures[style_id]
    font = BOLD if style.bold else REGULAR
    lines = len(broken_lines(text, font, style.size, TEXT_WIDTH - indent, hyphenate=False))
    return style.before + lines * style.leading + style.after


ONE_PAGE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)
"""How much smaller the alderman's page may get to stay one page."""


def render_edition(document: ReportDocument, kind: EditionKind) -> bytes:
    """One edition as a Word document, with a table of contents; the alderman's in such a size that it is one page."""
    booklet = booklet_of(document, kind)
    if kind != "alderman":
        return draw_booklet(booklet.model_copy(update={"new_pages": ()}), REPORT, contents=True)
    for scale in ONE_PAGE_SCALES:
        template = ONE_PAGE._replace(factor=scale)
        if fits_on_one_page(booklet, template):
            break
    return draw_booklet(booklet, template)
