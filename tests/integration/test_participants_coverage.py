"""How many answers each question has: numbers for coordinator and adviser, blind, of everybody together."""

import re

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Participation
from app.state.parts import parts_of
from app.web.clock import now
from tests.colleagues import make_member
from tests.factories import make_answers, make_assessment


@pytest.fixture
def assessment(session, people):
    """One domain (14 questions) and the general part (12), answered together and by colleagues."""
    made = make_assessment(session, people, ("geld",))
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 4, "geld/A.BL": "unknown", "geld/K1": 3}, reason="Samen bedacht")
    anna = make_member(session, made, 1, "Anna Bakker", invited_at=now(), state="started")
    make_answers(session, anna, {"geld/A.BL": 0, "geld/S.BL": 1}, reason="Van Anna")
    gone = make_member(session, made, 2, "Weg", invited_at=now(), ended_at=now())
    make_answers(session, gone, {"geld/A.BL": 1}, reason="Van wie weg is")
    return made


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_who_leads_sees_numbers_and_nothing_else(people, client_as, assessment, who):
    page = client_as(getattr(people, who)).get(f"/inventarisaties/{assessment.id}/deelnemers/dekking")
    assert "23 vragen hebben nog geen antwoord, 2 hebben 1 antwoord en 1 heeft er meer." in page.text
    assert "11 vragen hebben nog geen antwoord, 2 hebben 1 antwoord en 1 heeft er meer." in page.text
    badges = [e for e in page.all("span") if "badge" in (e.get("class") or "")]
    counts = [" ".join("".join(badge.itertext()).split()) for badge in badges]
    assert (counts.count("3 antwoorden"), counts.count("1 antwoord"), counts.count("Nog geen antwoord")) == (1, 2, 23)
    for hidden in ("Anna", "Weg", "Samen bedacht", "Van Anna", "Van wie weg is"):
        assert hidden not in page.html
    assert ("deelnemers/verdelen/geld" in page.html) is (who == "coordinator")


def test_the_page_does_not_change_with_what_was_answered(session, people, client_as, assessment):
    path = f"/inventarisaties/{assessment.id}/deelnemers/dekking"
    client = client_as(people.coordinator)
    before = _without_token(client.get(path).html)
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {"geld/A.BE": 0}, seen=1, reason="Toch anders")
    assert _without_token(client.get(path).html) == before


def _without_token(html):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", html)


def test_all_questions_can_have_an_answer(session, people, client_as):
    assessment = make_assessment(session, people, ("geld",))
    joint = session.scalars(select(Participation)).one()
    client = client_as(people.coordinator)
    path = f"/inventarisaties/{assessment.id}/deelnemers/dekking"
    session.refresh(assessment, ["domains"])
    make_answers(session, joint, {item: 2 for part in parts_of(assessment) for item in part.items})
    page = client.get(path)
    assert "Alle vragen hebben een antwoord: 26 hebben 1 antwoord." in page.text
    assert "Verdeel de vragen" not in page.text


@pytest.mark.parametrize("state", ["in_review", "agreed"])
def test_the_numbers_can_be_read_later_on(session, people, client_as, assessment, state):
    path = f"/inventarisaties/{assessment.id}/deelnemers/dekking"
    session.execute(update(Assessment).values(state=state))
    session.commit()
    page = client_as(people.coordinator).get(path)
    assert "23 vragen" in page.text and "Verdeel de vragen" not in page.text


def test_nobody_else_sees_them(session, people, client_as, assessment):
    path = f"/inventarisaties/{assessment.id}/deelnemers/dekking"
    for user in (people.other, people.reader, people.participant, people.administrator):
        client_as(user).get(path, status=404)
