"""Inviting colleagues: whom, with which mail, once."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.doors.tokens import token_hash
from app.models import Assessment, AuditEntry
from app.operation.tasks import run_tasks
from app.web.clock import now, today
from app.web.formatting import day_and_date
from config import Settings
from tests.colleagues import form, mails, make_member, token_in
from tests.factories import make_assessment, make_participation
from tests.mail_server import receiving

LATER = today() + timedelta(days=20)
NAMES = ("Anna Eén", "Bram Twee", "Cato Drie")
HOSTILE = "<script>alert(1)</script> {name} https://elders.example/x\r\nBcc: x@elders.example\n" + "lang " * 100


@pytest.fixture
def assessment(session, people):
    """An open assessment with a last day to come."""
    return make_assessment(session, people, deadline=LATER, deadline_changes=1)


@pytest.fixture
def members(session, assessment):
    """Three colleagues with questions, who were not invited."""
    made = [make_member(session, assessment, number, name) for number, name in enumerate(NAMES)]
    session.commit()
    return made


@pytest.fixture
def page(assessment):
    """Where people are invited."""
    return f"/inventarisaties/{assessment.id}/deelnemers/uitnodigen"


def test_everybody_gets_a_mail_of_their_own(session, people, client_as, members, page):
    members[0].personal_line = "Voor Anna."
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    assert all(name in shown.text for name in NAMES)
    assert "Elders anders genoemd" not in shown.text
    coordinator.follow(coordinator.post(page, form(members, "Voor allemaal.")))
    sent = mails(session)
    assert [mail.recipient for mail in sent] == [f"c{number}@voorbeeldstad.example" for number in range(3)]
    assert all(mail.reply_to == people.coordinator.email and mail.kind == "invitation" for mail in sent)
    assert all("> Voor allemaal." in mail.text and day_and_date(LATER) in mail.text for mail in sent)
    assert ["Voor Anna." in mail.text for mail in sent] == [True, False, False]
    assert "Hallo Anna Eén," in sent[0].text
    tokens = [token_in(mail) for mail in sent]
    assert len(set(tokens)) == 3
    for member, mail, token in zip(members, sent, tokens, strict=True):
        session.refresh(member)
        assert (member.link_hash, mail.participation_id) == (token_hash(token), member.id)
        assert (member.state, member.invited_at is not None) == ("invited", True)
    session.expire_all()
    assert session.scalars(select(Assessment)).one().invitation_line == "Voor allemaal."


def test_it_arrives_as_text_html_and_calendar(session, people, client_as, members, page):
    client_as(people.coordinator).post(page, form(members[:1], HOSTILE))
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), now())
    (mail,) = inbox.mails
    body, calendar = mail.iter_parts()
    text, html = body.iter_parts()
    types = [part.get_content_type() for part in (mail, body, text, html, calendar)]
    assert types == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert mail["Reply-To"] == people.coordinator.email
    assert mail["Subject"] == "Voorbeeldstad: wil je 4 vragen beantwoorden over Geldzaken, armoede en schulden?"
    assert (mail["To"], mail["Bcc"], mail["Date"] is None) == ("c0@voorbeeldstad.example", None, False)
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "PUBLISH"
    (event,) = Calendar.from_ical(calendar.get_content()).walk("VEVENT")
    assert event["dtstart"].dt == LATER
    assert "> <script>alert(1)</script> {name} https://elders.example/x\n> Bcc: x@elders.example" in text.get_content()
    assert "<script>" not in html.get_content()
    assert 'href="https://elders.example' not in html.get_content()


def test_a_name_with_an_accent_is_right_in_the_subject(session, people, client_as, members, page):
    people.municipality.name = "Súdwest-Fryslân é"
    session.commit()
    client_as(people.coordinator).post(page, form(members[:1]))
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), now())
    assert inbox.mails[0]["Subject"].startswith("Súdwest-Fryslân é: wil je")


def test_a_look_beforehand_sends_nothing_and_keeps_what_was_typed(session, people, client_as, members, page):
    members[1].personal_line = "Voor Bram."
    session.commit()
    shown = client_as(people.coordinator).post(page, form(members[1:], HOSTILE, "preview"), status=200)
    assert mails(session) == []
    assert shown.fields["line"].split() == HOSTILE.split()
    for said in ("c1@voorbeeldstad.example", "Voor Bram.", people.coordinator.email, day_and_date(LATER), "Hallo Bram"):
        assert said in shown.text
    assert "Voorbeeldstad: wil je 4 vragen beantwoorden over " in shown.text
    assert not [link for link in shown.links if "elders.example" in link or "/uitnodiging/" in link]
    chosen = [box.get("value") for box in shown.all("input") if box.get("checked") is not None]
    assert chosen == [str(one.id) for one in members[1:]]
    session.expire_all()
    assert members[1].invited_at is None


def test_what_is_seen_beforehand_is_what_is_sent(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    shown = coordinator.post(page, form(members[:1], "Tot snel.", "preview"), status=200)
    coordinator.post(page, form(members[:1], "Tot snel."))
    (mail,) = mails(session)
    lines = [line.lstrip(">- ") for line in mail.text.splitlines() if "/uitnodiging/" not in line]
    assert [line for line in lines if " ".join(line.split()).removesuffix(":") not in shown.text] == []
    assert mail.subject in shown.text


def test_twice_is_once(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members))
    before = [mail.text for mail in mails(session)]
    answer = coordinator.post(page, form(members))
    assert "was al uitgenodigd" in coordinator.follow(answer).text
    assert [mail.text for mail in mails(session)] == before
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "invite_people")).all()) == 1


def test_the_audit_trail_names_nobody(session, people, client_as, members, page):
    client_as(people.coordinator).post(page, form(members, "Een geheime regel."))
    (row,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "invite_people"))
    assert row.new == [str(one.id) for one in members]
    assert "Anna" not in str(row.__dict__) and "geheime" not in str(row.__dict__)


def test_who_has_no_questions_is_named_and_cannot_be_chosen(session, people, client_as, assessment, members, page):
    without = make_member(session, assessment, 9, "Daan Zonder", cells=())
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.get(page)
    assert "Daan Zonder" in shown.text
    assert f"/inventarisaties/{assessment.id}/deelnemers/{without.id}" in shown.links
    assert str(without.id) not in [box.get("value") for box in shown.all("input")]
    coordinator.post(page, form([without, *members]), status=422)
    assert mails(session) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"people": []}, "Kies minstens 1 collega."),
        ({"people": ["x"]}, "doet niet meer mee"),
        ({"line": "x" * 1001}, "maximaal 1000 tekens"),
        ({"line": "a\x00b"}, "Er stond een teken in"),
    ],
)
def test_bad_input_is_said(session, people, client_as, members, page, fields, said):
    assert said in client_as(people.coordinator).post(page, form(members) | fields, status=422).text
    assert mails(session) == []


def test_somebody_of_another_assessment_cannot_be_invited_here(session, people, client_as, members, page):
    elsewhere = make_assessment(session, people, title="Een andere ronde")
    stranger = make_member(session, elsewhere, 7, "Vreemd")
    session.commit()
    client_as(people.coordinator).post(page, form([stranger]), status=422)


def test_others_cannot_invite(session, people, client_as, assessment, members, page):
    make_participation(session, assessment, people.participant, everything=True)
    session.commit()
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).post(page, form(members), status=status)
    assert mails(session) == []


@pytest.mark.parametrize("state", ["in_review", "agreed"])
def test_nobody_is_invited_once_the_review_has_started(session, people, client_as, assessment, members, page, state):
    assessment.state = state
    session.commit()
    shown = client_as(people.coordinator).post(page, form(members, "Mijn regel."), status=409)
    assert "Mijn regel." in shown.text
    assert mails(session) == []
