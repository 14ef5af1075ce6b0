"""The way in to Word documents: their libraries are loaded when the first one is made."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.reports.document.booklet import Booklet
    from app.reports.document.editions import EditionKind, ReportDocument


def render_docx(document: "ReportDocument", kind: "EditionKind" = "full") -> bytes:
    """One edition as a Word document; the same document always gives the same bytes."""
    from app.reports.docx.edition import render_edition

    return render_edition(document, kind)


def render_booklet_docx(booklet: "Booklet") -> bytes:
    """Anything else as a Word document, in the same way."""
    from app.reports.docx.booklet import draw_booklet
    from app.reports.docx.styles import STYLES

    return draw_booklet(booklet, STYLES)
