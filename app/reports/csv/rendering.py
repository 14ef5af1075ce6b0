"""The scores per question as CSV, as Dutch spreadsheets read it."""

from app.reports.sheets import QUESTIONS, Cell, DataSheets
from app.spreadsheets import inert, semicolon_file


def render_csv(sheets: DataSheets) -> bytes:
    """The sheet of questions; the same sheets always give the same bytes.

    UTF-8 with a mark in front, semicolons, CRLF; decimals after a comma, and no text that a spreadsheet takes for a
    formula.
    """
    sheet = sheets.sheet(QUESTIONS)
    heads = [column.title for column in sheet.columns]
    return semicolon_file([heads, *([_text(cell) for cell in row] for row in sheet.rows)]).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return inert(cell) if isinstance(cell, str) else str(cell).replace(".", ",")
