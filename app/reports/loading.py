"""Loading what makes a report before anybody asks for one."""

from importlib import import_module

MAKERS = (
    "app.documents.charts.chance_plot",
    "app.documents.charts.vectors",
    "app.documents.pdf.booklet",
    "app.documents.docx.booklet",
    "app.documents.workbook",
)


def load_libraries() -> None:
    """Load the modules that draw, with matplotlib, ReportLab and the rest: a second or two of processor."""
    for name in MAKERS:
        import_module(name)
