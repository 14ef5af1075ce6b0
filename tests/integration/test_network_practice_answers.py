"""Answers to questions about shared actions: who brings them, who reads them, and whom they name."""

import pytest
from sqlalchemy import select, update

from app.models import AuditEntry, Membership, OutboxMail, PracticeQuestion, SharedPractice
from app.web.clock import now
from tests.factories import make_assessment, make_user
from tests.practice import TOLD, make_practice, make_question
from tests.trajectories import make_action, make_trajectory

TEXT = "Hoe kregen jullie de wethouder mee?"
ANSWER = "Door zelf mee te gaan.\nDat hielp."
LIST = "/netwerk/vragen"


@pytest.fixture
def practice(session, people):
    """What Voorbeeldstad shares without its name."""
    made = make_assessment(session, people, ("geld",), "agreed", agreed_at=now())
    trajectory = make_trajectory(session, made, people.coordinator)
    return make_practice(session, make_action(session, trajectory, people.coordinator), people.coordinator)


@pytest.fixture
def address(practice):
    """Of its page."""
    return f"/netwerk/praktijk/{practice.id}"


@pytest.fixture
def advising(session, people):
    """The adviser of Voorbeelddorp, which asks."""
    made = make_user(session, "ada@stichting.example", "Ada Dorp", "adviser", people.elsewhere)
    session.commit()
    return made


@pytest.fixture
def asked(session, people, practice, advising):
    """The address of a question of Voorbeelddorp."""
    return f"{LIST}/{make_question(session, practice, people.elsewhere, people.other, text=TEXT).id}"


def mails(session, kind):
    """The mails of a kind, by who gets them."""
    found = session.scalars(select(OutboxMail).where(OutboxMail.kind == kind)).all()
    session.commit()
    return {mail.recipient: mail for mail in found}


def questions(session):
    """What was asked."""
    session.expire_all()
    found = session.scalars(select(PracticeQuestion)).all()
    session.commit()
    return found


def test_the_answer_reaches_who_asked(session, people, client_as, practice, address, asked, advising):
    adviser, asker = client_as(people.adviser), client_as(people.other)
    page = adviser.get(asked)
    assert "Bespreek de vraag met gemeente Voorbeeldstad. Noem haar naam niet" in page.text
    assert "Gemeente Voorbeelddorp" in page.text and asked in adviser.get(LIST).links
    page = adviser.follow(adviser.post(asked, {"answer": ANSWER, "seen": page.fields["seen"]}))
    assert "Wie de vraag stelde, krijgt een mail" in page.text
    (mail,) = mails(session, "practice_answer").values()
    assert mail.recipient == people.other.email and "Dat hielp." in mail.text and asked in mail.text
    assert "Voorbeeldstad" not in mail.text + mail.html + mail.subject
    for path in (address, asked):
        page = asker.get(path)
        assert TEXT in page.text and "Dat hielp." in page.text and "Voorbeeldstad" not in page.html
    assert "Beantwoord (1)" in asker.get(LIST).text
    assert "Voorbeeldstad" not in client_as(advising).get(asked).html
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "answer_about_practice")).one()
    assert entry.new is None and entry.municipality_id == people.elsewhere.id
    session.commit()
    history = client_as(people.administrator).get("/beheer/geschiedenis?soort=vragen").text
    assert "gaf antwoord op een vraag over een gedeelde actie voor Voorbeelddorp" in history
    assert TEXT not in history and "Dat hielp." not in history


def test_the_name_is_told_when_the_municipality_agreed(session, people, client_as, practice, asked, advising):
    session.execute(update(SharedPractice).values(shows_name=True))
    session.commit()
    client = client_as(advising)
    assert "Bespreek de vraag met gemeente Voorbeeldstad" in client.get(asked).text
    client.post(asked, {"answer": ANSWER})
    (mail,) = mails(session, "practice_answer").values()
    assert "de gemeente Voorbeeldstad" in mail.text


def test_a_better_answer_keeps_the_old_one(session, people, client_as, asked):
    client = client_as(people.adviser)
    client.post(asked, {"answer": "Eerst dit."})
    page = client.get(asked)
    assert page.fields["answer"] == "Eerst dit." and "Verander het antwoord" in page.text
    again = {"answer": ANSWER, "seen": page.fields["seen"]}
    client.post(asked, again)
    assert "Er is niets veranderd" in client.follow(client.post(asked, again)).text
    entries = session.scalars(select(AuditEntry.old).where(AuditEntry.action == "answer_about_practice")).all()
    session.commit()
    assert {"answer": "Eerst dit."} in entries and len(entries) == 2


def test_another_adviser_was_first(session, people, client_as, asked, advising):
    client_as(people.adviser).post(asked, {"answer": "Van de een."})
    client = client_as(advising)
    page = client.post(asked, {"answer": "Van de ander.", "seen": ""}, status=409)
    assert "gaf intussen een antwoord" in page.text and "Van de een." in page.text
    assert page.fields["answer"] == "Van de ander." and page.title.startswith("Fout:")
    assert [one.answer for one in questions(session)] == ["Van de een."]
    client.post(asked, {"answer": "Van de ander.", "seen": page.fields["seen"]})
    assert [one.answer for one in questions(session)] == ["Van de ander."]


@pytest.mark.parametrize(("text", "sentence"), [("", "Schrijf het antwoord op"), ("x" * 5001, "5000 tekens")])
def test_a_wrong_answer_is_not_lost(session, people, client_as, asked, text, sentence):
    page = client_as(people.adviser).post(asked, {"answer": text}, status=422)
    assert sentence in page.text and page.fields["answer"] == text


def test_who_may_read_and_answer(session, people, client_as, asked):
    # The coordinator of who shared it, and other municipalities, never read it; who asked does not answer.
    third = make_user(session, "ander@stichting.example", "An Der", "adviser", people.municipality)
    session.execute(update(Membership).where(Membership.user_id == third.id).values(ended_at=now()))
    session.commit()
    refused = [(people.coordinator, 404), (people.reader, 403), (people.participant, 403)]
    for who, status in [*refused, (people.administrator, 403), (third, 403)]:
        client_as(who).get(asked, status=status)
        client_as(who).post(asked, {"answer": ANSWER}, status=status)
    asker = client_as(people.other)
    assert "Je krijgt een mail" in asker.get(asked).text
    asker.post(asked, {"answer": ANSWER}, status=403)
    assert TEXT[:20] not in client_as(people.coordinator).get(LIST).text
    client_as(people.reader).get(LIST, status=403)
    assert [one.answer for one in questions(session)] == [None]


def test_after_withdrawing_the_answer_stays_and_the_action_is_gone(session, people, client_as, address, asked):
    client_as(people.adviser).post(asked, {"answer": ANSWER})
    session.execute(update(SharedPractice).values(withdrawn_at=now(), withdrawn_by=people.coordinator.id))
    session.commit()
    page = client_as(people.other).get(asked)
    assert "Dat hielp." in page.text and TOLD["title"] not in page.html and address not in page.links
    assert "niet meer gedeeld" in client_as(people.other).get(LIST).text
    # Who advises the municipality that shared it still knows what it was.
    assert TOLD["title"] in client_as(people.adviser).get(asked).text


def test_when_who_asked_is_gone_the_coordinators_hear_it(session, people, client_as, asked):
    make_user(session, "nieuw@voorbeelddorp.example", "Nico Nieuw", "coordinator", people.elsewhere)
    session.execute(update(Membership).where(Membership.user_id == people.other.id).values(ended_at=now()))
    session.commit()
    client_as(people.adviser).post(asked, {"answer": ANSWER})
    assert set(mails(session, "practice_answer")) == {"nieuw@voorbeelddorp.example"}
