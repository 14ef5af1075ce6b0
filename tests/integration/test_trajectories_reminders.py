"""The mail of a day about a trajectory: who is told what, once, and what keeps it away."""

from datetime import date, datetime, time, timedelta
from itertools import count

import pytest
from sqlalchemy import event, select, update

from app.clock import now
from app.extensions import db
from app.formatting import HERE
from app.mail import queue_letter
from app.models import (
    Appointment,
    Assessment,
    AuditEntry,
    DigestDay,
    ImprovementAction,
    Membership,
    OutboxMail,
    SentReminder,
    Trajectory,
    TrajectoryStep,
)
from app.operation.tasks import run_tasks
from app.participants.queries.mails import REMINDER
from app.texts.mails.digest import About, DigestLine, digest
from app.trajectories.operations.reminding import send_due_digests
from config import Settings
from tests.factories import make_assessment, make_user
from tests.integration.test_assessments_statements import statements
from tests.mail_server import receiving
from tests.postgresql import free_port
from tests.trajectories import make_action, make_appointment, make_trajectory

SETTINGS = Settings()
MADE = datetime(2027, 1, 4, 12, tzinfo=HERE)
TODAY = date(2027, 3, 10)
NINE = datetime(2027, 3, 10, 9, tzinfo=HERE)


@pytest.fixture
def trajectory(session, people):
    """Ten months of which no step ends around today, as they stood two months ago."""
    made = make_trajectory(session, make_assessment(session, people), people.coordinator, date(2027, 2, 10))
    made.created_at = MADE
    session.commit()
    return made


@pytest.fixture
def owner(session):
    """Somebody without a role."""
    made = make_user(session, "omar@voorbeeldstad.example", "Omar Naar")
    session.commit()
    return made


def day(later):
    """So many days from today."""
    return TODAY + timedelta(days=later)


def act(session, trajectory, people, later=0, made=MADE, **columns):
    """An action that should be done so many days from today."""
    action = make_action(session, trajectory, people.coordinator, ends_on=day(later), **columns)
    action.created_at = made
    session.commit()
    return action


def meet(session, trajectory, people, later=0, **columns):
    """An appointment so many days from today."""
    appointment = make_appointment(session, trajectory, people.coordinator, day=day(later), **columns)
    appointment.created_at = MADE
    session.commit()


def plan(session, step, later):
    """Let a step end so many days from today."""
    days = {"planned_start": day(later), "planned_end": day(later)}
    session.execute(update(TrajectoryStep).where(TrajectoryStep.step == step).values(days))
    session.commit()


def send(session, at=NINE):
    """One round; the number of mails."""
    return send_due_digests(session, SETTINGS, now=at)


def mails(session):
    """The mails by address, as they stand in the database now."""
    session.expire_all()
    return {mail.recipient: mail for mail in session.scalars(select(OutboxMail).where(OutboxMail.kind == "digest"))}


def move(session, model, **columns):
    """Give every row these values."""
    session.execute(update(model).values(columns))
    session.commit()


def test_each_is_told_of_what_is_theirs(session, people, trajectory, owner):
    action = act(session, trajectory, people, owner_id=owner.id, title="Van Omar")
    other = act(session, trajectory, people, title="Van niemand")
    meet(session, trajectory, people, 7, title="Overleg", at=time(14))
    plan(session, "priorities", -1)
    assert send(session) == 3
    found = mails(session)
    base = SETTINGS.base_url
    assert f"{base}/mijn-acties/{action.id}" in found[owner.email].text
    assert "Van niemand" not in found[owner.email].text
    coordinator, adviser = (found[person.email].text for person in (people.coordinator, people.adviser))
    for said in (f"{base}/traject/acties/{other.id}", f"{base}/traject/{trajectory.id}", "Stap ‘Prioriteren’"):
        assert said in coordinator
    assert "Van Omar" not in coordinator
    assert "Overleg" in coordinator and "om 14.00 uur" in adviser
    assert "Prioriteren" not in adviser and "Van niemand" not in adviser
    rows = session.scalars(select(AuditEntry).where(AuditEntry.action == "remind_of_days")).all()
    assert {row.subject for row in rows} == {str(one.id) for one in (owner, people.coordinator, people.adviser)}
    assert all(row.actor_id is None and "@" not in str(row.new) for row in rows)


@pytest.mark.parametrize(
    ("step", "state", "told"),
    [("inventory", "open", 1), ("inventory", "in_review", 2), ("actions", "in_review", 1), ("evaluation", "open", 2)],
)
def test_advisers_are_told_of_the_steps_that_they_take_part_in(session, people, trajectory, step, state, told):
    move(session, Assessment, state=state)
    plan(session, step, 0)
    assert send(session) == told
    assert (people.adviser.email in mails(session)) == (told == 2)


def test_it_goes_once_from_eight(session, people, trajectory):
    act(session, trajectory, people)
    assert send(session, NINE.replace(hour=7, minute=59)) == 0
    with receiving() as inbox:
        sent = run_tasks(session, Settings(mail_port=inbox.port), NINE.replace(hour=8))
        assert (sent, [mail["To"] for mail in inbox.mails]) == (1, [people.coordinator.email])
        for later in (timedelta(seconds=5), timedelta(hours=15)):
            assert run_tasks(session, Settings(mail_port=inbox.port), NINE + later) == 0


def test_what_comes_up_later_that_day_waits_until_tomorrow(session, people, trajectory):
    act(session, trajectory, people, title="Eerst")
    assert send(session) == 1
    act(session, trajectory, people, 3, NINE + timedelta(hours=1), title="Later")
    assert send(session, NINE + timedelta(hours=3)) == 0
    assert send(session, NINE + timedelta(days=1)) == 1
    texts = session.scalars(select(OutboxMail.text).order_by(OutboxMail.created_at)).all()
    assert ["Later" in text for text in texts] == [False, True]


def test_a_moment_that_was_missed_is_told_late(session, people, trajectory):
    for title, days in (("Week", 2), ("Voorbij", -14), ("Lang voorbij", -15)):
        act(session, trajectory, people, days, title=title)
    send(session)
    text = mails(session)[people.coordinator.email].text
    assert "Week" in text and "‘Voorbij’" in text and "Lang voorbij" not in text


def test_another_day_is_told_again(session, people, trajectory):
    act(session, trajectory, people, 7)
    assert send(session) == 1
    move(session, ImprovementAction, ends_on=day(9))
    assert [send(session, NINE + timedelta(days=days)) for days in (1, 2, 3)] == [0, 1, 0]
    # And back: that week was told.
    move(session, ImprovementAction, ends_on=day(7))
    assert [send(session, NINE + timedelta(days=days)) for days in (4, 5, 6, 7)] == [0, 0, 0, 1]


def test_a_day_that_was_moved_into_the_past_is_not_told(session, people, trajectory):
    action = act(session, trajectory, people, 30)
    move(session, ImprovementAction, ends_on=day(-2))
    about = {"assessment_id": trajectory.assessment_id, "municipality_id": trajectory.municipality_id}
    told = {"old": {"ends_on": day(30).isoformat()}, "new": {"ends_on": day(-2).isoformat()}}
    entry = AuditEntry(action="change_action", subject=str(action.id), at=NINE - timedelta(hours=15), **about, **told)
    session.add(entry)
    session.commit()
    assert [send(session, NINE + timedelta(days=days)) for days in range(14)] == [0] * 14


def test_a_trajectory_that_begins_late_brings_no_flood(session, people):
    made = make_trajectory(session, make_assessment(session, people), people.coordinator, TODAY - timedelta(days=200))
    made.created_at = NINE - timedelta(days=1)
    session.commit()
    assert sum(send(session, NINE + timedelta(days=days)) for days in range(14)) <= 1
    assert len(session.scalars(select(SentReminder)).all()) <= 1


STOPPING = {
    "closed": (Trajectory, {"ended_at": now()}),
    "no longer coordinator": (Membership, {"ended_at": now()}),
    "action done": (ImprovementAction, {"state": "done"}),
    "action stopped": (ImprovementAction, {"state": "stopped", "stop_reason": "Geen geld."}),
    "no day": (ImprovementAction, {"ends_on": None}),
}


@pytest.mark.parametrize("name", STOPPING)
def test_it_stays_away(session, people, trajectory, name):
    act(session, trajectory, people)
    model, columns = STOPPING[name]
    move(session, model, **columns)
    assert send(session) == 0


def test_a_meeting_that_is_cancelled_is_not_told(session, people, trajectory):
    meet(session, trajectory, people)
    move(session, Appointment, cancelled_at=now())
    assert send(session) == 0


def test_who_no_longer_owns_an_action_is_not_told(session, people, trajectory, owner):
    act(session, trajectory, people, owner_id=owner.id)
    move(session, ImprovementAction, owner_id=None)
    assert send(session) == 1
    assert list(mails(session)) == [people.coordinator.email]


def test_a_closed_trajectory_sends_nothing_to_owners(session, people, trajectory, owner):
    act(session, trajectory, people, owner_id=owner.id)
    move(session, Trajectory, ended_at=now())
    assert send(session) == 0


def test_other_municipalities_are_in_the_same_mail(session, people, trajectory):
    session.add(
        Membership(
            user_id=people.coordinator.id, municipality_id=people.elsewhere.id, role="coordinator", created_at=MADE
        )
    )
    second = make_trajectory(session, make_assessment(session, people, title="Tweede"), people.other, date(2027, 2, 10))
    session.execute(
        update(Trajectory)
        .where(Trajectory.id == second.id)
        .values(municipality_id=people.elsewhere.id, created_at=MADE)
    )
    act(session, trajectory, people, title="Hier")
    act(session, second, people, title="Daar")
    assert send(session) == 2
    found = mails(session)
    assert "Hier" in found[people.coordinator.email].text
    assert "Actie ‘Daar’, Voorbeelddorp" in found[people.coordinator.email].text
    assert "Hier" not in found[people.other.email].text


def reminder_of_a_round(session, email, at):
    """A reminder to answer questions."""
    lines = [DigestLine("day", About("action", "x", "y", False), TODAY, None, "https://samenhang.example")]
    queue_letter(session, email, digest("x", lines, TODAY, "h@v.example"), REMINDER, now=at)
    session.commit()


def test_it_waits_beside_another_reminder(session, people, trajectory):
    act(session, trajectory, people, 5)
    reminder_of_a_round(session, people.coordinator.email, NINE.replace(hour=8))
    assert send(session) == 0
    assert session.scalars(select(DigestDay)).all() == []
    assert send(session, NINE + timedelta(days=1)) == 1


def test_a_reminder_of_yesterday_is_not_in_the_way(session, people, trajectory):
    act(session, trajectory, people, 5)
    reminder_of_a_round(session, people.coordinator.email, NINE.replace(hour=23) - timedelta(days=1))
    reminder_of_a_round(session, people.adviser.email, NINE.replace(hour=8))
    assert send(session) == 1


def test_two_processes_tell_once(app, session, people, trajectory, owner):
    act(session, trajectory, people)
    act(session, trajectory, people, owner_id=owner.id)
    others, ends = [], count(1)

    # The other comes when this one has read what is due, and has told nobody yet.
    @event.listens_for(session, "after_transaction_end")
    def meanwhile(*_):
        if next(ends) == 2:
            with app.app_context():
                others.append(send_due_digests(db.session, SETTINGS, now=NINE))

    assert send(session) == 0
    assert others == [2]
    assert len(mails(session)) == 2
    assert len(session.scalars(select(SentReminder)).all()) == 2


@pytest.mark.parametrize("actions", [1, 12])
def test_a_round_without_anything_takes_one_statement(session, people, trajectory, actions):
    for number in range(actions):
        act(session, trajectory, people, number % 8, title=f"Actie {number}")
        meet(session, trajectory, people, number % 8)
    for nothing_yet in (NINE.replace(hour=7), NINE.replace(hour=0)):
        with statements() as sent:
            send(session, nothing_yet)
        assert sent == []
    assert send(session) == 2
    session.commit()
    for later in (timedelta(seconds=5), timedelta(hours=2)):
        with statements() as sent:
            assert send(session, NINE + later) == 0
        assert len(sent) == 1, sent


def test_what_was_told_is_forgotten_in_time(session, people, trajectory):
    act(session, trajectory, people)
    send(session)
    told, mailed = (
        select(SentReminder).where(SentReminder.due == TODAY),
        select(DigestDay).where(DigestDay.day == TODAY),
    )
    for days, rows in ((59, 1), (61, 0)):
        run_tasks(session, Settings(mail_port=free_port()), NINE + timedelta(days=days))
        assert [len(session.scalars(query).all()) for query in (told, mailed)] == [rows, rows]
