"""The report as tables: every number as a number, for who calculates on with it."""

from app.reports.sheets.building import build_sheets
from app.reports.sheets.model import WORKBOOK_KINDS, Cell, Column, DataSheets, Kind, Row, Sheet, WorkbookKind
from app.reports.sheets.questions import NAME as QUESTIONS

__all__ = [
    "QUESTIONS",
    "WORKBOOK_KINDS",
    "Cell",
    "Column",
    "DataSheets",
    "Kind",
    "Row",
    "Sheet",
    "WorkbookKind",
    "build_sheets",
]
