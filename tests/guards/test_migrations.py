"""Models and migrations cannot part, and every release can migrate the databases of those before it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app import create_app
from app.models import (
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    Assessment,
    Base,
    Meeting,
    Participation,
    Trajectory,
    User,
)
from app.web.clock import now
from app.web.extensions import alembic, db
from config import Settings
from tests.factories import People, make_agreed, make_answers, make_assessment
from tests.pages import Client
from tests.stored import RELEASES, fill, put_back
from tests.stores import SECRET

pytestmark = pytest.mark.both

SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRESQL = """
SELECT 'column', attrelid::regclass || '.' || attname, concat_ws(
    ' ', format_type(atttypid, atttypmod), attnotnull, attidentity, pg_get_expr(adbin, adrelid)
  ) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped
  AND attrelid IN (SELECT oid FROM pg_class WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace)
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, pg_get_functiondef(oid)
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
CASTS = re.compile(r"::(text|character varying)(\[\])?|[()]")
"""A dump that is put back has the same conditions with other casts."""
PAGES = {
    "coordinator@voorbeeldstad.example": (
        "/",
        "/inventarisaties/{baseline}",
        "/inventarisaties/{baseline}/rapport",
        "/inventarisaties/{baseline}/geschiedenis",
        "/inventarisaties/{evaluation}/vragen/geld/A.BE",
        "/traject/{trajectory}",
        "/traject/{trajectory}/acties",
    ),
    "adviseur@stichting.example": ("/adviseur", "/inventarisaties/{evaluation}"),
    "beheerder@stichting.example": ("/beheer", "/netwerk/praktijk", "/beheer/geschiedenis"),
}


@pytest.fixture(params=RELEASES)
def stored(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database that a release left behind, brought up to date."""
    with app.app_context():
        url = put_back(request.param, db.engine.dialect.name, tmp_path)
    made = create_app(Settings(database_url=url, secret_key=SECRET, example=True, base_url="http://localhost"))
    in_a_context(made, alembic.upgrade)
    yield made
    in_a_context(made, lambda: db.engine.dispose())


def in_a_context(app: Flask, *steps: Callable[[], object]) -> list[object]:
    """Do steps in a context of their own, whose connection is closed afterwards."""
    with app.app_context():
        return [step() for step in steps]


def schema(app: Flask) -> set[tuple[str, str, str]]:
    """(kind, name, definition) of all there is in the database of an application, but for its rows."""
    with app.app_context(), db.engine.connect() as connection:
        rows = connection.exec_driver_sql(SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL)
        return {(kind, name, CASTS.sub("", definition)) for kind, name, definition in rows}


def client_of(app: Flask, email: str) -> Client:
    """Who has this address in the database of an application."""
    return Client(app, db.session, db.session.scalars(select(User).where(User.email == email)).one())


def test_the_migrations_make_the_models(app: Flask) -> None:
    assert in_a_context(app, alembic.compare_metadata) == [[]]


def test_a_database_of_a_release_becomes_what_a_new_one_is(app: Flask, stored: Flask) -> None:
    new, old = schema(app), schema(stored)
    assert (new - old, old - new) == (set(), set())
    assert len(new) > 100


def test_what_is_stored_of_a_release_has_rows_in_every_table(session: Session) -> None:
    fill(session)
    empty = [t.name for t in Base.metadata.sorted_tables if not session.scalar(select(func.count()).select_from(t))]
    assert empty == []


def test_the_application_works_on_a_database_of_a_release(stored: Flask) -> None:
    with stored.app_context():
        trajectory, baseline = db.session.execute(select(Trajectory.id, Trajectory.assessment_id)).one()
        evaluation = db.session.scalars(select(Assessment.id).where(Assessment.earlier_id == baseline)).one()
        ids = {"baseline": baseline, "evaluation": evaluation, "trajectory": trajectory}
        for email, pages in PAGES.items():
            client = client_of(stored, email)
            for page in pages:
                client.get(page.format(**ids))
        coordinator = client_of(stored, "coordinator@voorbeeldstad.example")
        coordinator.post(f"/inventarisaties/{evaluation}/vragen/geld/A.BE", {"value": "1", "seen": "0"})


def test_down_and_up_again_with_data(app: Flask, session: Session, people: People) -> None:
    make_assessment(session, people)
    make_answers(session, session.scalars(select(Participation)).one(), {"geld/A.BE": 2})
    # Migrations have the database to themselves.
    session.close()
    before = schema(app)
    in_a_context(app, lambda: alembic.downgrade("base"))
    assert all("alembic_version" in name for _, name, _ in schema(app))
    assert in_a_context(app, alembic.upgrade, alembic.compare_metadata)[1] == []
    assert schema(app) == before
    counts = {session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables}
    assert counts == {0}


def test_that_nobody_knows_of_a_change_has_room_and_goes_back_as_nothing_said(
    app: Flask, session: Session, people: People
) -> None:
    made = make_assessment(session, people, round="evaluation")
    part = session.scalars(select(Participation)).one()
    make_answers(session, part, {"geld/A.BE": 2}, changed="unknown")
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 2}, changed="unknown")
    make_answers(session, part, {"geld/A.BL": 2}, changed="yes")

    def said() -> list[set[tuple[str, str | None]]]:
        found = [{tuple(row) for row in session.execute(select(table.item, table.changed))} for table in kinds]
        session.close()
        return found

    kinds = (Answer, AnswerVersion, AgreedScore, AgreedScoreVersion)
    before, there = schema(app), said()
    assert there[0] == there[1] == {("geld/A.BE", "unknown"), ("geld/A.BL", "yes")}
    in_a_context(app, lambda: alembic.downgrade("0004"))
    assert [found - set(each) for found, each in zip(said(), there, strict=True)] == [{("geld/A.BE", None)}] * 4
    in_a_context(app, alembic.upgrade)
    assert schema(app) == before
    for table in (AnswerVersion, AgreedScoreVersion):
        with pytest.raises(DBAPIError, match="can only be added"):
            session.execute(update(table).values(changed="unknown"))
        session.rollback()


def test_one_meeting_at_a_time(session: Session, people: People) -> None:
    assessment = make_assessment(session, people, state="in_review")
    shared = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "started_at": now()}
    shared |= {"minutes": 5, "present": "", "version": 1, "started_by": people.adviser.id}
    session.add_all([Meeting(**shared, ended_at=now()), Meeting(**shared)])
    session.commit()
    session.add(Meeting(**shared))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
