"""The embedded fonts, and what to print for a character that they do not have."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

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
