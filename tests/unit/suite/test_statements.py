"""What is heard of the statements of a test, and which of them PostgreSQL could answer differently."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Float, Select, create_engine, func, insert, null, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import aliased
from sqlalchemy.pool import StaticPool

import app
from app.models import Assessment, Base, Municipality, Trajectory, User
from tests.statements import FOLDER, Heard, Ledger, Listener, statement_of

LATER = aliased(Trajectory)
JOINED = select(Assessment.id).outerjoin(LATER, LATER.assessment_id == Assessment.id)
IN_ORDER = "an order in which NULL counts"


@pytest.mark.parametrize(
    ("query", "doubt"),
    [
        (select(Assessment.id).order_by(Assessment.created_at), ""),
        (select(Assessment.id).order_by(Assessment.agreed_at.desc()), IN_ORDER),
        (select(Assessment.id).order_by(Assessment.agreed_at.desc().nulls_last()), ""),
        (select(Assessment.id).order_by(Assessment.agreed_at.is_(None), Assessment.agreed_at), ""),
        (select(Assessment.id).order_by(Assessment.agreed_at.is_not(None), Assessment.agreed_at), ""),
        (select(Assessment.id).order_by(Assessment.agreed_at, Assessment.agreed_at.is_(None)), IN_ORDER),
        (select(select(Assessment.id).order_by(Assessment.agreed_at).limit(1).scalar_subquery()), IN_ORDER),
        (JOINED.order_by(LATER.created_at), IN_ORDER),
        (JOINED.order_by(LATER.created_at.is_(None), LATER.created_at), ""),
        (JOINED.order_by(Assessment.created_at), ""),
        (select(User.id).where(User.name.icontains("a")), ""),
        (select(User.id).where(User.name.contains("a")), "an exact LIKE"),
        (select(User.id).where(User.name.startswith("a")), "an exact LIKE"),
        (select(func.count() // 2), ""),
        (select(func.count().cast(Float)), "a cast"),
        (select(null().cast(Float)), ""),
    ],
)
def test_what_databases_answer_differently_is_doubted(query: Select[tuple[object]], doubt: str) -> None:
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        assert statement_of(query.compile(dialect=dialect)).doubt == doubt


def test_a_statement_is_the_same_for_both_databases() -> None:
    table = Base.metadata.tables[Municipality.__tablename__]
    for build in (select(table).where(table.c.name.icontains("a")), insert(table)):
        compiled = [build.compile(dialect=dialect) for dialect in (sqlite.dialect(), postgresql.dialect())]
        assert len({statement_of(one).mark for one in compiled}) == 1
    upserts = [
        kind.insert(table).on_conflict_do_update(index_elements=["id"], set_={"name": "x"}).compile(dialect=dialect)
        for kind, dialect in ((sqlite, sqlite.dialect()), (postgresql, postgresql.dialect()))
    ]
    assert len({statement_of(one).mark for one in upserts}) == 1


def test_a_lock_and_another_column_make_another_statement() -> None:
    query = select(User.id)
    others = (query, query.with_for_update(), select(User.name), query.where(User.name == "x"))
    assert len({statement_of(one.compile(dialect=sqlite.dialect())).mark for one in others}) == len(others)


def test_more_rows_at_once_make_no_other_statement() -> None:
    table = Base.metadata.tables[Municipality.__tablename__]
    dialect = sqlite.dialect()
    some = [
        insert(table).values([{"code": "x", "name": "y"}] * number).compile(dialect=dialect) for number in (1, 2, 14)
    ]
    other = insert(table).values([{"code": "x"}] * 2).compile(dialect=dialect)
    marks = {statement_of(one).mark for one in some}
    assert len(marks) == 1 and statement_of(other).mark not in marks


def test_workers_share_what_ran(tmp_path: Path) -> None:
    one, other = Ledger(tmp_path), Ledger(tmp_path)
    one.add("sqlite", "a", "test_a", "SELECT\n 1")
    one.add("sqlite", "b", "test_b", "SELECT 2")
    other.add("postgresql", "a", "test_a", "SELECT 1")
    assert one.known("postgresql").keys() == {"a"}
    assert one.missing() == other.missing() == ["test_b: SELECT 2"]
    one.add("postgresql", "b", "test_b", "SELECT 2")
    assert other.missing() == []


def test_half_a_line_of_another_worker_is_for_later(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    (tmp_path / "sqlite").write_text("a test_a: SELECT 1\nb test_b: SEL")
    assert ledger.known("sqlite").keys() == {"a"}
    (tmp_path / "sqlite").write_text("a test_a: SELECT 1\nb test_b: SELECT 2\n")
    assert ledger.known("sqlite")["b"] == "test_b: SELECT 2"


@pytest.fixture
def listener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listener:
    """One that hears a test, with a ledger of its own."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    made = Listener()
    made.heard = Heard("test_it")
    return made


@pytest.fixture
def connection(listener: Listener) -> Iterator[Connection]:
    """A connection to a database in memory that is listened to."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.tables[Municipality.__tablename__].create(engine)
    listener.listen(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_an_error_of_the_database_is_a_reason(listener: Listener, connection: Connection) -> None:
    with pytest.raises(OperationalError):
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert listener.heard is not None
    assert listener.heard.reason == "an error of the database"


@pytest.mark.parametrize(
    ("code", "reason"),
    [("GM9901", ""), ("GM" * 60, "a text that does not fit"), ("G\0M", "a text that does not fit")],
)
def test_a_value_that_one_of_them_refuses_is_a_reason(
    listener: Listener, connection: Connection, code: str, reason: str
) -> None:
    table = Base.metadata.tables[Municipality.__tablename__]
    connection.execute(select(table.c.name).where(table.c.code == code))
    assert listener.heard is not None
    assert listener.heard.reason == reason


def test_only_what_the_application_sends_is_told(listener: Listener, connection: Connection) -> None:
    def send(connection: Connection) -> None:
        connection.execute(select(Base.metadata.tables[Municipality.__tablename__]))

    assert listener.heard is not None
    folder, code = Path(app.__file__).parent, send.__code__
    for file, told in ((__file__, 0), (str(folder / "migrations" / "0001.py"), 0), (str(folder / "x.py"), 1)):
        # The same lines, as if they stood in that file.
        send.__code__ = code.replace(co_filename=file)
        send(connection)
        assert len(listener.heard.statements) == len(listener.ledger.known("sqlite")) == told


def test_a_number_that_one_of_them_refuses_is_a_reason(listener: Listener, connection: Connection) -> None:
    connection.execute(select(Municipality.code).limit(2**31))
    assert listener.heard is not None
    assert listener.heard.reason == "a number that does not fit"
