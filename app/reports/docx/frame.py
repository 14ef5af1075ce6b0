"""The parts of the file that are the same in every document: the template of python-docx has much of its own."""

from collections.abc import Sequence

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt

from app.reports.docx.markup import Element, field, paragraph, runs, w
from app.reports.docx.measures import BOTTOM, EDGE, HEIGHT, SIDE, TOP, WIDTH
from app.reports.docx.styles import FONT, LANGUAGE

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
