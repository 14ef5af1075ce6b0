"""A plan and an overview as PDF: a little smaller where that saves a page; their libraries are loaded when needed."""

from collections.abc import Sequence

from app.documents.model import Booklet

ONE_PAGE_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)
PLAN_SCALES = (1.0, 0.97, 0.94)
PLAN_PAGES = 4
"""As many as a normal plan takes at most."""


def render_one_page(booklet: Booklet) -> bytes:
    """As large as one page allows."""
    return _drawn(booklet, ONE_PAGE_SCALES, 1)[0]


def render_plan(booklet: Booklet) -> bytes:
    """At full size, or a little smaller when it then takes four pages; what is longer may take what it needs."""
    data, pages = _drawn(booklet, PLAN_SCALES[:1], PLAN_PAGES)
    if pages != PLAN_PAGES + 1:
        return data
    smaller, fewer = _drawn(booklet, PLAN_SCALES[1:], PLAN_PAGES)
    return smaller if fewer == PLAN_PAGES else data


def _drawn(booklet: Booklet, scales: Sequence[float], most: int) -> tuple[bytes, int]:
    """The file at the first of these sizes at which it takes so many pages at most, else at the last; and its pages."""
    from app.documents.pdf.booklet import draw_booklet
    from app.documents.pdf.styles import Styles

    identity = booklet.model_dump_json().encode()
    for scale in scales:
        data, pages = draw_booklet(booklet, Styles().scaled(scale), identity)
        if pages <= most:
            break
    return data, pages
