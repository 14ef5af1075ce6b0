"""The fonts of a file, how wide a text is in them, and where its lines break."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyphen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.ttfonts import TTFont

from app.documents.tagging import RawStream

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"
FOLDER = Path(__file__).parent.parent / "fonts"
FILES = {REGULAR: FOLDER / "NotoSans_400Regular.ttf", BOLD: FOLDER / "NotoSans_700Bold.ttf"}
MISSING = "[teken]"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_NOTHING = re.compile(rb"<[0-9A-F]{2}> <0000>\n")
_ENTRIES = re.compile(rb"(\d+) beginbfchar\n(.*?)endbfchar", re.DOTALL)


class EmbeddedFont(TTFont):
    """A TrueType font that is embedded as a subset, with a table from glyphs to text that PDF/UA accepts."""

    def addObjects(self, doc: Any) -> None:
        """Adds the subsets; ReportLab maps an unused place to U+0000, which the norms forbid."""
        known = set(doc.idToObject)
        super().addObjects(doc)
        for name in doc.idToObject.keys() - known:
            stream = doc.idToObject[name]
            if isinstance(stream, PDFStream):
                doc.idToObject[name] = _kept_by_the_norms(name, stream)


def _kept_by_the_norms(name: str, stream: Any) -> RawStream:
    content = stream.content.encode("latin-1") if isinstance(stream.content, str) else stream.content
    if name.startswith("toUnicodeCMap:"):
        content = _without_nothing(content)
    entries = " ".join(f"/{key} {value}" for key, value in stream.dictionary.dict.items())
    return RawStream(entries, content, compress=True)


def _without_nothing(content: bytes) -> bytes:
    match = _ENTRIES.search(_NOTHING.sub(b"", content))
    if match is None:
        return content
    entries = match[2].strip().split(b"\n")
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    text = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return match.string[: match.start()] + text.rstrip() + match.string[match.end() :]


@lru_cache(maxsize=1)
def register_fonts() -> frozenset[str]:
    """Makes the fonts known to ReportLab; gives the characters that both of them have."""
    for name, path in FILES.items():
        pdfmetrics.registerFont(EmbeddedFont(name, str(path)))
    sets = [set(pdfmetrics.getFont(name).face.charToGlyph) for name in FILES]
    return frozenset(chr(code) for code in sets[0] & sets[1] if unicodedata.category(chr(code))[0] != "C")


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """The text with [teken] for every run of characters that the fonts do not have; line ends stay."""
    known = register_fonts()
    text = unicodedata.normalize("NFC", text)
    if known.issuperset(text):
        return text
    shown: list[str] = []
    for character in text:
        if character in known or character == "\n":
            shown.append(character)
        elif character.isspace():
            shown.append(" ")
        elif unicodedata.category(character) not in ("Cc", "Cf") and (not shown or shown[-1] != MISSING):
            shown.append(MISSING)
    return "".join(shown)


@lru_cache(maxsize=16384)
def text_width(text: str, font: str, size: float) -> float:
    """How wide a text is on paper, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


_SHORTEST_WORD = 8
_WORTH_IT = 0.18
"""A word is only broken when more than this part of the line would stay empty."""
_BREAK_AFTER = "/-.?&=_,"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; `joined` when the next one goes on inside the same word."""

    text: str
    joined: bool = False
    bold: str = ""
    """What stands before the text, in bold."""


@lru_cache(maxsize=4096)
def broken_lines(text: str, font: str, size: float, width: float, hyphenate: bool = True) -> tuple[TextLine, ...]:
    """The lines of a text at this width; an end of line in the text stays one."""
    found: list[TextLine] = []
    for paragraph in text.split("\n"):
        found += _Breaker(font, size, width, hyphenate).lines(paragraph.split())
    while found and not found[-1].text:
        found.pop()
    return tuple(found) or (TextLine(""),)


def led_lines(
    lead: str, text: str, font: str, size: float, width: float, hyphenate: bool = True
) -> tuple[TextLine, ...]:
    """The lines of a text that goes on behind a few words in bold."""
    *whole, last = broken_lines(lead, BOLD, size, width, hyphenate)
    beside, _, below = text.partition("\n")
    first, *others = _Breaker(font, size, width, hyphenate).lines(beside.split(), text_width(last.text, BOLD, size))
    above = (TextLine("", line.joined, line.text) for line in whole)
    rest = broken_lines(below, font, size, width, hyphenate) if below else ()
    return (*above, TextLine(first.text, first.joined, last.text), *others, *rest)


class _Breaker:
    def __init__(self, font: str, size: float, width: float, hyphenate: bool) -> None:
        self._font, self._size, self._width, self._hyphenate = font, size, width, hyphenate
        self._space = text_width(" ", font, size)

    def lines(self, words: list[str], used: float = 0.0) -> list[TextLine]:
        """The lines of these words; `used` is what is taken of the first one."""
        found: list[TextLine] = []
        current: list[str] = []
        waiting = words[::-1]
        while waiting:
            word = waiting.pop()
            needed = text_width(word, self._font, self._size)
            start = used + self._space if used else 0.0
            if start + needed <= self._width:
                current.append(word)
                used = start + needed
                continue
            head, tail = self._split(word, needed, self._width - start, bool(used))
            if head:
                current.append(head)
            waiting.append(tail)
            found.append(TextLine(" ".join(current), joined=bool(head)))
            current, used = [], 0.0
        return [*found, TextLine(" ".join(current))]

    def _split(self, word: str, needed: float, room: float, started: bool) -> tuple[str, str]:
        """What still fits on this line of the word, and the rest; an empty head moves the word to the next line."""
        if self._hyphenate and (not started or room > _WORTH_IT * self._width):
            for head, tail in _syllables(word):
                if text_width(head + SOFT_HYPHEN, self._font, self._size) <= room:
                    return head + SOFT_HYPHEN, tail
        if started and needed <= self._width:
            return "", word
        return self._cut(word, room, started)

    def _cut(self, word: str, room: float, started: bool) -> tuple[str, str]:
        """A word that is wider than a whole line, cut after a sign or else between two characters."""
        fitting = 0
        while fitting < len(word) and text_width(word[: fitting + 1], self._font, self._size) <= room:
            fitting += 1
        if fitting == 0:
            return ("", word) if started else (word[0], word[1:])
        signs = [word.rfind(sign, 0, fitting) for sign in _BREAK_AFTER]
        place = max(signs) + 1
        if place > fitting // 2:
            fitting = place
        return word[:fitting], word[fitting:]


@lru_cache(maxsize=1)
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=3, right=3)


@lru_cache(maxsize=4096)
def _syllables(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to break a word, the longest head first."""
    if len(word) < _SHORTEST_WORD or not word.strip("‘’“”.,;:?!()").isalpha():
        return ()
    return tuple(_dictionary().iterate(word))
