"""Twenty-five colleagues who answer one inventory at the same moment, on each kind of database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import create_app
from app.web.extensions import alembic, db
from tests.benchmarks.answering import Colleague, answer_together
from tests.benchmarks.crowd import SIZE, differences, make_crowd, questions_of
from tests.benchmarks.load import figures
from tests.benchmarks.servers import serving
from tests.benchmarks.table import Line, at_most, shown
from tests.benchmarks.wsgi import own_file, settings
from tests.postgresql import Server, binaries

TURNS = 2
"""Everything is answered, and answered anew: the second time over the versions of the first."""
TOLD = 5
"""How many of the problems are written out."""
DURABLE = "-c fsync=on -c synchronous_commit=on"


def colleague_lines(folder: Path, _: float) -> Iterator[tuple[str, list[Line]]]:
    """One section for each database."""
    yield f"{SIZE} colleagues at once, SQLite", lines_on(own_file(folder), folder)
    programs = binaries()
    if programs is None:
        yield f"{SIZE} colleagues at once, PostgreSQL", [Line("not measured: no PostgreSQL here", "")]
        return
    with running(Server.started(programs, DURABLE)) as server:
        yield f"{SIZE} colleagues at once, PostgreSQL", lines_on(server.make_database("colleagues"), folder)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """A database server until the end of the block."""
    try:
        yield server
    finally:
        server.stop()


def lines_on(url: str, folder: Path) -> list[Line]:
    """All of them answer everything; then what is stored is held against what was acknowledged."""
    app = create_app(settings(url))
    with app.app_context():
        alembic.upgrade()
    # Another context: the upgrade keeps the turn to write until its context ends.
    with app.app_context():
        seats = make_crowd(app, db.session)
    with serving("product", folder, "/inloggen", url) as server:
        colleagues = answer_together(server.port, seats, TURNS)
    with app.app_context():
        wrong = differences(db.session, colleagues)
        db.session.rollback()
        db.engine.dispose()
    told = [*(problem for one in colleagues for problem in one.problems), *wrong][:TOLD]
    return [
        *crowd_lines(colleagues, TURNS * questions_of(seats)),
        at_most("lost, changed or mixed up", len(wrong), 0),
        *(Line(problem, "") for problem in told),
    ]


def crowd_lines(colleagues: list[Colleague], wanted: int) -> list[Line]:
    """What they did, and how long they waited for it."""
    times = [seconds for one in colleagues for seconds in one.times]
    saving = figures(times, 1)
    missing = wanted - sum(len(one.acknowledged) for one in colleagues)
    return [
        Line(f"{len(times)} saves of {wanted} answers", ""),
        shown("a save, p50", saving.p50),
        shown("a save, p95", saving.p95, "under 500 ms"),
        shown("a save, longest", saving.longest),
        at_most("errors", sum(len(one.problems) + one.put_off for one in colleagues), 0),
        at_most("answers without acknowledgement", missing, 0),
    ]
