"""One edition of a report as the bytes of a Word document."""

from app.reports.document.booklet import booklet_of
from app.reports.document.editions import EditionKind, ReportDocument
from app.reports.docx.booklet import draw_booklet
from app.reports.docx.fitting import fits_on_one_page
from app.reports.docx.styles import ONE_PAGE, STYLES, Styles

ONE_PAGE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""How much smaller the alderman's page may get to stay one page."""


def render_edition(document: ReportDocument, kind: EditionKind) -> bytes:
    """One edition as a Word document; the alderman's one in such a size that it is one page."""
    booklet = booklet_of(document, kind)
    if kind != "alderman":
        return draw_booklet(booklet, STYLES)
    for scale in ONE_PAGE_SCALES:
        styles = _scaled(scale)
        if fits_on_one_page(booklet, styles):
            break
    return draw_booklet(booklet, styles)


def _scaled(factor: float) -> Styles:
    """The styles for one page, smaller or larger."""
    return {style_id: style.scaled(factor) for style_id, style in ONE_PAGE.items()}
