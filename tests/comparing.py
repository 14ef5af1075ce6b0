"""Second rounds to compare with what came before, and where that is."""

from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Assessment
from app.web.clock import now
from tests.factories import People, make_agreed, make_answers
from tests.rounds import joint_of, make_evaluation, make_values
from tests.trajectories import make_report


def round_after(
    session: Session, people: People, earlier: Assessment, value: int = 2, version: int = 2, **columns: Any
) -> Assessment:
    """A round in review that is held against this one, in which everything has the same answer."""
    values = make_values(version, value)
    made = make_evaluation(session, people, earlier, "in_review", **columns)
    made.questionnaire_version = version
    make_answers(session, joint_of(session, made), values)
    make_agreed(session, made, people.coordinator, values)
    return made


def agree_quickly(session: Session, people: People, assessment: Assessment) -> None:
    """Agree a round without its files."""
    make_report(session, assessment, people.coordinator)
    session.execute(update(Assessment).where(Assessment.id == assessment.id).values(state="agreed", agreed_at=now()))
    session.commit()


def place_of(assessment: Assessment) -> str:
    """Where its comparison is."""
    return f"/inventarisaties/{assessment.id}/vergelijking"
