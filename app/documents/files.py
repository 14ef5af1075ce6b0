"""Files that are the same every time: archives without a clock, names, and texts that no sheet takes for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can hold."""
_UNIX = 3
_ORDINARY_FILE = 0o100644 << 16


def canonical_zip(data: bytes) -> bytes:
    """The same files in a zip that is always the same: sorted by name, with one date and one set of attributes.

    In Office files `[Content_Types].xml` comes first by itself. Raises zipfile.BadZipFile for anything else than a zip.
    """
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(buffer, "w") as written:
        for name in sorted(given.namelist()):
            entry = ZipInfo(name, _DAY)
            entry.create_system = _UNIX
            entry.external_attr = _ORDINARY_FILE
            entry.compress_type = ZIP_DEFLATED
            written.writestr(entry, given.read(name))
    return buffer.getvalue()


LONGEST = 60
"""How many characters a part may take: a file system holds 255 bytes of a name, and a name has a few parts."""

_NO_WORD = re.compile(r"[\W_]+")


def file_name(*parts: str) -> str:
    """The name without its ending: of `rapport` and `’s-Hertogenbosch` it is `rapport-s-hertogenbosch`.

    Whatever is typed in a part: it is one line of letters, digits and single hyphens.
    """
    words = (_NO_WORD.sub("-", part.lower()).strip("-")[:LONGEST].strip("-") for part in parts)
    return "-".join(filter(None, words))


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these a spreadsheet takes a text for a formula; the last four are the wide forms of the first."""
UNSEEN = re.compile("^[ \u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
"""What can stand before them: a spreadsheet does not show it, and may leave it out."""
MARK = "\ufeff"
"""Without it Excel takes the letters for others."""


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula, with something unseen in front of it or not."""
    return UNSEEN.sub("", text).startswith(FORMULA)


def inert(text: str) -> str:
    """A text as it can stand in a CSV file: with a ' in front when it looks like a formula."""
    return f"'{text}" if looks_like_formula(text) else text


def semicolon_file(rows: Iterable[Sequence[str]]) -> str:
    """Rows as Dutch spreadsheets read them: a semicolon between the cells, CRLF after a row, a mark in front.

    The cells are written as they are: what people wrote goes through `inert` first.
    """
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows)
    return MARK + written.getvalue()
