"""Sheets, workbooks and CSV files for the tests of the report, and ways to read them."""

import csv
import datetime
import io
from typing import Any
from zipfile import ZipFile

import openpyxl

from app.documents.sheets import DataSheets, WorkbookKind
from app.reports.document.material import ReportContext
from app.reports.sheets import build_sheets
from scoring.assessment import Assessment
from scoring.engine import score
from tests.unit.scoring.samples import QUESTIONNAIRE, worked_example

PAYLOADS = (
    *("=1+1", "+1", "-1", "@x", "\t=1+1", "\r=1+1", "\n=1+1", "=cmd|' /C calc'!A0", "|calc", " =1+1", "＝1+1"),
    *("#N/A", "TRUE", "1e5", "_x0041_", '=HYPERLINK("https://voorbeeld.example")', "'=1", "{=1}", "<b>&amp;", "-"),
)
"""Texts that a spreadsheet could take for something else."""


def make_sheets(assessment: Assessment | None = None, kind: WorkbookKind = "full", **context: Any) -> DataSheets:
    """The sheets of an assessment; of the worked example when none is given."""
    about = assessment or worked_example()
    context.setdefault("date", datetime.date(2026, 11, 24))
    return build_sheets(QUESTIONNAIRE, about, score(QUESTIONNAIRE, about), ReportContext(**context), kind)


def records(sheets: DataSheets, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the titles of its columns."""
    sheet = sheets.sheet(name)
    titles = [column.title for column in sheet.columns]
    return [dict(zip(titles, row, strict=True)) for row in sheet.rows]


def everything(sheets: DataSheets) -> str:
    """Every text of all sheets."""
    return "\n".join(cell for sheet in sheets.sheets for row in sheet.rows for cell in row if isinstance(cell, str))


def opened(data: bytes) -> openpyxl.Workbook:
    """A workbook as it was written."""
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, str]:
    """The XML in a workbook, by its name."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file, its heads included."""
    text = data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
