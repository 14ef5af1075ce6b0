"""Proposing a colleague who knows better: the coordinator hears of it, and the question stays where it is."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AuditEntry, Membership, OutboxMail, ParticipationPart, Proposal
from app.web.clock import now, today
from tests.factories import make_assessment, make_participation, make_user

TYPED = {"name": "Noor  de Wit", "email": "Noor@Voorbeeldstad.example", "reason": "Zij doet dit elke dag."}


@pytest.fixture
def assessment(session, people):
    """An inventory in which the participant answers Geldzaken for the execution."""
    made = make_assessment(session, people)
    part = make_participation(session, made, people.participant, level="uitvoering", name="Ivo V.")
    own = {"participation_id": part.id, "municipality_id": part.municipality_id, "level": "uitvoering"}
    session.add(ParticipationPart(domain="geld", **own))
    session.commit()
    return made


@pytest.fixture
def address(assessment):
    """Where a colleague is proposed for one question."""
    return f"/inventarisaties/{assessment.id}/vragen/geld/collega?vraag=A.UI"


def proposals(session):
    found = list(session.scalars(select(Proposal).execution_options(populate_existing=True)))
    session.commit()
    return found


def test_is_offered_where_the_questions_are(people, client_as, assessment, address):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    assert address in participant.get(f"{hub}/vragen/geld/A.UI").links
    for path in ("", "/vragen/geld"):
        assert f"{hub}/vragen/geld/collega" in participant.get(hub + path).links
    for path in ("", "/vragen/geld", "/vragen/geld/A.UI"):
        assert not [link for link in client_as(people.coordinator).get(hub + path).links if "collega" in link]


def test_notes_it_and_tells_the_coordinators(session, people, client_as, assessment, address):
    second = make_user(session, "tweede@voorbeeldstad.example", "Tweede Dinator", "coordinator", people.municipality)
    gone = make_user(session, "weg@voorbeeldstad.example", "Wim Weg", "coordinator", people.municipality)
    session.execute(update(Membership).where(Membership.user_id == gone.id).values(ended_at=now()))
    session.commit()
    participant = client_as(people.participant)
    page = participant.get(address)
    assert page.h1 == "Weet een collega dit beter?" and "De coördinator beslist" in page.text
    page = participant.follow(participant.post(address, TYPED))
    assert page.title.startswith("Vraag 1 van") and "Tot die tijd blijft de vraag van jou." in page.text
    made = proposals(session)[0]
    assert (made.domain, made.question, made.name, made.email) == (
        "geld",
        "A.UI",
        "Noor de Wit",
        "noor@voorbeeldstad.example",
    )
    assert (made.reason, made.decision) == (TYPED["reason"], None)
    mails = session.scalars(select(OutboxMail).order_by(OutboxMail.recipient)).all()
    assert [mail.recipient for mail in mails] == sorted([people.coordinator.email, second.email])
    assert f"/inventarisaties/{assessment.id}/deelnemers/voorstellen/{made.id}" in mails[0].text
    assert "Ivo V." in mails[0].text and "Zij doet dit elke dag." in mails[0].text
    assert mails[0].reply_to == people.participant.email
    entry = session.scalars(select(AuditEntry)).one()
    assert entry.new == {"domain": "geld", "question": "A.UI"} and "Noor" not in str(entry.new)


def test_is_about_all_own_questions_of_a_domain(session, people, client_as, assessment, address):
    whole = address.split("?")[0]
    participant = client_as(people.participant)
    assert "alle vragen over Geldzaken" in participant.get(whole).text
    page = participant.follow(participant.post(whole, {"name": "Noor"}))
    assert page.h1 == "Eerste meting 2026" and "blijven de vragen van jou" in page.text
    assert [(one.question, one.email, one.reason) for one in proposals(session)] == [("", "", "")]


def test_the_same_proposal_twice_is_once(session, people, client_as, address):
    participant = client_as(people.participant)
    first, second = participant.post(address, TYPED), participant.post(address, {**TYPED, "name": "noor de wit"})
    assert first.headers["Location"] == second.headers["Location"]
    assert len(proposals(session)) == 1 and len(session.scalars(select(OutboxMail)).all()) == 1
    session.commit()
    participant.post(address, {**TYPED, "name": "Iemand anders"})
    assert len(proposals(session)) == 2


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (None, "Dit wacht op de coördinator."),
        ("instead", "Noor de Wit beantwoordt deze vraag nu."),
        ("beside", "Noor de Wit beantwoordt deze vraag nu ook."),
        ("declined", "De coördinator wil dat jij dit invult."),
    ],
)
def test_the_overview_tells_what_became_of_it(session, people, client_as, assessment, address, decision, sentence):
    participant = client_as(people.participant)
    participant.post(address, TYPED)
    decided = {
        "decision": decision,
        "decided_at": now() if decision else None,
        "answer": "Dank je." if decision else "",
    }
    session.execute(update(Proposal).values(**decided))
    session.commit()
    page = participant.get(f"/inventarisaties/{assessment.id}")
    assert "Je voorstellen" in page.text and sentence in page.text
    assert ("Dank je." in page.text) == bool(decision)
    colleague = make_user(session, "collega@voorbeeldstad.example", "Col Lega")
    make_participation(session, assessment, colleague, everything=True)
    session.commit()
    assert "Noor" not in client_as(colleague).get(f"/inventarisaties/{assessment.id}").html


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "  "}, "Vul in welke collega het beter weet."),
        ({"name": "x" * 81}, "maximaal 80 tekens"),
        ({"email": "noor"}, "Vul een e-mailadres in zoals naam@gemeente.nl."),
        ({"email": "Invuller@voorbeeldstad.example"}, "Dit is je eigen e-mailadres."),
        ({"reason": "x" * 1001}, "maximaal 1000 tekens"),
    ],
)
def test_bad_input_is_refused_in_dutch_and_kept(session, people, client_as, address, change, message):
    page = client_as(people.participant).post(address, {**TYPED, **change}, status=422)
    assert message in page.text
    assert page.fields["reason"].strip() == {**TYPED, **change}["reason"]
    assert proposals(session) == [] and session.scalars(select(OutboxMail)).all() == []


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"state": "in_review"}, "De bespreking is begonnen."),
        ({"state": "agreed"}, "is vastgesteld"),
        ({"deadline": today() - timedelta(days=1)}, "De laatste dag om te antwoorden is voorbij."),
    ],
)
def test_too_late_is_refused_and_what_was_typed_is_shown(
    session, people, client_as, assessment, address, columns, sentence
):
    session.execute(update(Assessment).values(**columns))
    session.commit()
    participant = client_as(people.participant)
    participant.get(address, status=409)
    page = participant.post(address, TYPED, status=409)
    assert sentence in page.text and "Zij doet dit elke dag." in page.text
    assert f"/inventarisaties/{assessment.id}" in page.links
    assert not [link for link in participant.get(f"/inventarisaties/{assessment.id}").links if "collega" in link]
    assert proposals(session) == []


def test_more_than_twenty_do_not_wait(session, people, client_as, address):
    participant = client_as(people.participant)
    for number in range(20):
        participant.post(address, {"name": f"Collega {number}"})
    page = participant.post(address, {"name": "Nog een", "reason": "Deze tekst niet kwijtraken."}, status=409)
    assert "Deze tekst niet kwijtraken." in page.text
    assert len(proposals(session)) == 20


def test_only_for_the_own_questions(session, people, client_as, assessment, address):
    participant = client_as(people.participant)
    hub = f"/inventarisaties/{assessment.id}"
    for path in ("geld/collega?vraag=A.BE", "geld/collega?vraag=x", "inclusie/collega", "algemeen/collega"):
        participant.get(f"{hub}/vragen/{path}", status=404)
        participant.post(f"{hub}/vragen/{path}", TYPED, status=404)
    for person, status in ((people.coordinator, 403), (people.adviser, 403), (people.other, 404), (people.reader, 404)):
        client_as(person).get(address, status=status)
        client_as(person).post(address, TYPED, status=status)
    assert proposals(session) == []
