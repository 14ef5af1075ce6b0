"""Inviting colleagues: whom, with which mail, once."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import inspect, select, update

from app.clock import now, today
from app.formatting import day_and_date
from app.mail import PATIENCE
from app.models import Assessment, AuditEntry, OutboxMail, Participation, ParticipationPart
from app.operation.tasks import run_tasks
from app.participants.forms.deadline import typed_day
from app.participants.operations.sending import MAILS
from app.tokens import token_hash
from config import Settings
from tests.factories import make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.mail_server import receiving

LATER = today() + timedelta(days=20)
NAMES = ("Anna Eén", "Bram Twee", "Cato Drie")
HOSTILE = "<script>alert(1)</script> {name} https://elders.example/x\r\nBcc: x@elders.example\n" + "lang " * 100


def make_member(session, assessment, number, name, cells=(("geld", "beleid"),), **columns):
    """A colleague who was added with these cells, and not invited unless `columns` say so."""
    user = make_user(session, f"c{number}@voorbeeldstad.example", f"Elders anders genoemd {number}")
    values = {"invited_at": None, "state": "invited", "name": name, "function": "beleidsmedewerker", **columns}
    part = make_participation(session, assessment, user, **values)
    shared = {"participation_id": part.id, "municipality_id": assessment.municipality_id}
    session.add_all(ParticipationPart(**shared, domain=domain, level=level) for domain, level in cells)
    session.flush()
    return part


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


def mails(session):
    """All mails as they stand in the database now, read without keeping others from writing."""
    found = session.execute(select(OutboxMail.__table__).order_by(OutboxMail.recipient, OutboxMail.created_at)).all()
    session.rollback()
    return found


def give_up(session, mail):
    """Note that a mail was refused for good."""
    later = mail.created_at + PATIENCE
    session.execute(update(OutboxMail).where(OutboxMail.id == mail.id).values(next_attempt_at=later))
    session.commit()


def id_of(row):
    """The id of a row, without asking the database for it again: that would keep others from writing."""
    return str(inspect(row).identity[0])


def form(members, line="", action="send", **more):
    """What a browser posts."""
    return {"people": [id_of(one) for one in members], "line": line, "action": action, **more}


def token_in(mail):
    """The secret in the link of an invitation."""
    return re.search(r"/uitnodiging/([\w-]+)", mail.text)[1]


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
    assert mail["Subject"] == "Voorbeeldstad: wil je vragen beantwoorden over basisvaardigheden?"
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
    assert "Voorbeeldstad: wil je vragen beantwoorden over basisvaardigheden?" in shown.text
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


def test_without_a_last_day_it_is_asked_for(session, people, client_as, assessment, members, page):
    assessment.deadline = None
    make_member(session, assessment, 8, "Al Gevraagd", invited_at=now())
    session.commit()
    coordinator = client_as(people.coordinator)
    assert coordinator.get(page).fields["deadline"] == ""
    assert "Vul de laatste dag in" in coordinator.post(page, form(members), status=422).text
    assert "te vroeg" in coordinator.post(page, form(members, deadline="1-1-2020"), status=422).text
    typed = typed_day(LATER)
    shown = coordinator.post(page, form(members, "Hoi.", "preview", deadline=typed), status=200)
    assert (day_and_date(LATER) in shown.text, shown.fields["deadline"]) == (True, typed)
    session.expire_all()
    assert (session.scalars(select(Assessment.deadline)).one(), mails(session)) == (None, [])
    coordinator.post(page, form(members, deadline=typed))
    session.expire_all()
    assert session.scalars(select(Assessment)).one().deadline == LATER
    # Who was invited already, hears of the day.
    assert {mail.kind: mail.recipient for mail in mails(session) if mail.kind == "deadline"} == {
        "deadline": "c8@voorbeeldstad.example"
    }
    assert len([mail for mail in mails(session) if mail.kind == "invitation"]) == 3


def test_when_the_last_day_is_over_another_is_asked_for(session, people, client_as, assessment, members, page):
    assessment.deadline = today() - timedelta(days=1)
    session.commit()
    assert "deadline" in client_as(people.coordinator).get(page).fields


def test_somebody_can_get_it_again_after_an_hour(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members[:1]))
    again = f"{page}?opnieuw={id_of(members[0])}"
    assert "Uitnodiging opnieuw sturen" in coordinator.get(again).h1
    said = coordinator.follow(coordinator.post(again, form(members[:1]))).text
    assert "hoogstens 1 keer per uur" in said
    assert len(mails(session)) == 1
    session.refresh(members[0])
    invited_at = members[0].invited_at
    session.execute(update(OutboxMail).values(created_at=now() - timedelta(hours=2)))
    session.commit()
    for _ in range(2):
        coordinator.post(again, form(members[:1], "Nog een keer."))
    first, second = mails(session)
    assert "> Nog een keer." in second.text
    session.refresh(members[0])
    assert (members[0].link_hash, members[0].invited_at) == (token_hash(token_in(second)), invited_at)
    assert token_in(first) != token_in(second)


def test_a_mail_that_was_refused_may_go_again_at_once(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members[:1]))
    give_up(session, mails(session)[0])
    coordinator.post(f"{page}?opnieuw={id_of(members[0])}", form(members[:1]))
    assert len(mails(session)) == 2


@pytest.mark.parametrize("which", ["not invited", "nobody", "ended"])
def test_only_who_was_invited_can_get_it_again(session, people, client_as, assessment, members, page, which):
    ended = make_member(session, assessment, 9, "Weg", invited_at=now(), ended_at=now())
    session.commit()
    wanted = {"not invited": members[0].id, "nobody": assessment.id, "ended": ended.id}[which]
    client_as(people.coordinator).get(f"{page}?opnieuw={wanted}", status=404)
    client_as(people.coordinator).post(f"{page}?opnieuw={wanted}", form(members[:1]), status=404)


def test_there_is_a_limit_and_nothing_is_lost(session, people, client_as, assessment, page):
    many = [make_member(session, assessment, number, f"Collega {number}") for number in range(MAILS.most + 1)]
    session.commit()
    coordinator = client_as(people.coordinator)
    shown = coordinator.post(page, form(many, "Mijn regel."), status=429)
    assert f"{MAILS.most} mails per uur" in shown.text
    assert shown.fields["line"].strip() == "Mijn regel."
    assert mails(session) == []
    # What was refused does not count.
    coordinator.post(page, form(many[1:]))
    assert len(mails(session)) == MAILS.most
    assert "per uur" in coordinator.post(page, form(many[:1]), status=429).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"people": []}, "Kies minstens 1 persoon."),
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


def test_what_became_of_the_mails_is_shown(session, people, client_as, members, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, form(members))
    first, second, _ = mails(session)
    session.execute(update(OutboxMail).where(OutboxMail.id == first.id).values(sent_at=now()))
    give_up(session, second)
    shown = coordinator.get(page)
    assert "Er is niemand om uit te nodigen" in shown.text
    for said in ("Mail verstuurd op", "Mail niet aangekomen, controleer het adres", "Mail wordt verstuurd"):
        assert said in shown.text
    assert f"{page.removesuffix('uitnodigen')}{id_of(members[1])}/vervangen" in shown.links


def test_the_number_of_statements_does_not_grow(session, people, client_as, assessment, page):
    several = [make_member(session, assessment, number, f"Collega {number}") for number in range(20)]
    session.commit()
    coordinator = client_as(people.coordinator)
    with statements() as sent:
        coordinator.get(page)
    assert len(sent) <= 6, sent
    counts = []
    for chosen in (several[:2], several[2:]):
        with statements() as sent:
            coordinator.post(page, form(chosen))
        counts.append(len(sent))
    assert counts[0] == counts[1], sent
    assert session.scalars(select(Participation.invited_at).where(Participation.role == "participant")).all()
