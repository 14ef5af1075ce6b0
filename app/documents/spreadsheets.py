"""What people wrote, in files that a spreadsheet opens: never taken for a formula (D19)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

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
