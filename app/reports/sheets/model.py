"""What a workbook holds: frozen sheets of columns and rows, with every number as a number."""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | float | None
"""A text, a whole number, a number with at most 4 decimals, or nothing: not known or not applicable, never 0."""
Row: TypeAlias = tuple[Cell, ...]
Kind: TypeAlias = Literal["short", "text", "long", "page", "whole", "decimal", "share"]
"""What a column holds: a word, a short text, a long one, or one as wide as a page; whole numbers, numbers that are
shown with 1 decimal as in the report, or with 2."""
WorkbookKind: TypeAlias = Literal["full", "adviser"]
WORKBOOK_KINDS: tuple[WorkbookKind, ...] = ("full", "adviser")
"""The editions that have sheets; the alderman's page has none."""


@dataclass(frozen=True, slots=True)
class Column:
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
    columns: tuple[Column, ...]
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
