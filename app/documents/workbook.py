"""A workbook as an Excel file: each sheet a table; every text is a text, whatever it looks like."""

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from app.documents.charts import ACCENT, WHITE
from app.documents.files import canonical_zip, looks_like_formula
from app.documents.sheets import DataSheets, Kind, Row, Sheet

FORMATS: dict[Kind, str] = {"whole": "0", "decimal": "0.0", "share": "0.00"}
"""How numbers are shown; Excel puts the comma where the reader's language has it."""
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def head_pen(page: Worksheet) -> Cell:
    """For the headings of the columns."""
    pen = _pen(page)
    pen.font = Font(name="Calibri", size=11, bold=True, color=f"FF{WHITE[1:]}")
    pen.fill = PatternFill("solid", fgColor=f"FF{ACCENT[1:]}")
    return pen


def text_pen(page: Worksheet, *, quoted: bool = False) -> Cell:
    """For texts; quoted ones stay a text when somebody edits the cell and looks away."""
    pen = _pen(page)
    pen.quotePrefix = quoted
    return pen


def number_pen(page: Worksheet, kind: Kind) -> Cell:
    """For numbers of a kind of column; General where a column of texts holds one."""
    pen = WriteOnlyCell(page)
    # The indent keeps a number from touching the text beside it.
    pen.alignment = Alignment(horizontal="right", vertical="top", indent=1)
    pen.number_format = FORMATS.get(kind, "General")
    return pen


def _pen(page: Worksheet) -> Cell:
    pen = WriteOnlyCell(page)
    pen.alignment = _WRAPPED
    return pen


Page: TypeAlias = Any
"""A sheet that is written row by row; the types of the library lack most of what it can do."""
WIDTHS: dict[Kind, int] = {"short": 14, "text": 20, "long": 50, "page": 100, "whole": 14, "decimal": 14, "share": 14}
"""In characters."""
BUTTON = 4
"""Characters that the button of the filter takes."""
LINE, HIGHEST = 15, 409
"""Points: the height of a line, and the most that Excel allows for a row."""
PAPER = 240
"""Characters that can be read on the width of a page."""
BEGINNING = datetime.date(1980, 1, 1)
"""The date in the properties of a workbook of a report without one; Excel does not open a file without it."""
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as a character; a text in which somebody wrote that gets its underscore as one."""


def render_workbook(data: DataSheets) -> bytes:
    workbook = Workbook(write_only=True)
    workbook.properties = _properties(data)
    for sheet in data.sheets:
        _write_sheet(workbook.create_sheet(sheet.name), sheet)
    buffer = io.BytesIO()
    # Not workbook.save(), which puts the time of saving in the properties.
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_STORED)).save()
    return canonical_zip(buffer.getvalue())


def _properties(data: DataSheets) -> DocumentProperties:
    moment = datetime.datetime.combine(data.day or BEGINNING, datetime.time())
    return DocumentProperties(
        title=data.title,
        creator="Samenhang",
        language="nl-NL",
        identifier=data.document_id,
        created=moment,
        modified=moment,
    )


def _write_sheet(page: Page, sheet: Sheet) -> None:
    _lay_out(page, sheet)
    head = head_pen(page)
    page.append(_written(head, column.title) for column in sheet.columns)
    widths = [WIDTHS[column.kind] for column in sheet.columns]
    plain, quoted = text_pen(page), text_pen(page, quoted=True)
    numbers = [number_pen(page, column.kind) for column in sheet.columns]
    for n, row in enumerate(sheet.rows, 2):
        page.row_dimensions[n].height = _height(row, widths)
        page.append(_cells(row, plain, quoted, numbers))
    # Not page.add_table(), which warns that a sheet written row by row needs the columns: those are there.
    page.tables.add(_table(sheet))


def _cells(row: Row, plain: Cell, quoted: Cell, numbers: list[Cell]) -> Iterator[Cell | None]:
    """The cells of a row. Each is in the file before the next one is asked for, so a pen writes many of them."""
    for cell, pen in zip(row, numbers, strict=True):
        if isinstance(cell, str):
            yield _written(quoted if looks_like_formula(cell) else plain, cell)
        elif cell is None:
            yield None
        else:
            pen.value = cell
            yield pen


def _height(row: Row, widths: Sequence[int], taken: int = 2) -> int:
    """Points that the texts of a row need: not every program works that out when it opens a file.

    At the end of a line some characters are `taken`: a word that does not fit goes to the next one.
    """
    texts = [(cell, width - taken) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)]
    most = max((sum(1 + len(line) // width for line in text.split("\n")) for text, width in texts), default=1)
    return min(LINE * most, HIGHEST)


def _written(pen: Cell, text: str) -> Cell:
    pen.value = _LIKE_ESCAPE.sub("_x005F_", text)
    # The library takes `=1+1` for a formula and `#N/A` for an error.
    pen.data_type = "s"
    return pen


def _lay_out(page: Page, sheet: Sheet) -> None:
    """What must be known before the first row is written, on screen and on paper."""
    page.freeze_panes = "A2"
    titles, widths = tuple(c.title for c in sheet.columns), [WIDTHS[c.kind] for c in sheet.columns]
    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.row_dimensions[1].height = _height(titles, widths, BUTTON)
    page.print_title_rows, page.print_title_cols = "1:1", "A:A"
    page.page_setup.fitToWidth = -(-sum(widths) // PAPER)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "&P van &N"


def _table(sheet: Sheet) -> Table:
    """The sheet as a table, with which screen readers say the heading of a column; at least one row, as Excel asks."""
    reach = f"A1:{get_column_letter(len(sheet.columns))}{max(2, len(sheet.rows) + 1)}"
    columns = [TableColumn(id=number, name=column.title) for number, column in enumerate(sheet.columns, 1)]
    style = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    return Table(
        displayName=sheet.name.replace(" ", "_"),
        ref=reach,
        autoFilter=AutoFilter(ref=reach),
        tableColumns=columns,
        tableStyleInfo=style,
    )
