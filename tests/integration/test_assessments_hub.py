"""The overview of one inventory: progress, the next step, and what others may see."""

from sqlalchemy import select

from app.clock import now
from app.models import Answer
from tests.factories import make_answers, make_assessment, make_participation, make_user


def hub_of(assessment):
    return f"/inventarisaties/{assessment.id}"


def test_begins_with_the_first_domain(session, people, client_as):
    assessment = make_assessment(session, people)
    page = client_as(people.coordinator).get(hub_of(assessment))
    assert "0 van 40 vragen beantwoord, nog ongeveer 40 minuten" in page.text
    assert "Begin met Geldzaken" in page.text
    assert page.text.count("Nog niet begonnen") == 3
    assert f"{hub_of(assessment)}/vragen/geld/A.BE" in page.links
    assert f"{hub_of(assessment)}/vragen/algemeen" in page.links


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
    assert page.text.count("Klaar") == 2
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
    for person in (people.coordinator, people.adviser, people.reader):
        assert f"{hub_of(assessment)}/rapport" in client_as(person).get(hub_of(assessment)).links


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
