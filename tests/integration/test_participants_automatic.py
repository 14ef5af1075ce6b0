"""The mails that go out by themselves: a reminder before the last day, and to the coordinator after it."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update

from app.models import Assessment, AuditEntry, Membership, OutboxMail, Participation
from app.operation.tasks import run_tasks
from app.participants.deadline import reminder_due, send_days_over, send_due_reminders
from app.web.clock import now
from app.web.extensions import db
from app.web.formatting import HERE
from config import Settings
from tests.factories import make_assessment
from tests.integration.test_participants_reminding import BUSY, members, recipients
from tests.mail_server import receiving

__all__ = ["members", "recipients"]

LAST = date(2027, 4, 2)
"""A Friday, five days after the clock went forward."""
REMINDED = datetime(2027, 3, 30, 8, tzinfo=HERE)
SETTINGS = Settings()


@pytest.fixture
def assessment(session, people):
    """An open assessment with a last day in spring."""
    return make_assessment(session, people, deadline=LAST, deadline_changes=1, reminder_days=3)


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
        moment = reminder_due(date(2027, 3, day) + timedelta(days=3), 3)
        assert (moment.hour, moment.utctimetuple().tm_hour) == (8, utc)
    for day, utc in ((30, 6), (31, 7)):
        moment = reminder_due(date(2027, 10, day) + timedelta(days=7), 7)
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


OVER = datetime(2027, 4, 3, 8, tzinfo=HERE)
"""The morning after the last day."""


def coordinators_told(session):
    """The mails to coordinators, by now."""
    return session.scalars(select(OutboxMail).where(OutboxMail.kind == "last_day_over")).all()


def test_the_morning_after_the_coordinator_hears_who_is_not_done(session, people, assessment, members):
    for early in (timedelta(seconds=1), timedelta(hours=8), timedelta(days=1)):
        assert send_days_over(session, SETTINGS, now=OVER - early) == 0
    with receiving() as inbox:
        run_tasks(session, Settings(mail_port=inbox.port), OVER)
    (mail,) = inbox.mails
    assert mail["To"] == people.coordinator.email
    text = mail.get_body(("plain",)).get_content()
    for words in ("vrijdag 2 april 2027", "Collega 0: 0 van 4 vragen", "Collega 1: 1 van 4 vragen", "Collega 5: 0 van"):
        assert words in text
    assert f"/inventarisaties/{assessment.id}/bespreking-starten" in text
    assert "Collega 2" not in text and "Collega 3" not in text and "Collega 4" not in text
    for later in (timedelta(seconds=5), timedelta(days=1), timedelta(days=3)):
        assert send_days_over(session, SETTINGS, now=OVER + later) == 0


def test_when_everybody_is_done_it_says_so(session, members):
    session.execute(update(Participation).values(state="submitted"))
    session.commit()
    assert send_days_over(session, SETTINGS, now=OVER) == 1
    (mail,) = coordinators_told(session)
    assert "iedereen is klaar" in mail.subject and "Start de bespreking" in mail.text


@pytest.mark.parametrize("days_late, mails", [(1, 1), (6, 1), (7, 0), (90, 0)])
def test_after_a_standstill_it_says_so_for_a_week(session, members, days_late, mails):
    assert send_days_over(session, SETTINGS, now=OVER + timedelta(days=days_late)) == mails


def test_a_last_day_that_was_moved_is_told_of_again(session, members):
    assert send_due_reminders(session, SETTINGS, now=REMINDED) == 2
    assert send_days_over(session, SETTINGS, now=OVER) == 1
    # The first day that can be chosen then is the second one after it.
    session.execute(update(Assessment).values(deadline=LAST + timedelta(days=2)))
    session.commit()
    assert send_days_over(session, SETTINGS, now=OVER + timedelta(days=1)) == 0
    assert send_due_reminders(session, SETTINGS, now=OVER + timedelta(days=1)) == 2
    assert send_days_over(session, SETTINGS, now=OVER + timedelta(days=2)) == 1


@pytest.mark.parametrize("columns", [{"state": "in_review"}, {"state": "agreed"}, {"deadline": None}])
def test_it_is_not_told_of_a_round_that_is_closed(session, members, columns):
    session.execute(update(Assessment).values(**columns))
    session.commit()
    assert send_days_over(session, SETTINGS, now=OVER) == 0


def test_it_is_not_told_when_nobody_was_invited(session, members):
    session.execute(update(Participation).where(Participation.role == "participant").values(invited_at=None))
    session.commit()
    assert send_days_over(session, SETTINGS, now=OVER) == 0
    assert coordinators_told(session) == []


def test_it_waits_for_somebody_to_tell(session, people, members):
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=now()))
    session.commit()
    assert send_days_over(session, SETTINGS, now=OVER) == 0
    session.execute(update(Membership).values(ended_at=None))
    session.commit()
    assert send_days_over(session, SETTINGS, now=OVER) == 1


def test_two_processes_tell_it_once(app, session, members):
    session.rollback()
    others = []

    @event.listens_for(session, "after_transaction_end", once=True)
    def meanwhile(*_):
        with app.app_context():
            others.append(send_days_over(db.session, SETTINGS, now=OVER))

    assert send_days_over(session, SETTINGS, now=OVER) == 0
    assert others == [1]
    assert len(coordinators_told(session)) == 1
