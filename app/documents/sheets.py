"""What a workbook holds: frozen sheets, their columns, and cells of safe texts and numbers as numbers."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeAlias, TypeVar

from pydantic import TypeAdapter

from app.web.formatting import Number, rounded

Cell: TypeAlias = str | int | float | None
"""A text, a whole number, a number with at most 4 decimals, or nothing: not known or not applicable, never 0."""
Row: TypeAlias = tuple[Cell, ...]
Kind: TypeAlias = Literal["short", "text", "long", "page", "whole", "decimal", "share"]
"""What a column holds: a word, a short text, a long one, or one as wide as a page; whole numbers, numbers that are
shown with 1 decimal as in the report, or with 2."""
WorkbookKind: TypeAlias = Literal["full", "adviser"]
WORKBOOK_KINDS: tuple[WorkbookKind, ...] = ("full", "adviser")
"""The editions that have sheets; the alderman's page has none."""
CUT = " […] Deze tekst is afgekapt: hij is te lang voor een cel."
"""Stands at the end of a text that is longer than a cell can hold."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The heading of a column, what it means, and what it holds."""

    title: str
    explanation: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: each row has a cell for each column."""

    name: str
    about: str
    """What a row is, in a sentence or two."""
    columns: tuple[SheetColumn, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DataSheets:
    """Everything that a workbook or CSV file of one report shows."""

    kind: WorkbookKind
    title: str
    day: datetime.date | None
    """The date of the report. There is no clock here: without it no date stands in a file."""
    document_id: str | None
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet with this name. KeyError when there is none."""
        return {sheet.name: sheet for sheet in self.sheets}[name]


_AS_JSON = TypeAdapter(DataSheets)


def render_sheets(sheets: DataSheets) -> bytes:
    """The sheets as JSON, from which they can be read as they were."""
    return _AS_JSON.dump_json(sheets)


def parse_sheets(data: str) -> DataSheets:
    """The sheets that `render_sheets` wrote. Raises pydantic's ValidationError for anything else."""
    return _AS_JSON.validate_json(data)


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
    return "ja" if holds else "nee"


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
    room = 2 * (LONGEST - len(CUT))
    # Half of a character at the end is dropped.
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def is_cut(cell: Cell) -> bool:
    """Whether a text was too long."""
    return isinstance(cell, str) and len(cell) > LONGEST // 2 and cell.endswith(CUT)


Subject = TypeVar("Subject")
DecimalKind: TypeAlias = Literal["decimal", "share"]
SHOWN: Mapping[DecimalKind, int] = {"decimal": 1, "share": 2}
"""How many decimals of a number the report shows."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Subject]):
    """A column, and what stands in it for each subject of the sheet."""

    title: str
    explanation: str
    value: Callable[[Subject], Cell]
    kind: Kind = "text"


def decimal(
    title: str, explanation: str, value: Callable[[Subject], Number | None], kind: DecimalKind = "decimal"
) -> Field[Subject]:
    """A column of numbers with at most 4 decimals, shown as in the report."""
    return Field(title, explanation, lambda subject: number_cell(value(subject), SHOWN[kind]), kind)


def whole(title: str, explanation: str, value: Callable[[Subject], int | None]) -> Field[Subject]:
    """A column of whole numbers."""
    return Field(title, explanation, value, "whole")


def either(title: str, explanation: str, value: Callable[[Subject], bool | None]) -> Field[Subject]:
    """A column of `ja` and `nee`; empty where neither holds."""

    def said(subject: Subject) -> Cell:
        holds = value(subject)
        return None if holds is None else yes_no(holds)

    return Field(title, explanation, said, "short")


def make_sheet(name: str, about: str, fields: Sequence[Field[Subject]], subjects: Iterable[Subject]) -> Sheet:
    return Sheet(
        name=name,
        about=about,
        columns=tuple(SheetColumn(field.title, field.explanation, field.kind) for field in fields),
        rows=tuple(tuple(fitting(field.value(subject)) for field in fields) for subject in subjects),
    )
