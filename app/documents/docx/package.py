"""What a Word file is made of: its elements, the template in which its looks stand, and lists, links and pictures.

Who knows Word can open a template and change it. What the program asks of one are the ids of the styles, and list 2."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from app.documents.files import canonical_zip
from app.documents.model import Booklet
from app.documents.pdf.booklet import fitting

WIDTH, HEIGHT = 595.3, 841.9
"""A4."""
SIDE = 52.0
TOP, BOTTOM = 62.0, 54.0
TEXT_WIDTH = WIDTH - 2 * SIDE
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
FACT_INDENT = 96.0
ITEM_INDENT = 18.0
CELL_EDGE = 5.0
"""Between the edge of a cell and its text."""


Element: TypeAlias = BaseOxmlElement

_WORD = nsmap["w"]
_NAMESPACE = {"w": _WORD}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_PIECES = re.compile(f"(\n|\t|[{_RIGHT_TO_LEFT}]+(?:[ '’-]+[{_RIGHT_TO_LEFT}]+)*)")
_STARTS_RIGHT = re.compile(f"[{_RIGHT_TO_LEFT}]")
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """What sets a piece of text apart from the style of its paragraph."""

    style: str | None = None
    """The id of a style for characters."""
    color: str | None = None


PLAIN = Look()


def w(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """An element of WordprocessingML with its attributes: `w("jc", val="right")`."""
    named = {f"{{{_WORD}}}{key}": str(value) for key, value in attributes.items()}
    element: Element = oxml_parser.makeelement(f"{{{_WORD}}}{name}", attrib=named, nsmap=_NAMESPACE)
    element.extend([child for child in children if child is not None])
    return element


def twips(points: float) -> int:
    """Word's measure of length: twentieths of a point."""
    return round(points * 20)


def color(value: str) -> str:
    """`#0f5a64` as Word writes it."""
    return value.removeprefix("#").upper()


def cleaned(text: str) -> str:
    """The text with a replacement for what no XML can hold, and one sign for every end of a line."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def runs(text: str, look: Look = PLAIN) -> Iterator[Element]:
    """A text as pieces that read one way; ends of lines and tabs stay."""
    for piece in _PIECES.split(cleaned(text)):
        if piece == "\n":
            yield w("r", _properties(look), w("br"))
        elif piece == "\t":
            yield w("r", _properties(look), w("tab"))
        elif piece:
            yield w("r", _properties(look, right=bool(_STARTS_RIGHT.match(piece))), _text(piece))


def _text(text: str) -> Element:
    element = w("t")
    element.text = text
    element.set(_SPACE, "preserve")
    return element


def _properties(look: Look, right: bool = False) -> Element | None:
    found = [
        w("rStyle", val=look.style) if look.style else None,
        w("color", val=color(look.color)) if look.color else None,
        w("rtl") if right else None,
    ]
    return w("rPr", *found) if any(each is not None for each in found) else None


def paragraph(
    style: str, *content: Element, keep: bool = False, new_page: bool = False, numbering: int | None = None
) -> Element:
    """A paragraph in a style; `keep`: on one page with the next one; `numbering`: an item of that list."""
    number = None if numbering is None else w("numPr", w("ilvl", val=0), w("numId", val=numbering))
    properties = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext") if keep else None,
        w("pageBreakBefore") if new_page else None,
        number,
    )
    return w("p", properties, *content)


def kept_with_next(element: Element) -> Element:
    """The same paragraph, on one page with the next one."""
    properties = element[0]
    if properties.find(f"{{{_WORD}}}keepNext") is None:
        properties.insert(1, w("keepNext"))
    return element


FOLDER = Path(__file__).parent / "templates"
NUMBERS = 2
"""The last of the lists in a template: the one with numbers."""
_SIZES = ((qn("w:sz"), ("w:val",)), (qn("w:szCs"), ("w:val",)), (qn("w:spacing"), ("w:before", "w:after", "w:line")))


@dataclass(frozen=True, slots=True)
class Measures:
    """What a style of paragraphs asks, in points; `leading` is the least distance between lines."""

    size: float
    leading: float
    before: float
    after: float
    bold: bool


class Template(NamedTuple):
    """A template, with its texts and the distances between them made this much larger."""

    name: str
    factor: float = 1.0

    def open(self) -> Document:
        """A new document without any text of its own."""
        document = docx.Document(str(FOLDER / f"{self.name}.docx"))
        if self.factor != 1:
            for style in document.styles.element.iter(qn("w:style")):
                self._scale(style)
        return document

    def _scale(self, style: Element) -> None:
        for tag, attributes in _SIZES:
            for element in style.iter(tag):
                for name in map(qn, attributes):
                    element.set(name, str(round(int(element.get(name)) * self.factor)))

    @property
    def measures(self) -> Mapping[str, Measures]:
        """Of every style of paragraphs, by its id."""
        return _measures(self)


REPORT = Template("report")
ONE_PAGE = Template("one_page")
"""Closer together, for a document of one page."""


@cache
def _measures(template: Template) -> Mapping[str, Measures]:
    found = {}
    for style in template.open().styles.element.iter(qn("w:style")):
        size, spacing = style.find(f"{qn('w:rPr')}/{qn('w:sz')}"), style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        if size is not None and spacing is not None:
            line, before, after = (int(spacing.get(qn(f"w:{name}"))) / 20 for name in ("line", "before", "after"))
            bold = style.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None
            found[style.get(qn("w:styleId"))] = Measures(int(size.get(qn("w:val"))) / 2, line, before, after, bold)
    return found


def list_element(number: int) -> Element:
    """A numbered list that starts at 1 again."""
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return w("num", w("abstractNumId", val=NUMBERS), again, numId=number)


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

    def __init__(self, template: Template) -> None:
        self._document = template.open()
        self._pictures = 0
        self._numbers = NUMBERS
        self._names: dict[str, str] = {}
        self._marks = 0

    def new_list(self) -> int:
        """A numbered list of its own, that starts at 1."""
        self._numbers += 1
        self._document.part.numbering_part.element.append(list_element(self._numbers))
        return self._numbers

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

    def jump(self, anchor: str, content: Iterator[Element]) -> Element:
        """The content as a link to a mark in the document."""
        return w("hyperlink", *content, anchor=self.bookmark_name(anchor), history=1)

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
        header = fitting(cleaned(booklet.running_header), TEXT_WIDTH)
        self._document.sections[0].header.part.element[:] = [paragraph("Header", *runs(header))]
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
        properties.language = "nl-NL"
        properties.revision = 1
        if booklet.day:
            properties.created = properties.modified = datetime.fromisoformat(booklet.day)
