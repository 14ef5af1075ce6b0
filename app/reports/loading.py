"""Loading what makes a report before anybody asks for one."""

from importlib import import_module

MAKERS = (
    "app.reports.charts.chance_plot",
    "app.reports.charts.vectors",
    "app.reports.pdf.edition",
    "app.reports.docx.edition",
    "app.reports.xlsx.workbook",
)


def load_libraries() -> None:
    """Load the modules that draw, with matplotlib, ReportLab and the rest: a second or two of processor."""
    for name in MAKERS:
        import_module(name)
