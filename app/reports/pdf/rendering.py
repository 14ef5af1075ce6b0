"""The way in to the PDF: its libraries are loaded when the first one is made."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.reports.document.booklet import Booklet
    from app.reports.document.editions import EditionKind, ReportDocument


def render_pdf(document: "ReportDocument", kind: "EditionKind" = "full") -> bytes:
    """One edition as an accessible PDF (PDF/UA-1 and PDF/A-2a); the same document always gives the same bytes."""
    from app.reports.pdf.edition import render_edition

    return render_edition(document, kind)


def render_booklet_pdf(booklet: "Booklet") -> bytes:
    """Anything else as an accessible PDF, in the same way."""
    from app.reports.pdf.booklet import draw_booklet
    from app.reports.pdf.styles import Styles

    return draw_booklet(booklet, Styles(), booklet.model_dump_json().encode())[0]


def load_libraries() -> None:
    """Loads what making a report needs (0.7 s), so that the first reader does not wait for it."""
    for name in ("app.reports.charts.chance_plot", "app.reports.charts.vectors", "app.reports.pdf.edition"):
        import_module(name)
