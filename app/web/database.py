"""How the database is opened: SQLite that never loses an acknowledged commit, or PostgreSQL (D2-D4)."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request
from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from app.web.extensions import db

LOCK_WAIT = 10
"""Seconds that a writer waits for its turn; after that people get a 503 and can try again."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def engine_options(url: str) -> dict[str, Any]:
    """The options of the engine for this database URL; makes the folder of a SQLite file."""
    parsed = make_url(url)
    # The values of a statement that fails are answers and addresses: they do not belong in a log.
    shared = {"pool_size": 20, "hide_parameters": True}
    if parsed.get_backend_name() != "sqlite":
        return {"url": parsed.set(drivername="postgresql+psycopg"), "pool_pre_ping": True, **shared}
    if parsed.database and parsed.database != ":memory:":
        keep_to_owner(Path(parsed.database))
    return {"url": url, "connect_args": {"timeout": LOCK_WAIT}, **shared}


def keep_to_owner(path: Path) -> None:
    """Make the file of a database, or keep the one there is, so that only its owner can read it.

    SQLite gives the files beside it the same rights; a folder that is not there yet is made for the owner only.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    if path.stat().st_uid == os.geteuid():
        path.chmod(0o600)


def prepare_engine(app: Flask) -> None:
    """Set up transaction control on the application's engine."""
    # The extension also closes async sessions after every request. We have none, and it would start a thread and an
    # event loop each time to find that out.
    app.teardown_appcontext_funcs = [close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)]
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)


def rewrite_file(engine: Engine) -> bool:
    """Write the file of a SQLite database anew: what was removed stays readable in its free parts until then.

    Whether that could be done now: not while others read or write. PostgreSQL clears its tables by itself (VACUUM).
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as connection:
        try:
            connection.cursor().execute("VACUUM")
            busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
    return not busy


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection for what a request reads before it asks for its turn to write: meanwhile others can have theirs."""
    if request.method in READING:
        yield db.session.connection()
        return
    with db.engine.connect() as connection:
        yield connection.execution_options(reading=True)


@contextmanager
def counting() -> Iterator[Session]:
    """A session to count what a page costs while it is only read; committed when nothing went wrong."""
    with db.engine.connect() as connection, Session(connection.execution_options(writing=True)) as session:
        yield session
        session.commit()


def _prepare_sqlite(engine: Engine) -> None:
    queue = WriterQueue(f"{engine.url.database}.lock")

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _: ConnectionPoolEntry) -> None:
        # SQLAlchemy's "begin" event decides how a transaction begins, not the driver.
        connection.isolation_level = None
        # Without recursive triggers INSERT OR REPLACE would write over rows that can only be added.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options, reads = connection.get_execution_options(), has_request_context() and request.method in READING
        if "reading" in options or (reads and "writing" not in options):
            connection.exec_driver_sql("BEGIN")
            return
        queue.enter(connection.info)
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def checkin(_: Any, record: ConnectionPoolEntry) -> None:
        queue.leave(record.info)


class WriterQueue:
    """One writer at a time, over threads and processes.

    SQLite's own busy handler polls with growing sleeps, which gives tails of a second; waiting in a queue
    before BEGIN IMMEDIATE does not (performance.md, trap 2).
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = threading.Lock()

    def enter(self, info: dict[Any, Any]) -> None:
        """Wait for the turn. OperationalError when it takes too long."""
        if "turn" in info:
            # The turn lasts until the connection goes back: one connection may begin more than once (migrations do).
            return
        if not self._turn.acquire(timeout=LOCK_WAIT):
            raise OperationalError("BEGIN IMMEDIATE", None, TimeoutError("database is locked"))
        try:
            info["turn"] = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            # Nobody would ever get a turn again.
            self._turn.release()
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error
        fcntl.flock(info["turn"], fcntl.LOCK_EX)

    def leave(self, info: dict[Any, Any]) -> None:
        """Give the turn to the next; nothing happens for a connection that only read."""
        handle = info.pop("turn", None)
        if handle is not None:
            os.close(handle)
            self._turn.release()
