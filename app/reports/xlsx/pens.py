"""What cells look like: a pen for each kind of cell, with which cells are written one after the other."""

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.charts.palette import ACCENT, WHITE
from app.reports.sheets import Kind

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
