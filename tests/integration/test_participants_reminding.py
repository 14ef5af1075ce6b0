"""Reminding colleagues by hand, and thanking them."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.models import Assessment
from app.web.clock import now, today
from tests.colleagues import (
    form,
    id_of,
    mails,
    make_member,
    token_in,
)
from tests.factories import make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements

LAST = today() + timedelta(days=20)


@pytest.fixture
def assessment(session, people):
    """An open assessment with a last day to come."""
    return make_assessment(session, people, deadline=LAST, deadline_changes=1, reminder_days=3)


@pytest.fixture
def members(session, assessment):
    """Two who are busy, one who is done, one who was not invited, one who left, one without questions."""
    columns = [
        {"invited_at": now()},
        {"invited_at": now(), "state": "started"},
        {"invited_at": now(), "state": "submitted", "submitted_at": now()},
        {},
        {"invited_at": now(), "ended_at": now()},
    ]
    made = [make_member(session, assessment, number, f"Collega {number}", **row) for number, row in enumerate(columns)]
    make_member(session, assessment, 5, "Collega 5", cells=(), invited_at=now())
    session.commit()
    make_answers(session, made[1], {"geld/A.BL": 2})
    return made


@pytest.fixture
def page(assessment):
    """Where people are reminded."""
    return f"/inventarisaties/{assessment.id}/deelnemers/herinneren"


@pytest.fixture
def thanks(assessment):
    """Where people are thanked."""
    return f"/inventarisaties/{assessment.id}/deelnemers/bedanken"


def recipients(session):
    """Who got a mail."""
    return [mail.recipient for mail in mails(session)]


BUSY = ["c0@voorbeeldstad.example", "c1@voorbeeldstad.example"]


def test_who_is_not_done_gets_a_mail_that_says_what_is_left(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    chosen = {box.get("value") for box in shown.all("input") if box.get("checked") is not None}
    assert chosen == {id_of(one) for one in members[:2]}
    assert "Nog niet begonnen" in shown.text and "1 van de" in shown.text
    coordinator.post(page, form(members[:2], "Nog even."))
    first, second = mails(session)
    assert [first.recipient, second.recipient] == BUSY
    assert "Je hebt er 1 van de" in second.text and "Het gaat om" in first.text
    assert all(mail.kind == "reminder" and "> Nog even." in mail.text for mail in (first, second))
    assert all(token_in(mail) and mail.calendar for mail in (first, second))
    session.expire_all()
    assert members[0].reminded_at is not None and members[0].state == "invited"


def test_a_look_beforehand_sends_nothing(session, people, client_as, members, page):
    shown = client_as(people.coordinator).post(page, form(members[1:2], "Hoi.", "preview"), status=200)
    assert "c1@voorbeeldstad.example" in shown.text and "Je hebt er 1 van de" in shown.text
    assert mails(session) == []


def test_two_clicks_are_one(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members[:2]))
    said = coordinator.follow(coordinator.post(page, form(members[:2]))).text
    assert "al een herinnering gekregen" in said
    assert recipients(session) == BUSY


def test_who_was_reminded_lately_is_named_and_not_chosen(session, people, client_as, members, page):
    members[0].reminded_at = now() - timedelta(hours=23)
    members[1].reminded_at = now() - timedelta(hours=25)
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    assert "nu niet aangevinkt: Collega 0." in shown.text
    assert [box.get("value") for box in shown.all("input") if box.get("checked") is not None] == [id_of(members[1])]
    coordinator.post(page, form(members[:1]))
    assert recipients(session) == BUSY[:1]


def test_who_is_done_or_gone_is_not_reminded(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members[2:4]))
    coordinator.post(page, form(members[4:5]), status=422)
    assert recipients(session) == []


def test_after_the_last_day_a_reminder_makes_no_sense(session, people, client_as, members, page):
    session.execute(update(Assessment).values(deadline=today() - timedelta(days=1)))
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.post(page, form(members[:1], "Mijn regel."), status=409)
    assert "Verzet eerst de laatste dag" in shown.text and "Mijn regel." in shown.text
    assert coordinator.get(page, status=409).h1 == "Dit kan nu niet"
    assert recipients(session) == []


def test_without_a_last_day_a_reminder_names_none(session, people, client_as, members, page):
    session.execute(update(Assessment).values(deadline=None))
    session.commit()
    client_as(people.coordinator).post(page, form(members[:1]))
    (mail,) = mails(session)
    assert ("tot en met" in mail.text, mail.calendar) == (False, None)


@pytest.mark.parametrize("which", ["page", "thanks"])
def test_others_cannot(session, people, client_as, assessment, members, which, request):
    path = request.getfixturevalue(which)
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).post(path, form(members[:3]), status=status)
    assert recipients(session) == []


@pytest.mark.parametrize("which", ["page", "thanks"])
def test_bad_input_is_said(session, people, client_as, members, which, request):
    path = request.getfixturevalue(which)
    coordinator = client_as(people.coordinator)
    assert "Kies minstens 1 collega." in coordinator.post(path, form([]), status=422).text
    assert "doet niet meer mee" in coordinator.post(path, form([]) | {"people": ["x"]}, status=422).text
    assert "maximaal 1000" in coordinator.post(path, form(members[:3], "x" * 1001), status=422).text
    assert recipients(session) == []


def test_nobody_is_reminded_once_the_review_has_started(session, people, client_as, members, page):
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    client_as(people.coordinator).post(page, form(members[:1]), status=409)
    assert recipients(session) == []


@pytest.mark.parametrize("state", ["open", "in_review"])
def test_who_is_done_can_be_thanked_once(session, people, client_as, members, thanks, state):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    coordinator = client_as(people.coordinator)
    assert "Collega 2" in coordinator.get(thanks).text
    coordinator.post(thanks, form(members[2:3], "Top!", "preview"), status=200)
    assert recipients(session) == []
    coordinator.post(thanks, form(members[:4], "Top!"))
    said = coordinator.follow(coordinator.post(thanks, form(members[2:3]))).text
    assert "is al bedankt" in said
    (mail,) = mails(session)
    assert (mail.recipient, mail.kind, "> Top!" in mail.text) == ("c2@voorbeeldstad.example", "thanks", True)
    assert "Er is niemand om te bedanken" in coordinator.get(thanks).text
    assert "Er is niemand om te bedanken" in coordinator.post(thanks, {"line": "Top!"}, status=409).text


def test_pages_take_few_statements(session, people, client_as, members, page, thanks):
    coordinator = client_as(people.coordinator)
    for path in (page, thanks):
        with statements() as sent:
            coordinator.get(path)
        assert len(sent) <= 6, sent
