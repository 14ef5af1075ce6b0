"""The file around the text in Word: styles, lists, pages, links, pictures, and what the file says about itself."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt

from app.documents.docx.markup import (
    BOTTOM,
    EDGE,
    HEIGHT,
    SIDE,
    TEXT_WIDTH,
    TOP,
    WIDTH,
    Element,
    cleaned,
    field,
    paragraph,
    runs,
    w,
)
from app.documents.docx.styles import FONT, LANGUAGE, NUMBERS, Styles, list_element, list_elements, style_elements
from app.documents.docx.tables import normal_table_style, table_style
from app.documents.files import canonical_zip
from app.documents.model import Booklet
from app.documents.pdf.booklet import fitting

_KEPT = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.HYPERLINK,
    RELATIONSHIP_TYPE.IMAGE,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
}
_COMPATIBILITY = 15
"""The way in which Word lays out since 2013; with a lower number it opens a document as an old one."""
_FONTS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="{FONT}">\
<w:altName w:val="Calibri"/><w:panose1 w:val="020B0502040504020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>\
<w:pitch w:val="variable"/></w:font></w:fonts>"""


def own_parts(document: Document, styles: Sequence[Element], lists: Sequence[Element]) -> None:
    """Replaces what the template brings by styles, lists, settings and fonts of our own."""
    package = document.part.package
    for relations in (document.part.rels, package.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[name]
    _fill(document.part.numbering_part.element, lists)
    _fill(document.styles.element, styles)
    _fill(document.settings.element, _settings())
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _FONTS.encode(), package)
    document.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)


def _fill(root: Element, children: Sequence[Element]) -> None:
    root.clear()
    root.extend(children)


def _settings() -> list[Element]:
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=_COMPATIBILITY,
    )
    return [
        w("zoom", percent=100),
        w("defaultTabStop", val=709),
        w("autoHyphenation", val=1),
        w("consecutiveHyphenLimit", val=2),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", mode),
        w("themeFontLang", val=LANGUAGE),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    ]


def set_page(document: Document) -> None:
    """A4 with room for a running header, which the first page does not have."""
    section = document.sections[0]
    section.page_width, section.page_height = Pt(WIDTH), Pt(HEIGHT)
    section.left_margin = section.right_margin = Pt(SIDE)
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    section.header_distance = section.footer_distance = Pt(EDGE)
    section.different_first_page_header_footer = True


def set_running_texts(document: Document, header: str) -> None:
    """The running header, and the number of the page below every page."""
    section = document.sections[0]
    _fill(section.header.part.element, [paragraph("Header", *runs(header))])
    _fill(section.first_page_header.part.element, [paragraph("Footer")])
    for footer in (section.footer, section.first_page_footer):
        _fill(footer.part.element, [_footer()])


def _footer() -> Element:
    """`Samenhang`, and to the right `Bladzijde 3 van 12`."""
    return paragraph("Footer", *runs("Samenhang\tBladzijde "), *field("PAGE"), *runs(" van "), *field("NUMPAGES"))


AUTHOR = "Samenhang"
_NAME = re.compile(r"\W", re.ASCII)
_LONGEST_NAME = 36
_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SAFE = "/:?@!$&'()*+,;=%~-._"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _quoted(address: str) -> str:
    """An address with only the signs that an address may have: Word refuses a file with another one in it."""
    page, mark, place = _PERCENT.sub("%25", address).partition("#")
    return quote(page, safe=_SAFE) + mark + quote(place, safe=_SAFE)


class Package:
    """A Word document without any text of its own."""

    def __init__(self, styles: Styles) -> None:
        self._document = docx.Document()
        self._styles = styles
        self._pictures = 0
        self._lists: list[Element] = []
        self._names: dict[str, str] = {}
        self._marks = 0

    def new_list(self) -> int:
        """A numbered list of its own, that starts at 1."""
        number = NUMBERS + 1 + len(self._lists)
        self._lists.append(list_element(number))
        return number

    def bookmark_name(self, anchor: str) -> str:
        """A name that Word allows, the same one for the same anchor."""
        if anchor not in self._names:
            self._names[anchor] = f"d{len(self._names) + 1}_{_NAME.sub('_', anchor)}"[:_LONGEST_NAME]
        return self._names[anchor]

    def bookmark(self, anchor: str, content: Iterator[Element]) -> Iterator[Element]:
        """The content with a mark around it that links can lead to."""
        self._marks += 1
        number = self._marks
        yield w("bookmarkStart", id=number, name=self.bookmark_name(anchor))
        yield from content
        yield w("bookmarkEnd", id=number)

    def link(self, address: str, content: Iterator[Element]) -> Element:
        """The content as a link to a page on the web."""
        element = w("hyperlink", *content, history=1)
        related = self._document.part.relate_to(_quoted(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        element.set(_RELATED, related)
        return element

    def drawing(self, picture: bytes, size: tuple[float, float], alt: str) -> Element:
        """A PNG at this size in points, with a text for who cannot see it."""
        self._pictures += 1
        inline = self._document.part.new_pic_inline(io.BytesIO(picture), Pt(size[0]), Pt(size[1]))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        for name, value in (("id", f"{self._pictures}"), ("name", f"Figuur {self._pictures}"), ("descr", cleaned(alt))):
            inline.docPr.set(name, value)
        return w("drawing", inline)

    def finish(self, booklet: Booklet, body: Sequence[Element]) -> bytes:
        """The file with this text in it."""
        own_parts(
            self._document,
            [*style_elements(self._styles), normal_table_style(), table_style()],
            [*list_elements(), *self._lists],
        )
        set_page(self._document)
        set_running_texts(self._document, fitting(cleaned(booklet.running_header), TEXT_WIDTH))
        self._set_properties(booklet)
        page = self._document.element.body[-1]
        for element in body:
            # Not insert(), which counts its way to the place: with thousands of answers that takes seconds.
            page.addprevious(element)
        buffer = io.BytesIO()
        self._document.save(buffer)
        return canonical_zip(buffer.getvalue())

    def _set_properties(self, booklet: Booklet) -> None:
        """What the file says about itself; without a date it carries none, and never the one of today."""
        properties = self._document.core_properties
        self._document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element.clear()
        properties.title = cleaned(booklet.name)[:255]
        properties.subject = cleaned(booklet.subtitle)[:255]
        properties.author = properties.last_modified_by = AUTHOR
        properties.language = LANGUAGE
        properties.revision = 1
        if booklet.day:
            properties.created = properties.modified = datetime.fromisoformat(booklet.day)
