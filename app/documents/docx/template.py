"""The templates of Word documents: how texts, lists, tables and the page look stands in them, as in any document.

Who knows Word can open one and change it. What the program asks of them are the ids of the styles, and list 2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.oxml.ns import qn

from app.documents.docx.markup import Element, w

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
