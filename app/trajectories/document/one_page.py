"""A booklet as a PDF of one page: as much smaller as it takes, and no smaller than can be read."""

from app.reports.document.booklet import Booklet

SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)


def render_one_page(booklet: Booklet) -> bytes:
    """The largest that is one page; its libraries are loaded when the first one is made."""
    from app.reports.pdf.booklet import draw_booklet
    from app.reports.pdf.styles import Styles

    identity = booklet.model_dump_json().encode()
    for scale in SCALES:
        data, pages = draw_booklet(booklet, Styles().scaled(scale), identity)
        if pages == 1:
            break
    return data
