"""The elements of a Word document, written short, and the sizes of its page. What people typed stays text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from docx.oxml.ns import nsmap
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

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
