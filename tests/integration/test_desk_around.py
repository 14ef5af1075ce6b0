"""What stands around the list of an adviser: where they were, what comes, and what happened."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Assessment, Membership, User
from app.trail.events import record
from app.web.clock import now, today
from tests.desk import DESK, advise, change, rows
from tests.factories import People, make_assessment
from tests.pages import Client
from tests.reported import make_report
from tests.trajectories import make_action, make_appointment, make_trajectory

ClientAs = Callable[[User | None], Client]
SCORE = {"value": "2", "reason": "Zo is het.", "seen": "0"}
WAS = "Verder met"


@pytest.fixture
def review(session: Session, people: People) -> Assessment:
    """A round that is discussed."""
    made = make_assessment(session, people, state="in_review", review_started_at=now())
    session.commit()
    return made


def test_the_last_point_is_where_one_goes_on(
    client_as: ClientAs, session: Session, people: People, review: Assessment
) -> None:
    adviser, coordinator = client_as(people.adviser), client_as(people.coordinator)
    here = f"/inventarisaties/{review.id}/bespreken"
    assert WAS not in adviser.get(DESK).text
    adviser.post(f"{here}/geld/A.BE", SCORE)
    # What somebody else did is where they were.
    coordinator.post(f"{here}/geld/A.BL", SCORE)
    page = adviser.get(DESK)
    assert f"{WAS} Voorbeeldstad, Geldzaken, Aandacht – bestuur" in page.text
    assert f"{here}/geld/A.BE" in page.links
    assert adviser.get(f"{here}/geld/A.BE").status == 200
    adviser.post(f"{here}/geld/A.UI/opmerking", {"text": "Welk besluit is dit?", "audience": "all"})
    assert "Geldzaken, Aandacht – uitvoering" in adviser.get(DESK).text
    change(session, review, approved_at=now(), approved_by=people.adviser.id)
    assert WAS not in adviser.get(DESK).text


def test_where_one_was_elsewhere_is_not_told_to_who_advises_there_no_more(
    client_as: ClientAs, session: Session, people: People, review: Assessment
) -> None:
    other = advise(session, people, "GM9911", "Aadorp")
    session.commit()
    adviser = client_as(people.adviser)
    adviser.post(f"/inventarisaties/{review.id}/bespreken/geld/A.BE", SCORE)
    role = update(Membership).where(Membership.municipality_id == people.municipality.id)
    session.execute(role.where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    page = adviser.get(DESK)
    assert WAS not in page.text and other.municipality.name in page.text
    assert str(review.id) not in page.html


def test_what_comes_are_last_days_and_appointments(client_as: ClientAs, session: Session, people: People) -> None:
    make_assessment(session, people, deadline=today() + timedelta(days=3))
    agreed = make_assessment(session, people, title="Eerder", state="agreed", agreed_at=now())
    make_report(session, agreed)
    trajectory = make_trajectory(session, agreed, people.coordinator)
    for days, title in ((1, "Kennismaken"), (-1, "Geweest"), (40, "Evalueren")):
        make_appointment(session, trajectory, people.coordinator, day=today() + timedelta(days=days), title=title)
    session.commit()
    text = client_as(people.adviser).get(DESK).text
    assert text.index("Voorbeeldstad: Kennismaken") < text.index("Voorbeeldstad: laatste dag om te antwoorden")
    assert text.index("laatste dag om te antwoorden") < text.index("Voorbeeldstad: Evalueren")
    assert "Geweest" not in text


def test_what_happened_is_told_without_names_or_answers(
    client_as: ClientAs, session: Session, people: People, review: Assessment
) -> None:
    for days in (1, 1, 2, 90):
        at = now() - timedelta(days=days)
        record(session, people.coordinator, "submit_answers", review.id, assessment=review, now=at, new="submitted")
    record(session, people.coordinator, "agree_score", "geld/A.BE", assessment=review, now=now(), new="3")
    record(session, people.adviser, "send_back", review.id, assessment=review, now=now())
    session.commit()
    text = client_as(people.adviser).get(DESK).text
    _, _, happened = text.partition("Wat er gebeurde")
    assert "Voorbeeldstad: antwoorden ingeleverd, 2 keer" in happened
    assert happened.count("antwoorden ingeleverd") == 2
    assert "teruggestuurd" not in happened and people.coordinator.name not in happened


def test_a_round_that_evaluates_another_stands_for_both(client_as: ClientAs, session: Session, people: People) -> None:
    first = make_assessment(session, people, title="Eerste", state="agreed", agreed_at=now())
    make_report(session, first)
    trajectory = make_trajectory(session, first, people.coordinator)
    session.commit()
    adviser = client_as(people.adviser)
    (row,) = rows(adviser.get(DESK))
    assert "Eerste" in row and "Domeinen kiezen om mee te beginnen" in row
    second = make_assessment(session, people, title="Tweede", round="evaluation", earlier_id=first.id)
    session.commit()
    make_action(session, trajectory, people.coordinator, state="running", ends_on=today() - timedelta(days=1))
    (row,) = rows(adviser.get(DESK))
    assert "Tweede" in row and "Te laat: 1 actie te laat" in row
    # Another round beside them is a line of its own, until it is agreed.
    third = make_assessment(session, people, title="Los")
    assert len(rows(adviser.get(DESK))) == 2
    change(session, second, state="agreed", agreed_at=now())
    change(session, third, state="agreed", agreed_at=now() - timedelta(days=1))
    page = adviser.get(DESK)
    assert len(rows(page)) == 1 and f"/traject/{trajectory.id}" in page.links
