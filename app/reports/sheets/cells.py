"""From what is known to what a cell can hold: safe texts of at most 32,767 characters, and rounded numbers."""

import re
from collections.abc import Iterable
from decimal import Decimal

from app.formatting import Number, rounded
from app.reports.sentences import sheets as texts
from app.reports.sheets.model import Cell

LONGEST = 32_767
"""What Excel keeps of a text, counted in UTF-16 as Excel does."""
DECIMALS = 4
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number_cell(value: Number | None, shown: int) -> float | None:
    """A number with at most 4 decimals, which rounded to the `shown` ones is the number in the report.

    51.14997 is 51.1 in the report; as 51.1500 a spreadsheet would show 51.2. Only there the last decimal gives way.
    """
    if value is None:
        return None
    number, in_report = rounded(value, DECIMALS), rounded(value, shown)
    if number < 0 and not in_report:
        # A spreadsheet would show -0.0 for a little less than nothing.
        return 0.0
    if rounded(number, shown) != in_report:
        number -= Decimal(1).scaleb(-DECIMALS).copy_sign(number)
    return float(number)


def yes_no(holds: bool) -> str:
    """`ja` or `nee`."""
    return texts.YES if holds else texts.NO


def lines(found: Iterable[str | None]) -> str | None:
    """What there is, below each other and each once; None when there is nothing."""
    return "\n".join(dict.fromkeys(text for text in found if text and text.strip())) or None


def fitting(cell: Cell) -> Cell:
    """The cell as a file can hold it; an empty text is nothing."""
    return (_cut(writable(cell)) or None) if isinstance(cell, str) else cell


def writable(text: str) -> str:
    """The text as a file can hold it: newlines are one character, and what XML does not allow is visible as �."""
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _cut(text: str) -> str:
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    room = 2 * (LONGEST - len(texts.CUT))
    # Half of a character at the end is dropped.
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + texts.CUT


def is_cut(cell: Cell) -> bool:
    """Whether a text was too long."""
    return isinstance(cell, str) and len(cell) > LONGEST // 2 and cell.endswith(texts.CUT)
