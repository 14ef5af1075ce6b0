"""Questions about shared actions: by way of advisers, who reads them, and who may know which municipality it is."""

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, update

from app.models import Membership, OutboxMail, PracticeQuestion, SharedPractice
from app.network.questions import QUESTIONS
from app.web.clock import now
from tests.factories import make_assessment, make_user
from tests.integration.test_assessments_statements import statements
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


def test_a_question_goes_to_the_advisers_of_both(session, people, client_as, practice, address, advising):
    client = client_as(people.other)
    assert "Zij zien de naam van jouw gemeente" in client.get(address).text
    page = client.follow(client.post(f"{address}/vragen", {"text": TEXT}))
    assert "Je vraag is verstuurd" in page.text and TEXT in page.text and "Nog geen antwoord" in page.text
    (asked,) = questions(session)
    assert (asked.municipality_id, asked.asked_by) == (people.elsewhere.id, people.other.id)
    sent = mails(session, "practice_question")
    assert set(sent) == {"adviseur@stichting.example", "ada@stichting.example"}
    theirs, ours = sent["adviseur@stichting.example"], sent["ada@stichting.example"]
    for mail in (theirs, ours):
        assert TEXT in mail.text and TOLD["title"] in mail.text and f"{LIST}/{asked.id}" in mail.text
        assert "Voorbeelddorp" in mail.text
    # Whoever shares without a name is not named to an adviser of another municipality.
    assert "Voorbeeldstad wil niet met naam genoemd worden" in theirs.text
    assert "Voorbeeldstad" not in ours.text + ours.html + ours.subject and "Haar adviseur krijgt" in ours.text
    # The same click once more is the same question.
    assert "was al verstuurd" in client.follow(client.post(f"{address}/vragen", {"text": TEXT})).text
    assert len(questions(session)) == 1


def test_who_advises_both_gets_one_mail(session, people, client_as, practice, address):
    where = {"municipality_id": people.elsewhere.id, "role": "adviser"}
    session.add(Membership(user_id=people.adviser.id, created_at=now(), **where))
    session.commit()
    client_as(people.other).post(f"{address}/vragen", {"text": TEXT})
    assert [mail.subject for mail in mails(session, "practice_question").values()] == [
        "Voorbeeldstad: een vraag over een gedeelde actie"
    ]


@pytest.mark.parametrize(("text", "sentence"), [(" ", "Schrijf op wat je wilt weten"), ("x" * 5001, "5000 tekens")])
def test_a_wrong_question_is_not_lost(session, people, client_as, practice, address, text, sentence):
    page = client_as(people.other).post(f"{address}/vragen", {"text": text}, status=422)
    assert sentence in page.text and page.fields["text"].strip() == text.strip()
    page = client_as(people.other).post(f"{address}/vragen", {"text": "Hoe?", "municipality": "x"}, status=422)
    assert "Kies namens welke gemeente" in page.text and page.fields["text"] == "Hoe?"
    assert not questions(session)


def test_only_a_coordinator_of_another_municipality_asks(session, people, client_as, practice, address, advising):
    for who in (people.adviser, advising, people.reader, people.participant, people.administrator):
        client_as(who).post(f"{address}/vragen", {"text": TEXT}, status=403)
    client = client_as(people.coordinator)
    assert "Wat wil je weten" not in client.get(address).text
    page = client.post(f"{address}/vragen", {"text": TEXT}, status=409)
    assert "jullie eigen gemeente" in page.text.replace("van jullie", "jullie") and TEXT in page.text
    assert "Wat wil je weten" not in client_as(advising).get(address).text
    client_as(people.other).post(f"{address[:-4]}0000/vragen", {"text": TEXT}, status=404)


def test_without_an_adviser_nothing_can_be_asked(session, people, client_as, practice, address):
    session.execute(update(Membership).where(Membership.role == "adviser").values(ended_at=now()))
    session.commit()
    client = client_as(people.other)
    page = client.get(address)
    assert "Vraag de Stichting om een adviseur" in page.text and "Wat wil je weten" not in page.text
    assert TEXT in client.post(f"{address}/vragen", {"text": TEXT}, status=409).text
    assert not questions(session)


def test_with_only_the_own_adviser_it_can(session, people, client_as, practice, address, advising):
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    client_as(people.other).post(f"{address}/vragen", {"text": TEXT})
    (mail,) = mails(session, "practice_question").values()
    assert mail.recipient == "ada@stichting.example" and "heeft nu geen adviseur" in mail.text
    (asked,) = questions(session)
    assert "heeft nu geen adviseur" in client_as(advising).get(f"{LIST}/{inspect(asked).identity[0]}").text


def test_what_was_withdrawn_meanwhile_is_said_and_the_question_stands_there(session, people, client_as, address):
    session.execute(update(SharedPractice).values(withdrawn_at=now(), withdrawn_by=people.coordinator.id))
    session.commit()
    page = client_as(people.other).post(f"{address}/vragen", {"text": TEXT}, status=409)
    assert "wordt niet meer gedeeld" in page.text and TEXT in page.text


@pytest.mark.usefixtures("clock")
def test_too_many_questions_wait(session, people, client_as, practice, address):
    client = client_as(people.other)
    for number in range(QUESTIONS.most):
        client.post(f"{address}/vragen", {"text": f"Vraag {number}"})
    page = client.post(f"{address}/vragen", {"text": "Nog een"}, status=429)
    assert f"{QUESTIONS.most} vragen per uur" in page.text and page.fields["text"] == "Nog een"
    assert len(questions(session)) == QUESTIONS.most


def test_who_coordinates_more_says_for_which(session, people, client_as, practice, address):
    both = make_user(session, "beide@voorbeeld.example", "Bea Ide", "coordinator", people.elsewhere)
    third = make_user(session, "x@elders.example", "X", "reader", people.elsewhere)
    session.add(
        Membership(user_id=both.id, municipality_id=people.municipality.id, role="coordinator", created_at=now())
    )
    session.commit()
    client = client_as(both)
    # Only for the other one: never for the municipality that shared it.
    client.post(f"{address}/vragen", {"text": TEXT, "municipality": str(people.municipality.id)}, status=422)
    client.post(f"{address}/vragen", {"text": TEXT, "municipality": str(people.elsewhere.id)})
    assert [one.municipality_id for one in questions(session)] == [people.elsewhere.id] and third


def test_the_list_takes_as_few_statements_whatever_there_is(session, people, client_as, practice, asked):
    client = client_as(people.adviser)
    client.get(LIST)
    with statements() as few:
        client.get(LIST)
    for number in range(30):
        more = {"asked_at": now() - timedelta(hours=number), "text": f"Vraag {number}"}
        make_question(session, practice, people.elsewhere, people.other, **more)
    with statements() as many:
        page = client.get(LIST)
    assert len(few) == len(many) <= 6 and "Nog geen antwoord (31)" in page.text


def test_nobody_asked_anything(people, client_as):
    assert "Er zijn geen vragen" in client_as(people.other).get(LIST).text
