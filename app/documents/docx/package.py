"""The file around the text in Word: lists, links, pictures, and what the file says about itself."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt

from app.documents.docx.markup import TEXT_WIDTH, Element, cleaned, paragraph, runs, w
from app.documents.docx.template import NUMBERS, Template, list_element
from app.documents.files import canonical_zip
from app.documents.model import Booklet
from app.documents.pdf.booklet import fitting

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
