"""The way in to the PDF: its libraries are loaded when the first one is made."""

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
