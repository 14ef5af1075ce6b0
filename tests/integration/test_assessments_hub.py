"""The overview of one inventory: progress, the next step, and what others may see."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models import Answer, Participation, Proposal
from app.web.clock import now
from tests.factories import make_answers, make_assessment, make_participation, make_user
from tests.rounds import make_agreed_evaluation, make_baseline, make_evaluation


def hub_of(assessment):
    return f"/inventarisaties/{assessment.id}"


def test_begins_with_the_first_domain(session, people, client_as):
    assessment = make_assessment(session, people)
    page = client_as(people.coordinator).get(hub_of(assessment))
    assert "0 van 40 vragen beantwoord, nog ongeveer 40 minuten" in page.text
    assert "Begin met Geldzaken" in page.text
    assert page.text.count("Te doen") == 1 + 3
    assert f"{hub_of(assessment)}/vragen/geld/A.BE" in page.links
    assert f"{hub_of(assessment)}/vragen/algemeen/G01" in page.links


def test_goes_on_where_somebody_was(session, people, client_as):
    assessment = make_assessment(session, people)
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{hub_of(assessment)}/vragen/inclusie/A.BE", {"value": "unknown"})
    page = coordinator.get(hub_of(assessment))
    assert "Ga verder met Inclusie" in page.text
    assert "1 van 14 beantwoord" in page.text
    assert f"{hub_of(assessment)}/vragen/inclusie/A.BL" in page.links


def test_a_complete_domain_is_done(session, people, client_as):
    assessment = make_assessment(session, people, ("geld",))
    coordinator = client_as(people.coordinator)
    for domain in ("geld", "algemeen"):
        page = coordinator.get(f"{hub_of(assessment)}/vragen/{domain}")
        coordinator.post(
            f"{hub_of(assessment)}/vragen/{domain}",
            {name.replace("-seen", "-value"): "2" for name in page.fields if name.endswith("-seen")},
        )
    page = coordinator.get(hub_of(assessment))
    assert "26 van 26 vragen beantwoord" in page.text
    assert [link for link in page.links if link.endswith("/klaar")] == [
        f"{hub_of(assessment)}/vragen/{domain}/klaar" for domain in ("geld", "algemeen")
    ]
    assert "Te doen" not in page.text
    assert "minuten" not in page.text
    assert "Controleer je antwoorden" in page.text


def test_chance_questions_are_not_asked_yet(session, people, client_as):
    assessment = make_assessment(session, people, ("geld",))
    assert "0 van 26" in client_as(people.coordinator).get(hub_of(assessment)).text


def test_adviser_sees_how_far_it_is_and_nothing_else(session, people, client_as):
    assessment = make_assessment(session, people)
    client_as(people.coordinator).post(f"{hub_of(assessment)}/vragen/geld/A.BE", {"value": "1", "reason": "Geheim"})
    page = client_as(people.adviser).get(hub_of(assessment))
    assert "1 van 40 vragen beantwoord" in page.text
    assert "De gemeente vult de vragen in." in page.text
    assert not [link for link in page.links if "/vragen/" in link or "/controle" in link]


def test_a_second_coordinator_works_on_in_the_joint_answers(session, people, client_as):
    assessment = make_assessment(session, people)
    client_as(people.coordinator).post(f"{hub_of(assessment)}/vragen/geld/A.BE", {"value": "1"})
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede Dinator", "coordinator", people.municipality)
    session.commit()
    colleague = client_as(second)
    assert "1 van 40" in colleague.get(hub_of(assessment)).text
    colleague.post(f"{hub_of(assessment)}/vragen/geld/A.BL", {"value": "2"})
    saved = dict(session.execute(select(Answer.item, Answer.saved_by)).all())
    assert saved == {"geld/A.BE": people.coordinator.id, "geld/A.BL": second.id}


def test_in_review_leads_to_the_review(session, people, client_as):
    assessment = make_assessment(session, people, state="in_review")
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    for person in (people.coordinator, people.adviser):
        assert f"{hub_of(assessment)}/bespreken" in client_as(person).get(hub_of(assessment)).links
    page = client_as(people.participant).get(hub_of(assessment))
    assert f"{hub_of(assessment)}/bespreken" not in page.links
    assert "Je hoeft nu niets te doen" in page.text
    assert not [link for link in page.links if "/vragen/" in link]


def test_agreed_leads_to_the_report(session, people, client_as):
    assessment = make_assessment(session, people, state="agreed", agreed_at=now())
    for person in (people.coordinator, people.adviser):
        assert f"{hub_of(assessment)}/rapport" in client_as(person).get(hub_of(assessment)).links


@pytest.mark.parametrize("state", ["agreed", "in_review"])
def test_a_reader_is_led_to_the_report(session, people, client_as, state):
    assessment = make_assessment(session, people, state=state, agreed_at=now())
    response = client_as(people.reader).ask(hub_of(assessment))
    assert (response.status_code, response.headers["Location"]) == (302, f"{hub_of(assessment)}/rapport")


def test_a_coordinator_sees_how_far_colleagues_are(session, people, client_as):
    assessment = make_assessment(session, people, deadline=date(2099, 12, 4))
    coordinator = client_as(people.coordinator)
    page = coordinator.get(hub_of(assessment))
    assert "Nog geen collega’s uitgenodigd" in page.text
    assert f"{hub_of(assessment)}/deelnemers" in page.links
    states = [
        {"state": "submitted"},
        {"state": "started"},
        {"state": "invited", "invited_at": None},
        {"state": "submitted", "ended_at": now()},
    ]
    for number, columns in enumerate(states):
        colleague = make_user(session, f"collega{number}@voorbeeldstad.example", f"Collega {number}")
        part = make_participation(session, assessment, colleague, **columns)
    propose(session, part)
    page = coordinator.get(hub_of(assessment))
    assert "1 van 2 collega’s is klaar" in page.text and "Tot en met vrijdag 4 december 2099." in page.text
    assert {f"{hub_of(assessment)}/deelnemers", f"{hub_of(assessment)}/deelnemers/deadline"} <= set(page.links)
    assert "1 voorstel wacht op jouw beslissing." in page.text
    page = client_as(people.adviser).get(hub_of(assessment))
    assert "1 van 2 collega’s is klaar" in page.text and "voorstel" not in page.text
    assert f"{hub_of(assessment)}/deelnemers" in page.links


def propose(session, part):
    proposal = Proposal(
        assessment_id=part.assessment_id,
        municipality_id=part.municipality_id,
        participation_id=part.id,
        domain="geld",
        name="Noor",
        created_at=now(),
    )
    session.add(proposal)
    session.commit()


def test_when_everything_is_divided_the_coordinator_has_no_questions(session, people, client_as):
    assessment = make_assessment(session, people)
    joint = session.scalars(select(Participation)).one()
    joint.everything = False
    session.commit()
    coordinator = client_as(people.coordinator)
    page = coordinator.get(hub_of(assessment))
    assert "Je beantwoordt zelf geen vragen" in page.text and "0 van 0" not in page.text
    assert "Start de bespreking" in page.text
    page = coordinator.get(f"{hub_of(assessment)}/controle")
    assert "er is dus niets om te controleren" in page.text.lower() and "Start de bespreking" in page.text
    assert "Lever je antwoorden in" not in page.text
    page = client_as(people.adviser).get(hub_of(assessment))
    assert "0 van 0" not in page.text
    coordinator.post(f"{hub_of(assessment)}/bespreking-starten")


def test_absent_and_not_yours_are_the_same(session, people, client_as):
    assessment = make_assessment(session, people)
    absent = "/inventarisaties/00000000-0000-4000-8000-000000000000"
    for person in (people.other, people.reader, people.participant, people.administrator):
        client_as(person).get(hub_of(assessment), status=404)
    client_as(people.coordinator).get(absent, status=404)


def test_progress_is_of_own_answers_only(session, people, client_as):
    assessment = make_assessment(session, people)
    colleague = make_participation(session, assessment, people.participant, everything=True)
    make_answers(session, colleague, {"geld/A.BE": 3, "geld/A.BL": 2})
    assert "0 van 40" in client_as(people.coordinator).get(hub_of(assessment)).text
    assert "2 van 40" in client_as(people.participant).get(hub_of(assessment)).text


def test_a_coordinator_starts_the_next_round_from_one_that_is_agreed(session, people, client_as):
    first = make_baseline(session, people)
    second = make_agreed_evaluation(session, people, first)
    again = f"/inventarisaties/nieuw?gemeente={first.municipality_id}&eerder="
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    pages = [(first, "")] + [(second, page) for page in ("", "/rapport", "/vergelijking")]
    for assessment, where in pages:
        page = coordinator.get(f"{hub_of(assessment)}{where}")
        assert f"{again}{assessment.id}" in page.links and "Opnieuw meten" in page.text
        assert "Opnieuw meten" not in adviser.get(f"{hub_of(assessment)}{where}").text
    assert f"{hub_of(second)}/vergelijking" in coordinator.get(hub_of(second)).links
    coordinator.get(f"{again}{second.id}")
    first.municipality.valid_until = date(2026, 1, 1)
    session.commit()
    for assessment, where in pages:
        assert "Opnieuw meten" not in coordinator.get(f"{hub_of(assessment)}{where}").text


def test_nobody_starts_the_next_round_from_one_that_is_open(session, people, client_as):
    open_ = make_evaluation(session, people, make_baseline(session, people))
    assert "Opnieuw meten" not in client_as(people.coordinator).get(hub_of(open_)).text
