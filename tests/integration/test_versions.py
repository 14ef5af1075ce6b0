"""A save against the version that was seen, whatever was looked at before it: the statement itself decides (D1)."""

import pytest
from sqlalchemy import select

from app.models import Answer, AnswerVersion, Participation
from app.saving.versioned import StaleSaveError
from tests.factories import make_answers, make_assessment


@pytest.fixture
def part(session, people):
    """A participation with one answer, of which there are two versions."""
    make_assessment(session, people)
    made = session.scalars(select(Participation)).one()
    make_answers(session, made, {"geld/A.BE": 2})
    make_answers(session, made, {"geld/A.BE": 3}, seen=1)
    return made


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_only_who_saw_the_newest_version_saves(session, part, seen):
    with pytest.raises(StaleSaveError) as refused:
        make_answers(session, part, {"geld/A.BE": 4}, seen=seen)
    session.rollback()
    assert refused.value.items == ("geld/A.BE",)
    assert session.execute(select(Answer.value, Answer.version)).all() == [("3", 2)]
    assert session.scalars(select(AnswerVersion.version).order_by(AnswerVersion.version)).all() == [1, 2]


def test_a_version_of_what_is_not_there_saves_nothing(session, part):
    with pytest.raises(StaleSaveError):
        make_answers(session, part, {"geld/M.BL": 4}, seen=1)
    session.rollback()
    assert session.scalars(select(Answer.item)).all() == ["geld/A.BE"]
