"""Drawing files: one at a time in each process, so many an hour for one person, and once what is the same for all."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from flask import Response, abort, make_response, render_template
from flask_login import current_user

from app.doors.limits import Limit, TooManyTriesError, count_try
from app.texts.reports import BUSY, TOO_MANY
from app.web.clock import now
from app.web.database import counting
from app.web.extensions import secret

FILES = Limit("file drawn by person", 120)
PLACES = BoundedSemaphore(4)
"""One draws and three wait; the other threads go on making pages."""
WAIT = 5
"""Seconds to wait for a turn to see a file."""
MOST = 32
"""How many files are kept that are the same for all."""
_turn = Lock()
KEPT: OrderedDict[Hashable, bytes] = OrderedDict()


def drawn_file(render: Callable[[], bytes], *, kept_as: Hashable = None) -> bytes:
    """What this draws, for who is signed in; ends the request with 429 when that person had too much drawn.

    `kept_as` names all that it is made of: what is drawn once is kept in this process, and counts for nobody.
    """
    if found := KEPT.get(kept_as):
        return found
    _count()
    with drawing_turn():
        # Somebody may have drawn it while we waited.
        content = KEPT.get(kept_as) or render()
        if kept_as is not None:
            KEPT[kept_as] = content
        if len(KEPT) > MOST:
            KEPT.popitem(last=False)
    return content


@contextmanager
def drawing_turn() -> Iterator[None]:
    """Nobody else draws in this process meanwhile. Ends the request with 503 when too many wait, or it takes too long.

    Never to be asked for by who has the turn to write: everybody else would wait along.
    """
    if not PLACES.acquire(blocking=False):
        abort(_page(BUSY, 503, 1))
    try:
        if not _turn.acquire(timeout=WAIT):
            abort(_page(BUSY, 503, 1))
        try:
            yield
        finally:
            _turn.release()
    finally:
        PLACES.release()


def _count() -> None:
    try:
        with counting() as session:
            count_try(session, FILES, str(current_user.id), secret(), now=now())
    except TooManyTriesError as error:
        abort(_page(TOO_MANY, 429, error.minutes))


def _page(explanation: str, status: int, minutes: int) -> Response:
    page = render_template("errors/429.html", explanation=explanation, minutes=minutes)
    return make_response(page, status, {"Retry-After": str(60 * minutes)})
