"""Checking the answers, handing them in, and what comes then."""

import pytest
from sqlalchemy import select

from app.models import Assessment, AssessmentDomain, AuditEntry, Participation
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_assessment, make_participation


@pytest.fixture
def hub(session, people):
    """Where an inventory about Geldzaken and Inclusie is."""
    return f"/inventarisaties/{make_assessment(session, people).id}"


def audited(session):
    rows = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)).all()
    session.commit()
    return list(rows)


def test_shows_every_answer_with_a_way_to_change_it(people, client_as, hub):
    coordinator = client_as(people.coordinator)
    answer = {
        "value": "3",
        "reason": "Zie het plan.",
        "evidence_kind": "document",
        "evidence_note": "Blz. 12",
        "evidence_link": "https://www.voorbeeldstad.example/plan",
        "confidence": "fairly_sure",
    }
    coordinator.post(f"{hub}/vragen/geld/A.BE", answer)
    coordinator.post(f"{hub}/vragen/geld/A.BL", {"value": "unknown"})
    page = coordinator.get(f"{hub}/controle")
    for words in (
        "Het staat in een bestuursakkoord",
        "Zie het plan.",
        "Bewijs: Document. Blz. 12",
        "redelijk zeker",
        "Weet ik niet",
        "38 vragen zijn nog open",
    ):
        assert words in page.text
    assert page.text.count("Beantwoord:") == 38
    closing = [link for link in page.links if link.endswith("/slotvragen")]
    # What is open stands above, counted by domain because it is much.
    asked = [link for link in page.links if "/vragen/" in link]
    assert len(asked) == 40 + 3 + len(closing) and len(closing) == 6
    assert "https://www.voorbeeldstad.example/plan" in page.links


def test_what_is_open_comes_first_and_the_rest_is_counted(session, people, client_as, hub):
    coordinator = client_as(people.coordinator)
    for domain in ("geld", "inclusie"):
        for question in current("iba").of_kind("domain")[3 if domain == "geld" else 0 :]:
            coordinator.post(f"{hub}/vragen/{domain}/{question.id}", {"value": "unknown", "reason": "Navragen."})
    for question in current("iba").of_kind("general"):
        coordinator.post(f"{hub}/vragen/algemeen/{question.id}", {"value": "not_applicable", "reason": "Te klein."})
    page = coordinator.get(f"{hub}/controle")
    assert "3 vragen zijn nog open" in page.text and "37 antwoorden gaan mee. 3 vragen blijven open." in page.text
    assert page.links.index(f"{hub}/vragen/geld/A.BE") < page.html.index("<details")
    for line in ("11 van 14, 11 × weet ik niet, 11 toelichtingen", "14 antwoorden, 14 × weet ik niet", "12 × n.v.t."):
        assert line in page.text
    assert {"#geld", "#inclusie", "#algemeen"} <= set(page.links)


def test_hands_in_and_says_what_happens_next(session, people, client_as, hub):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(f"{hub}/controle"))
    assert page.h1 == "Klaar. Wat gebeurt er nu?"
    assert "tot de bespreking begint" in page.text
    assert f"{hub}/bespreking-starten" in page.links
    part = session.scalars(select(Participation)).one()
    assert part.state == "submitted" and part.submitted_at is not None
    session.commit()
    coordinator.post(f"{hub}/controle")
    assert audited(session) == ["submit_answers"]


def test_answers_can_change_after_handing_in(session, people, client_as, hub):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{hub}/controle")
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "2"})
    page = coordinator.get(f"{hub}/controle")
    assert "Je antwoorden zijn ingeleverd" in page.text and "Opnieuw inleveren hoeft dan niet" in page.text
    assert "Start de bespreking" in coordinator.get(hub).text
    assert session.scalars(select(Participation.state)).one() == "submitted"


def test_the_page_after_handing_in_is_only_for_who_did(people, client_as, hub):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.client.get(f"{hub}/controle/klaar"))
    assert page.h1 == "Controleer je antwoorden"


def test_starts_the_review(session, people, client_as, hub):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{hub}/controle")
    response = coordinator.post(f"{hub}/bespreking-starten")
    assert response.headers["Location"] == f"{hub}/bespreken"
    assessment = session.scalars(select(Assessment)).one()
    assert assessment.state == "in_review" and assessment.review_started_at is not None
    session.commit()
    # A second click asks for what is so already.
    again = coordinator.post(f"{hub}/bespreking-starten", {"choice": "start"})
    assert again.headers["Location"] == f"{hub}/bespreken"
    assert audited(session) == ["submit_answers", "start_review"]
    assert "De bespreking is begonnen" in coordinator.get(f"{hub}/controle/klaar").text
    page = coordinator.get(f"{hub}/controle")
    assert "Je kunt je antwoorden nu alleen lezen" in page.text
    assert not [link for link in page.links if "/vragen/" in link]


@pytest.mark.parametrize(
    ("state", "sentence"), [("in_review", "De bespreking is begonnen."), ("agreed", "is vastgesteld")]
)
def test_too_late_is_refused_with_a_way_on(session, people, client_as, state, sentence):
    hub = f"/inventarisaties/{make_assessment(session, people, state=state).id}"
    coordinator = client_as(people.coordinator)
    for action in ("controle", *(["bespreking-starten"] if state == "agreed" else [])):
        page = coordinator.post(f"{hub}/{action}", status=409)
        assert sentence in page.text
        assert {hub, f"{hub}/deelnemers"} & set(page.links)
    assert audited(session) == []


def test_a_review_that_was_opened_again_is_not_started_by_an_old_page(session, people, client_as):
    made = make_assessment(session, people, state="in_review", agreed_at=now())
    page = client_as(people.coordinator).post(f"/inventarisaties/{made.id}/bespreking-starten", status=409)
    assert "De bespreking is begonnen." in page.text


def test_a_domain_that_was_sent_back_can_be_answered_again(session, people, client_as):
    assessment = make_assessment(session, people, state="in_review")
    row = session.get_one(AssessmentDomain, (assessment.id, "geld"))
    row.sent_back_at, row.sent_back_reason = now(), "Kijk nog eens naar het geld."
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    coordinator = client_as(people.coordinator)
    assert f"{hub}/vragen/geld/A.BE" in coordinator.get(hub).links
    assert "Kijk nog eens naar het geld." in coordinator.get(hub).text
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "2"})
    page = coordinator.post(f"{hub}/vragen/inclusie/A.BE", {"value": "2"}, status=409)
    assert "Dit domein is niet teruggestuurd." in page.text
    page = coordinator.get(f"{hub}/controle")
    assert f"{hub}/vragen/geld/A.BE" in page.links and f"{hub}/vragen/inclusie/A.BE" not in page.links


def test_who_may_not(session, people, client_as, hub):
    for person in (people.other, people.reader, people.participant, people.administrator):
        for action in ("controle", "bespreking-starten"):
            client_as(person).post(f"{hub}/{action}", status=404)
        client_as(person).get(f"{hub}/controle", status=404)
        client_as(person).get(f"{hub}/controle/klaar", status=404)
    for action in ("controle", "bespreking-starten"):
        client_as(people.adviser).post(f"{hub}/{action}", status=403)
    client_as(people.adviser).get(f"{hub}/controle", status=403)
    assert audited(session) == []


def test_a_participant_hands_in_but_does_not_start_the_review(session, people, client_as):
    assessment = make_assessment(session, people)
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    page = participant.follow(participant.post(f"{hub}/controle"))
    assert "De coördinator start de bespreking." in page.text
    assert "bespreking-starten" not in page.html
    participant.post(f"{hub}/bespreking-starten", status=403)
