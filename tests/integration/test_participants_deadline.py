"""Setting the last day on which colleagues can answer."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from app.models import Assessment, AuditEntry, OutboxMail
from app.state.last_day import proposed_last_day
from app.web.clock import now, today
from app.web.formatting import day_and_date
from app.web.forms import typed_day
from tests.factories import make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements

LATER = today() + timedelta(days=20)
FORM = {"deadline": typed_day(LATER), "reminder_days": "3"}


@pytest.fixture
def assessment(session, people):
    """An open assessment in which the participant was invited."""
    made = make_assessment(session, people)
    make_participation(session, made, people.participant, everything=True, name="Ivo Vuller")
    session.commit()
    return made


@pytest.fixture
def page(assessment):
    """Where the last day is set."""
    return f"/inventarisaties/{assessment.id}/deelnemers/deadline"


def mails(session):
    """All mails, as they stand in the database now."""
    session.expire_all()
    return session.scalars(select(OutboxMail).order_by(OutboxMail.created_at, OutboxMail.recipient)).all()


def stored(session):
    """The assessment as it stands in the database now."""
    session.expire_all()
    return session.scalars(select(Assessment)).one()


@pytest.mark.parametrize("typed", ["{d}-{m}-{y}", "{d:02}-{m:02}-{y}", "{y}-{m:02}-{d:02}", "  {d}-{m}-{y} "])
def test_it_sets_the_day_and_tells_who_was_invited(session, people, client_as, page, typed):
    answer = client_as(people.coordinator).post(
        page, {"deadline": typed.format(d=LATER.day, m=LATER.month, y=LATER.year), "reminder_days": "7"}
    )
    assert answer.headers["Location"].endswith("/deelnemers")
    found = stored(session)
    assert (found.deadline, found.reminder_days, found.deadline_changes, found.reminded_for) == (LATER, 7, 1, None)
    (mail,) = mails(session)
    assert (mail.recipient, mail.kind, mail.reply_to) == (
        people.participant.email,
        "deadline",
        people.coordinator.email,
    )
    assert day_and_date(LATER) in mail.text
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert (event["dtstart"].dt, event["sequence"]) == (LATER, 1)
    assert mail.participation_id is not None


def test_only_who_was_invited_and_is_not_done_hears_of_it(session, people, client_as, assessment, page):
    for number, columns in enumerate([{"state": "submitted"}, {"ended_at": now()}, {"invited_at": None}, {}]):
        user = make_user(session, f"c{number}@voorbeeldstad.example", f"Collega {number}")
        make_participation(session, assessment, user, name=f"Collega {number}", **columns)
    session.commit()
    coordinator = client_as(people.coordinator)
    text = coordinator.get(page).text
    assert "krijgen Ivo Vuller en Collega 3 een mail met de nieuwe dag" in text
    coordinator.post(page, FORM)
    assert {mail.recipient for mail in mails(session)} == {people.participant.email, "c3@voorbeeldstad.example"}


def test_the_same_twice_sends_one_mail(session, people, client_as, page):
    coordinator = client_as(people.coordinator)
    for _ in range(2):
        coordinator.post(page, FORM)
    assert len(mails(session)) == 1
    assert stored(session).deadline_changes == 1
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "set_deadline")).all()) == 1


def test_when_it_is_over_another_day_is_proposed(session, people, client_as, page):
    session.execute(update(Assessment).values(deadline=today() - timedelta(days=2)))
    session.commit()
    shown = client_as(people.coordinator).get(page)
    assert shown.fields["deadline"] == typed_day(proposed_last_day(today()))
    assert "We stellen een werkdag voor" in shown.text


def test_another_reminder_is_no_news(session, people, client_as, page):
    coordinator = client_as(people.coordinator)
    coordinator.post(page, FORM)
    coordinator.post(page, {**FORM, "reminder_days": "none"})
    assert stored(session).reminder_days is None
    assert len(mails(session)) == 1


def test_moving_it_says_what_it_was(session, people, client_as, page):
    coordinator = client_as(people.coordinator)
    assert coordinator.get(page).fields["deadline"] == typed_day(proposed_last_day(today()))
    coordinator.post(page, FORM)
    assert coordinator.get(page).fields["deadline"] == FORM["deadline"]
    coordinator.post(page, {**FORM, "deadline": typed_day(LATER + timedelta(days=7))})
    first, second = mails(session)
    assert "Eerst was dat" not in first.text
    assert f"Eerst was dat {day_and_date(LATER)}" in second.text
    assert stored(session).deadline_changes == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"deadline": ""}, "Vul de laatste dag in"),
        ({"deadline": "volgende week"}, "Dit is geen datum"),
        ({"deadline": "31-2-2027"}, "Dit is geen datum"),
        ({"deadline": "٤-١٢-٢٠٢٦"}, "Dit is geen datum"),
        ({"deadline": "4-12-26"}, "Dit is geen datum"),
        ({"deadline": "x" * 300_0}, "Dit is geen datum"),
        ({"deadline": typed_day(today())}, "te vroeg"),
        ({"deadline": "1-1-2020"}, "te vroeg"),
        ({"deadline": typed_day(today() + timedelta(days=400))}, "te ver weg"),
        ({"deadline": "31-12-9999"}, "te ver weg"),
        ({"reminder_days": ""}, "Kies of er een herinnering uitgaat"),
        ({"reminder_days": "5"}, "Kies of er een herinnering uitgaat"),
        ({"deadline": typed_day(today() + timedelta(days=3))}, "vandaag of al voorbij"),
    ],
)
def test_bad_input_is_said_and_kept(session, people, client_as, page, fields, said):
    shown = client_as(people.coordinator).post(page, FORM | fields, status=422)
    assert said in shown.text
    assert shown.fields["deadline"] == (FORM | fields)["deadline"]
    assert stored(session).deadline is None
    assert mails(session) == []


def test_the_last_day_itself_may_stay(session, people, client_as, assessment, page):
    assessment.deadline, assessment.reminder_days = today(), None
    session.commit()
    client_as(people.coordinator).post(page, {"deadline": typed_day(today()), "reminder_days": "none"})
    assert mails(session) == []


def test_others_cannot_set_it(session, people, client_as, page):
    for person, status in ((people.adviser, 403), (people.participant, 403), (people.reader, 404), (people.other, 404)):
        client_as(person).post(page, FORM, status=status)
    assert stored(session).deadline is None


@pytest.mark.parametrize(("state", "said"), [("in_review", "De bespreking is begonnen"), ("agreed", "vastgesteld")])
def test_it_cannot_be_set_once_the_review_has_started(session, people, client_as, page, state, said):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    assert said in client_as(people.coordinator).post(page, FORM, status=409).text
    assert stored(session).deadline is None


def test_it_takes_few_statements(session, people, client_as, assessment, page):
    for number in range(10):
        user = make_user(session, f"c{number}@voorbeeldstad.example", f"Collega {number}")
        make_participation(session, assessment, user, name=f"Collega {number}")
    session.commit()
    coordinator = client_as(people.coordinator)
    with statements() as sent:
        coordinator.get(page)
    assert len(sent) <= 6, sent


def test_the_file_opens_in_a_calendar(session, people, client_as, assessment, page):
    path = f"/inventarisaties/{assessment.id}/deadline.ics"
    client_as(people.coordinator).get(path, status=404)
    client_as(people.coordinator).post(page, FORM)
    for person in (people.coordinator, people.participant):
        answer = client_as(person).ask(path)
        assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
        (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
        assert (event["dtstart"].dt, event["sequence"]) == (LATER, 1)
        assert event["url"].endswith(f"/inventarisaties/{assessment.id}")
    client_as(people.adviser).get(path, status=403)
    client_as(people.other).get(path, status=404)
