"""Stand-ins for the files that are drawn when a report is agreed: the one thing of our own that tests may replace.

Drawing the PDF, Word and Excel of three editions takes some seconds of processor, and most tests that agree a report
are about something else: together they spent a sixth of their time on files that nobody opened. So in the short form of
the tests only those with the mark `files` draw them for real, and in the long form all of them do. What a file is made
from is always made for real, and a stand-in is a hash of exactly that: it is another one where the file would be. JSON,
CSV and text, and what is drawn for a preview, are real everywhere.

Nobody can take a stand-in for a file: an application that is about to send one fails, and so does the test. What the
rest of the tests read is in the database, where a stand-in has nothing of a PDF, a Word document or a workbook.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from werkzeug.wsgi import ClosingIterator

from app.comparisons import contents as rounds
from app.comparisons import page as comparison_page
from app.comparisons.contents import ComparisonContents, ComparisonForm
from app.documents.model import EditionKind, booklet_of, render_json
from app.reports import contents as reports
from app.reports import example
from app.reports.contents import Contents, Form
from tests.selection import draws_files

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MARK = b"This is a stand-in for a file. "
SENTENCE = "is a stand-in for a file: a test that reads files needs the mark `files` (tests/standins.py)"
REAL = {reports: example.render_form, rounds: comparison_page.render_form}
"""What draws, by the module in which it is replaced when something is frozen. Pages and the example have their own:
they are loaded here, before anything is replaced."""
KINDS = {reports: "report", rounds: "comparison"}
"""What each draws, as the mark `files` names it."""


class StandInError(AssertionError):
    """A test without the mark `files` asked for a file."""


def of_report(contents: Contents, kind: EditionKind, form: Form) -> bytes:
    """Instead of an edition as a file: of the same contents the same bytes, and of others other ones."""
    if form == "csv":
        return REAL[reports](contents, kind, form)
    if form == "xlsx":
        return _made(f"{kind} xlsx", repr(contents.sheets(kind)).encode())
    # A PDF has an id that is made from the whole document; a Word document has what stands in its own edition only.
    booklet = booklet_of(contents.document, kind).model_dump_json().encode()
    return _made(f"{kind} {form}", booklet, render_json(contents.document) if form == "pdf" else b"")


def of_comparison(contents: ComparisonContents, form: ComparisonForm) -> bytes:
    """Instead of then and now as a file, in the same way."""
    if form == "xlsx":
        return _made("comparison xlsx", repr(contents.sheets).encode())
    return _made(f"comparison {form}", contents.report.booklet.model_dump_json().encode())


def _made(name: str, *parts: bytes) -> bytes:
    digest = sha256(b"\0".join((name.encode(), *parts))).hexdigest()
    return MARK + f"{name} {digest}\n".encode()


STAND_INS = {reports: of_report, rounds: of_comparison}


def kept_name(name: str) -> str:
    """The name by which a database is kept: with stand-ins it is another one than with files."""
    drawn = [kind for place, kind in KINDS.items() if place.render_form is not STAND_INS[place]]
    return ".".join((name, *drawn))


@contextmanager
def drawn_by(renderers: dict[Any, Callable[..., bytes]]) -> Iterator[None]:
    """Let files be drawn by `REAL` or by `STAND_INS` meanwhile, in every thread."""
    before = {place: place.render_form for place in renderers}
    for place, render in renderers.items():
        place.render_form = render
    try:
        yield
    finally:
        for place, render in before.items():
            place.render_form = render


class Refusing:
    """A WSGI application that never sends a stand-in."""

    caught: ClassVar[list[str]] = []
    """Where one was about to. A server or a thread may keep the error to itself."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request. StandInError when the answer would be a stand-in."""
        body = self.application(environ, start_response)
        close = getattr(body, "close", None)
        pieces = iter(body)
        begin = list(islice(pieces, 1))
        if begin and begin[0].startswith(MARK):
            if close is not None:
                close()
            self.caught.append(environ["PATH_INFO"])
            raise StandInError(f"{environ['PATH_INFO']} {SENTENCE}")
        return ClosingIterator(chain(begin, pieces), close)


@contextmanager
def drawn_for(test: pytest.Item) -> Iterator[None]:
    """Let files be drawn as this test needs it. AssertionError at the end when a stand-in was asked for."""
    Refusing.caught.clear()
    with drawn_by({place: (REAL if draws_files(test, kind) else STAND_INS)[place] for place, kind in KINDS.items()}):
        yield
    caught = [*Refusing.caught]
    Refusing.caught.clear()
    assert not caught, f"{', '.join(caught)} {SENTENCE}"


@pytest.fixture(autouse=True)
def drawing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let files be drawn for real in tests about files, and in the long form."""
    with drawn_for(request.node):
        yield
