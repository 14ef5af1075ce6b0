"""Models and migrations cannot part: they are equal, and go up, down and up again with data."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.extensions import alembic, db
from app.models import Answer, AnswerVersion, Base, Membership
from tests.factories import People, make_answers, make_assessment
from tests.pages import Client


def test_the_migrations_make_the_models(app: Flask) -> None:
    with app.app_context():
        assert alembic.compare_metadata() == []


def test_down_and_up_again_with_data(app: Flask, session: Session, people: People) -> None:
    assessment = make_assessment(session, people)
    part = select(Membership.id)
    assert session.scalars(part).all()
    _answer_one(session, assessment.id)
    session.rollback()
    session.close()
    with app.app_context():
        alembic.downgrade("base")
        alembic.upgrade()
        assert alembic.compare_metadata() == []
        counts = [db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables]
        assert set(counts) == {0}


def test_triggers_come_and_go_with_data(app: Flask, session: Session, people: People) -> None:
    assessment = make_assessment(session, people)
    _answer_one(session, assessment.id)
    session.rollback()
    session.close()
    with app.app_context():
        alembic.downgrade("0001")
        alembic.upgrade()
        assert db.session.scalar(select(Answer.value)) == "2"
        db.session.rollback()


def _answer_one(session: Session, assessment_id: object) -> None:
    from app.models import Participation

    part = session.scalars(select(Participation).where(Participation.assessment_id == assessment_id)).one()
    make_answers(session, part, {"geld/A.BE": 2})


@pytest.mark.parametrize("change", ["UPDATE answer_version SET value = '4'", "DELETE FROM answer_version"])
def test_what_is_kept_cannot_be_changed(
    session: Session, people: People, client_as: Callable[..., Client], change: str
) -> None:
    assessment = make_assessment(session, people)
    _answer_one(session, assessment.id)
    with pytest.raises(DatabaseError, match="can only be added"):
        session.connection().exec_driver_sql(change)
    session.rollback()
    assert session.scalar(select(AnswerVersion.value)) == "2"
