"""The way in to the Excel file: its library is loaded when the first one is made."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.reports.sheets import DataSheets


def render_xlsx(workbook: "DataSheets") -> bytes:
    """The sheets as an Excel workbook without formulas; the same sheets always give the same bytes."""
    from app.reports.xlsx.workbook import render_workbook

    return render_workbook(workbook)
