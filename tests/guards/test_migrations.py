"""Models and migrations cannot part: they are equal, and go up, down and up again with data."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.sessions import start_session
from app.models import (
    AccountChange,
    ActionNote,
    ActionPartner,
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    Assessment,
    AssessmentDomain,
    BackAnswer,
    BackAnswerVersion,
    Base,
    Meeting,
    Membership,
    Municipality,
    OutboxMail,
    Participation,
    ParticipationPart,
    SignIn,
    Trajectory,
    User,
)
from app.web.clock import now
from app.web.extensions import alembic
from tests.account_changes import make_change
from tests.factories import People, make_agreed, make_answers, make_assessment
from tests.trajectories import make_action, make_choice, make_partner, make_trajectory

pytestmark = pytest.mark.both


@pytest.fixture
def answered(session: Session, people: People) -> UUID:
    """An assessment with one answer; the session is closed, so that migrations have the database to themselves."""
    assessment = make_assessment(session, people)
    part = session.scalars(select(Participation)).one()
    make_answers(session, part, {"geld/A.BE": 2})
    session.close()
    return assessment.id


def in_a_context(app: Flask, *steps: Callable[[], object]) -> list[object]:
    """Do steps in a context of their own, whose connection is closed afterwards."""
    with app.app_context():
        return [step() for step in steps]


def test_the_migrations_make_the_models(app: Flask) -> None:
    assert in_a_context(app, alembic.compare_metadata) == [[]]


def test_down_and_up_again_with_data(app: Flask, session: Session, answered: UUID) -> None:
    in_a_context(app, lambda: alembic.downgrade("base"))
    assert in_a_context(app, alembic.upgrade, alembic.compare_metadata)[1] == []
    counts = {session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables}
    assert counts == {0}


def test_parts_and_answers_outlive_the_colleagues(app: Flask, session: Session, answered: UUID) -> None:
    part = session.scalars(select(Participation)).one()
    keys = {"participation_id": part.id, "municipality_id": part.municipality_id, "domain": "geld"}
    session.add_all([ParticipationPart(**keys, level="beleid"), ParticipationPart(**keys, question="A.BE")])
    session.add(
        OutboxMail(recipient="c@voorbeeld.example", subject="S", text="T", created_at=now(), next_attempt_at=now())
    )
    session.execute(update(Participation).values(invited_at=None))
    session.commit()
    session.close()
    in_a_context(app, lambda: alembic.downgrade("0002"))
    in_a_context(app, alembic.upgrade)
    found = session.scalars(select(Participation)).one()
    assert found.invited_at == found.created_at
    assert [row.level for row in session.scalars(select(ParticipationPart))] == ["beleid"]
    assert session.scalars(select(Assessment.reminder_days)).one() == 3
    assert (session.scalar(select(Answer.value)), session.scalar(select(OutboxMail.kind))) == ("2", "")


def test_scores_and_approvals_outlive_the_conversation(app: Flask, session: Session, people: People) -> None:
    assessment = make_assessment(session, people, state="in_review", approved_at=now(), approved_by=people.adviser.id)
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 3}, present="De wethouder", dissent="Blijft bij 1.")
    meeting = Meeting(
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        minutes=5,
        present="De wethouder",
        version=1,
        started_at=now(),
        started_by=people.adviser.id,
    )
    session.add(meeting)
    session.commit()
    session.close()
    in_a_context(app, lambda: alembic.downgrade("0004"))
    in_a_context(app, alembic.upgrade)
    score = session.scalars(select(AgreedScore)).one()
    assert (score.value, score.dissent, score.present) == ("3", "Blijft bij 1.", None)
    kept = session.scalars(select(AgreedScoreVersion)).one()
    assert (kept.value, kept.present) == ("3", None)
    found = session.scalars(select(Assessment)).one()
    assert found.approved_at is not None and found.approved_hash is None
    assert session.scalars(select(Participation.shows_name)).all() == [False]
    assert set(session.scalars(select(Membership.handover_note))) == {""}
    assert session.scalars(select(Meeting)).all() == []


def test_an_inventory_outlives_its_ten_months(app: Flask, session: Session, people: People) -> None:
    assessment = make_assessment(session, people)
    make_choice(session, assessment, people.coordinator, ["geld"])
    trajectory = make_trajectory(session, assessment, people.coordinator)
    action = make_action(session, trajectory, people.coordinator)
    partner = make_partner(session, trajectory, people.coordinator)
    keys = {"action_id": action.id, "municipality_id": action.municipality_id}
    said = {"author_id": people.coordinator.id, "text": "Het loopt.", "created_at": now()}
    session.add_all([ActionPartner(**keys, partner_id=partner.id), ActionNote(**keys, **said)])
    session.commit()
    session.close()
    in_a_context(app, lambda: alembic.downgrade("0007"))
    in_a_context(app, alembic.upgrade)
    assert session.scalars(select(Assessment.title)).all() == ["Eerste meting 2026"]
    assert session.scalars(select(Trajectory)).all() == []


def test_rounds_outlive_the_second_one(app: Flask, session: Session, people: People) -> None:
    assessment = make_assessment(session, people)
    part = session.scalars(select(Participation)).one()
    linked = {"changed": "yes", "changed_what": "Er is een plan.", "changed_action_id": uuid4()}
    make_answers(session, part, {"geld/A.BE": 2}, **linked)
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 2}, **linked)
    where = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id, "participation_id": part.id}
    said = {"item": "geld/A.BE", "value": "1", "version": 1, "saved_at": now(), "saved_by": people.coordinator.id}
    session.add_all([BackAnswer(**where, **said), BackAnswerVersion(**where, **said)])
    people.municipality.merged_into_id = people.elsewhere.id
    session.commit()
    session.close()
    in_a_context(app, lambda: alembic.downgrade("0011"))
    in_a_context(app, alembic.upgrade)
    for table in (Answer, AnswerVersion, AgreedScore, AgreedScoreVersion):
        kept = session.scalars(select(table)).one()
        assert (kept.value, kept.changed_what, kept.changed_action_id) == ("2", "Er is een plan.", None)
    assert session.scalars(select(AssessmentDomain.looks_back)).all() == [False, False]
    assert set(session.scalars(select(Municipality.merged_into_id))) == {None}
    assert session.scalars(select(BackAnswer)).all() == []


def test_who_is_here_is_taken_for_somebody_who_signed_in(app: Flask, session: Session, people: People) -> None:
    make_change(session, people.reader, people.administrator, kind="email", email="n@voorbeeld.example")
    start_session(session, people.adviser, now=now())
    session.commit()
    session.close()
    in_a_context(app, lambda: alembic.downgrade("0012"))
    in_a_context(app, alembic.upgrade)
    assert session.scalars(select(AccountChange)).all() == []
    known = session.execute(select(SignIn.user_id, SignIn.ended_at)).all()
    # Whoever signed in keeps what there is; of the others it is not known, so none of them counts as new.
    assert sorted(ended is None for _, ended in known) == [False] * 5 + [True]
    assert {user for user, _ in known} == set(session.scalars(select(User.id)))


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


def test_the_triggers_come_and_go_with_data(app: Flask, session: Session, answered: UUID) -> None:
    in_a_context(app, lambda: alembic.downgrade("0001"))
    session.connection().exec_driver_sql("UPDATE answer_version SET value = '3'")
    session.commit()
    session.close()
    in_a_context(app, alembic.upgrade)
    assert (session.scalar(select(Answer.value)), session.scalar(select(AnswerVersion.value))) == ("2", "3")
