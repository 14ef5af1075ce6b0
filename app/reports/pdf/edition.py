"""One edition of a report as the bytes of a PDF."""

from app.reports.document.booklet import booklet_of
from app.reports.document.editions import EditionKind, ReportDocument, render_json
from app.reports.pdf.booklet import draw_booklet
from app.reports.pdf.styles import Styles

ONE_PAGE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""How much smaller the alderman's page may get to stay one page."""


def render_edition(document: ReportDocument, kind: EditionKind) -> bytes:
    """One edition as an accessible PDF; the alderman's one always on one page."""
    booklet, identity = booklet_of(document, kind), kind.encode() + render_json(document)
    if kind != "alderman":
        return draw_booklet(booklet, Styles(), identity)[0]
    for scale in ONE_PAGE_SCALES:
        data, pages = draw_booklet(booklet, Styles().scaled(scale), identity)
        if pages == 1:
            break
    return data
