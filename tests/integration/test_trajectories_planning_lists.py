"""Where else the ten months are seen: their list, the list of an adviser, and the start page."""

from datetime import timedelta

import pytest

from app.web.clock import now, today
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.reported import make_report
from tests.trajectories import make_action, make_choice, make_partner, make_trajectory

FIRST = today() - timedelta(days=40)


@pytest.fixture
def assessment(session, people):
    return make_assessment(session, people)


@pytest.fixture
def trajectory(session, people, assessment):
    return make_trajectory(session, assessment, people.coordinator, FIRST)


def test_with_more_than_one_there_is_a_list(session, people, client_as, trajectory):
    assert client_as(people.coordinator).ask("/traject").headers["Location"] == f"/traject/{trajectory.id}"
    other = make_trajectory(session, make_assessment(session, people, title="Tweede meting"), people.coordinator)
    other.ended_at = now()
    session.commit()
    client = client_as(people.coordinator)
    with statements() as sent:
        page = client.get("/traject")
    assert "Voorbeeldstad: Tweede meting Het traject is afgesloten." in page.text
    assert "Beantwoord de vragen van de inventarisatie." in page.text and "De coördinator is aan zet." in page.text
    assert len(sent) <= 6, sent


def test_who_has_none_hears_how_it_begins(people, client_as):
    assert "start daar het traject" in client_as(people.coordinator).get("/traject").text


def test_advisers_see_the_step_in_their_list(session, people, client_as, trajectory):
    adviser = client_as(people.adviser)
    listed = adviser.get("/adviseur")
    assert "Invullen: Voorbeeldstad" in listed.text
    here = f"/adviseur/{people.municipality.id}"
    assert "Traject van Voorbeeldstad: Inventariseren, bezig. Nu: Beantwoord de vragen" in adviser.get(here).text
    adviser.post(f"/traject/{trajectory.id}/afsluiten")
    assert "Traject van Voorbeeldstad: afgesloten" in adviser.get(here).text


def test_the_start_page_says_what_waits_for_a_coordinator(session, people, client_as, assessment, trajectory):
    client = client_as(people.coordinator)
    page = client.get("/")
    assert "Inventariseren nu, tot en met" in page.text and "Spreek de eerste acties af" not in page.text
    make_report(session, assessment)
    make_choice(session, assessment, people.coordinator, ["geld"])
    page = client.get("/")
    assert page.h1 == "Jullie zijn bij: Acties formuleren"
    assert "Jij bent aan zet. Spreek de eerste acties af" in page.text
    assert {f"/traject/{trajectory.id}/acties", f"/traject/{trajectory.id}"} <= set(page.links)
    make_partner(session, trajectory, people.coordinator)
    action = make_action(session, trajectory, people.coordinator, state="running")
    page = client.get("/")
    assert "De eigenaren van de acties zijn aan zet. Voer de acties uit" in page.text and "te laat" not in page.text
    action.ends_on = today() - timedelta(days=1)
    session.commit()
    assert "0 van 1 klaar 1 actie is te laat" in client.get("/").text
    assert "Acties uitvoerenTe laat: 1 actie te laat" in client_as(people.adviser).get("/adviseur").text
    client.post(f"/traject/{trajectory.id}/afsluiten")
    assert "Het traject is afgesloten" in client.get("/").text
