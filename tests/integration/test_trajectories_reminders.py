"""The mail of a day about a trajectory: who is told what, and once."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.models import Assessment, AuditEntry, DigestDay, ImprovementAction, OutboxMail, SentReminder
from app.operation.tasks import run_tasks
from config import Settings
from tests.digests import NINE, SETTINGS, TODAY, act, day, mails, meet, move, owner, plan, send, trajectory
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.mail_server import receiving
from tests.postgresql import free_port
from tests.trajectories import make_trajectory

__all__ = ["owner", "trajectory"]


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
