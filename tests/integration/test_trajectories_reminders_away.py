"""What keeps the mail of a day away: what is over, who is gone, another mail, another process."""

from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import delete, event, select, update

from app.models import (
    MAIL_KINDS,
    Appointment,
    DigestDay,
    ImprovementAction,
    Membership,
    MutedMail,
    SentReminder,
    Trajectory,
)
from app.participants.team import REMINDER
from app.plan.reminders import send_due_digests
from app.post.outbox import queue_letter
from app.texts.mails.plan import DigestLine, DueThing, digest
from app.web.clock import now
from app.web.extensions import db
from tests.digests import MADE, NINE, SETTINGS, TODAY, act, mails, meet, move, owner, plan, send, trajectory
from tests.factories import make_assessment
from tests.trajectories import make_trajectory

__all__ = ["owner", "trajectory"]

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


def test_one_mail_that_fails_keeps_no_other_away(session, people, trajectory, owner, monkeypatch):
    act(session, trajectory, people, owner_id=owner.id)
    act(session, trajectory, people)

    def fails_for_one(name, *rest):
        if name == people.coordinator.name:
            raise ValueError("a line that nobody thought of")
        return digest(name, *rest)

    with monkeypatch.context() as broken:
        broken.setattr("app.plan.reminders.digest", fails_for_one)
        assert send(session) == 1
    assert list(mails(session)) == [owner.email]
    assert send(session) == 1
    assert set(mails(session)) == {owner.email, people.coordinator.email}


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


def mute(session, user, *kinds):
    """Let somebody want no mail about these."""
    session.add_all(MutedMail(user_id=user.id, kind=kind, created_at=MADE) for kind in kinds)
    session.commit()


def test_what_somebody_turned_off_is_not_told_and_the_rest_is(session, people, trajectory):
    act(session, trajectory, people, title="Vertel het")
    meet(session, trajectory, people, title="Startoverleg")
    mute(session, people.coordinator, "action")
    # An adviser hears of appointments only, and turned nothing off.
    assert send(session) == 2
    found = mails(session)
    assert "Startoverleg" in found[people.coordinator.email].text
    assert "Vertel het" not in found[people.coordinator.email].text
    assert f"{SETTINGS.base_url}/account/mails" in found[people.coordinator.email].text
    assert "Startoverleg" in found[people.adviser.email].text


def test_who_turned_everything_off_gets_no_mail_until_it_is_on_again(session, people, trajectory, owner):
    act(session, trajectory, people, owner_id=owner.id)
    plan(session, "priorities", 0)
    mute(session, owner, *MAIL_KINDS)
    mute(session, people.coordinator, "step")
    assert send(session) == 0
    assert session.scalars(select(DigestDay)).all() == []
    session.execute(delete(MutedMail).where(MutedMail.user_id == owner.id))
    session.commit()
    assert send(session) == 1 and list(mails(session)) == [owner.email]


def reminder_of_a_round(session, email, at):
    """A reminder to answer questions."""
    lines = [DigestLine("day", DueThing("action", "x", "y", False), TODAY, None, "https://samenhang.example")]
    queue_letter(session, email, digest("x", lines, TODAY, "", "h@v.example"), REMINDER, now=at)
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
