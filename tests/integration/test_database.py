"""How the database is opened: acknowledged is on the disk, writers take turns, readers never wait (D2-D4)."""

import fcntl
import os
import stat
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.exc import OperationalError

from app.factory import build_app
from app.models import AnswerVersion
from app.web.database import WriterQueue, engine_options
from app.web.extensions import alembic, db
from config import Settings
from tests.factories import make_assessment

pytestmark = pytest.mark.both

sqlite_only = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
LONG = {"value": "1", "reason": "é" * 5000, "seen": "0"}
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> :own"


@contextmanager
def listening(kind, what):
    """Do something at every such moment of the engine."""
    event.listen(db.engine, kind, what)
    yield
    event.remove(db.engine, kind, what)


def saved(session):
    """The versions of answers that are there."""
    found = session.scalars(select(AnswerVersion.version)).all()
    session.rollback()
    return found


@sqlite_only
def test_every_connection_keeps_what_it_acknowledged(app):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    with app.app_context(), db.engine.connect() as first, db.engine.connect() as second:
        for connection in (first, second):
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
            connection.rollback()
            connection.close()


@sqlite_only
def test_pages_read_without_waiting_and_forms_wait_their_turn(app, session, people, client_as):
    hub = f"/inventarisaties/{make_assessment(session, people).id}"
    client = client_as(people.coordinator)
    begun = []

    def note(*arguments):
        if arguments[2].startswith("BEGIN"):
            begun.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", note)
    session.connection()  # somebody is writing
    client.get(hub)
    client.get(f"{hub}/vragen/geld/A.BE")
    session.rollback()
    client.post(f"{hub}/vragen/geld/A.BE", {"value": "1", "seen": "0"})
    event.remove(db.engine, "before_cursor_execute", note)
    assert set(begun[1:3]) == {"BEGIN"}
    assert begun[0] == begun[-1] == "BEGIN IMMEDIATE"


@sqlite_only
def test_who_writes_has_the_turn_of_all_processes(app, session):
    session.connection()
    with Path(f"{db.engine.url.database}.lock").open("rb") as turn:
        with pytest.raises(BlockingIOError):
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        session.rollback()
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_turn_that_cannot_be_taken_is_given_back(tmp_path, monkeypatch):
    queue, info = WriterQueue(str(tmp_path / "queue.lock")), {}

    def no_more_files(*_):
        raise OSError("too many open files")

    with monkeypatch.context() as broken:
        broken.setattr(os, "open", no_more_files)
        with pytest.raises(OperationalError):
            queue.enter(info)
    queue.enter(info)
    queue.leave(info)
    assert info == {}


def test_a_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "folder" / "some.db"
    for _ in range(2):
        app = build_app(Settings(database_url=f"sqlite:///{path}"))
        with app.app_context():
            alembic.upgrade()
            modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
            db.engine.dispose()
        assert set(modes.values()) == {0o600} and {"some.db", "some.db-wal", "some.db.lock"} <= set(modes)
        # One that was made when others could read it.
        path.chmod(0o644)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_makes_no_file(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    engine_options(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://somebody@nowhere/nothing"])
def test_values_stay_out_of_the_messages_of_the_database(url):
    assert engine_options(url)["hide_parameters"]


def test_a_message_of_the_database_holds_no_text(session):
    with pytest.raises(Exception, match=r"(?s)hidden") as raised:
        session.execute(text("SELECT nothing FROM nowhere WHERE name = :name"), {"name": "Cora Dinator"})
    assert "Cora" not in str(raised.value)


@sqlite_only
def test_a_full_disk_is_a_503_and_over_when_there_is_room(session, people, client_as):
    path = f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld/A.BE"
    client = client_as(people.coordinator)
    with listening("checkout", lambda connection, *_: connection.execute("PRAGMA max_page_count=1")):
        page = client.post(path, LONG, status=503)
        assert "é" * 5000 in page.text
        assert page.response.headers["Retry-After"] == "10"
        session.rollback()
    with listening("checkout", lambda connection, *_: connection.execute("PRAGMA max_page_count=1000000")):
        assert saved(session) == []
        client.post(path, LONG)
    assert saved(session) == [1]


@postgresql_only
def test_a_database_that_starts_anew_is_met_again(session, people, client_as):
    path = f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld/A.BE"
    client = client_as(people.coordinator)
    client.get(path)

    def cut(_):
        with create_engine(db.engine.url).connect() as other:
            other.execute(text(OTHERS), {"own": other.connection.dbapi_connection.info.backend_pid})
            other.commit()
        other.engine.dispose()

    session.rollback()
    with listening("commit", cut):
        page = client.post(path, LONG, status=503)
    assert "é" * 5000 in page.text
    assert saved(session) == []
    client.post(path, LONG)
    assert saved(session) == [1]
