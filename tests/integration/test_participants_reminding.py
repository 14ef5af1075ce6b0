"""Reminding colleagues by hand and by itself, and thanking them."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update

from app.clock import now, today
from app.extensions import db
from app.formatting import HERE
from app.models import Assessment, AuditEntry, Membership, OutboxMail, Participation
from app.operation.tasks import run_tasks
from app.participants.operations.automatic import reminder_due, send_due_reminders
from config import Settings
from tests.factories import make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements
from tests.integration.test_participants_inviting import form, id_of, mails, make_member
from tests.mail_server import receiving

LAST = datetime(2027, 4, 2).date()  # noqa: DTZ001 - a Friday, five days after the clock went forward
REMINDED = datetime(2027, 3, 30, 8, tzinfo=HERE)
SETTINGS = Settings()


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
    assert all("/uitnodiging/" not in mail.text and mail.calendar for mail in (first, second))
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
    assert "Kies minstens 1 persoon." in coordinator.post(path, form([]), status=422).text
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


def test_pages_take_few_statements(session, people, client_as, members, page, thanks):
    coordinator = client_as(people.coordinator)
    for path in (page, thanks):
        with statements() as sent:
            coordinator.get(path)
        assert len(sent) <= 6, sent


def test_a_reminder_goes_out_by_itself_at_eight(session, people, members):
    for early in (timedelta(seconds=1), timedelta(hours=8), timedelta(days=1)):
        assert send_due_reminders(session, SETTINGS, now=REMINDED - early) == 0
    with receiving() as inbox:
        sent = run_tasks(session, Settings(mail_port=inbox.port), REMINDED)
    assert (sent, sorted(mail["To"] for mail in inbox.mails)) == (2, BUSY)
    assert all(mail["Reply-To"] == people.coordinator.email for mail in inbox.mails)
    for later in (timedelta(seconds=5), timedelta(days=1), timedelta(days=3)):
        assert send_due_reminders(session, SETTINGS, now=REMINDED + later) == 0
    (row,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "remind_people"))
    assert (row.actor_id, len(row.new)) == (None, 2)


@pytest.mark.parametrize("days_late", [1, 2, 3])
def test_after_a_standstill_it_goes_out_by_day(session, members, days_late):
    night = REMINDED.replace(hour=3) + timedelta(days=days_late)
    assert send_due_reminders(session, SETTINGS, now=night) == 0
    assert send_due_reminders(session, SETTINGS, now=night.replace(hour=9)) == 2


def test_after_the_last_day_it_stays_away(session, members):
    assert send_due_reminders(session, SETTINGS, now=REMINDED + timedelta(days=4)) == 0


def test_eight_is_eight_on_both_sides_of_summer_time():
    # The clock goes forward in the night to 28 March 2027 and back in the night to 31 October 2027.
    for day, utc in ((27, 7), (28, 6), (29, 6)):
        moment = reminder_due(datetime(2027, 3, day).date() + timedelta(days=3), 3)  # noqa: DTZ001 - only its date
        assert (moment.hour, moment.utctimetuple().tm_hour) == (8, utc)
    for day, utc in ((30, 6), (31, 7)):
        moment = reminder_due(datetime(2027, 10, day).date() + timedelta(days=7), 7)  # noqa: DTZ001 - only its date
        assert (moment.hour, moment.utctimetuple().tm_hour) == (8, utc)


def test_who_was_reminded_lately_is_left_in_peace(session, members):
    members[0].reminded_at = REMINDED - timedelta(hours=23)
    members[1].reminded_at = REMINDED - timedelta(hours=25)
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 1
    assert recipients(session) == BUSY[1:]


def test_another_last_day_has_its_own_reminder(session, assessment, members):
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 2
    session.execute(update(Assessment).values(deadline=LAST + timedelta(days=14)))
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED + timedelta(days=13)) == 0
    assert send_due_reminders(session, SETTINGS, now=REMINDED + timedelta(days=14)) == 2


@pytest.mark.parametrize("columns", [{"state": "in_review"}, {"reminder_days": None}, {"deadline": None}])
def test_it_stays_away(session, members, columns):
    session.execute(update(Assessment).values(**columns))
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 0


def test_it_waits_for_a_coordinator(session, people, members):
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=now()))
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 0
    session.execute(update(Membership).values(ended_at=None))
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 2


def test_two_processes_remind_once(app, session, members):
    session.rollback()
    others = []

    # The other comes when this one has looked, and has not taken the round yet.
    @event.listens_for(session, "after_transaction_end", once=True)
    def meanwhile(*_):
        with app.app_context():
            others.append(send_due_reminders(db.session, SETTINGS, now=REMINDED))

    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 0
    assert others == [2]
    assert session.scalar(select(func.count()).select_from(OutboxMail)) == 2


def test_one_round_that_has_nobody_left_is_done_with(session, assessment, members):
    session.execute(update(Participation).values(state="submitted"))
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 0
    session.execute(update(Participation).values(state="started"))
    session.commit()
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 0
