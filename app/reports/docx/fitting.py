"""How much room a short document takes: only Word itself makes the pages, so this is a careful guess."""

from collections.abc import Iterator

from app.reports.document.booklet import Booklet
from app.reports.document.editions import Section
from app.reports.document.model import BulletList, KeyFacts, Paragraph
from app.reports.docx.measures import FACT_INDENT, ITEM_INDENT, TEXT_HEIGHT, TEXT_WIDTH
from app.reports.docx.styles import Styles
from app.reports.pdf.fonts import BOLD, REGULAR, register_fonts
from app.reports.pdf.lines import broken_lines

_FILLED = 0.99
"""How much of the page may be filled: other fonts and another way of hyphenating ask their own room."""
_BAND = 48.0
"""The coloured edges of the cover, left and right or above and below."""

Piece = tuple[str, str, float]
"""A style, a text and how far it goes in."""


def fits_on_one_page(booklet: Booklet, styles: Styles) -> bool:
    """Whether a booklet of paragraphs, lists and facts probably takes one page."""
    register_fonts()
    needed = _BAND + sum(_height(*piece, styles) for piece in _pieces(booklet))
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
            case BulletList():
                yield from (("ListBullet", item, ITEM_INDENT) for item in block.items)
            case KeyFacts():
                yield from _facts(block)


def _facts(facts: KeyFacts) -> Iterator[Piece]:
    return (("Fact", fact.text, FACT_INDENT) for fact in facts.facts)


def _height(style_id: str, text: str, indent: float, styles: Styles) -> float:
    style = styles[style_id]
    font = BOLD if style.bold else REGULAR
    lines = len(broken_lines(text, font, style.size, TEXT_WIDTH - indent, hyphenate=False))
    return style.before + lines * style.leading + style.after
