"""Ten months go by, day by day, and each reminder goes out once; steps that have ended are not told."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app.models import Assessment, ImprovementAction, OutboxMail, Report, SentReminder, Trajectory, TrajectoryStep, User
from app.plan.reminders import send_due_digests
from app.plan.steps import dates_of
from app.state.steps import STEP_IDS, proposed_dates
from app.texts.mails.plan import TURN_OFF
from app.web.formatting import HERE
from config import Settings
from tests.factories import make_assessment, make_user
from tests.trajectories import make_action, make_appointment, make_choice, make_trajectory

SETTINGS = Settings()
BEGIN = date(2027, 1, 11)
MOMENTS = ("week", "day", "overdue")
ENDS = (40, 100, 130, 133, 250)
"""So many days after the first each action should be done; two of them end in one week."""
MEETINGS = (20, 60, 60, 200)
"""And each appointment is; two on one day."""


@pytest.fixture
def trajectory(session, people):
    """Ten months that begin on a day in the past."""
    made = make_trajectory(session, make_assessment(session, people), people.coordinator, BEGIN)
    made.created_at = at(0, 8) - timedelta(days=1)
    session.commit()
    return made


def at(days, hour=9):
    """A moment so many days after the first."""
    return datetime.combine(BEGIN + timedelta(days=days), time(hour), HERE)


def fill(session, people, trajectory):
    """Actions, each with an owner, and appointments; who should be told of what, by address."""
    told = set()
    for number, days in enumerate(ENDS):
        owner = make_user(session, f"eigenaar{number % 3}@voorbeeldstad.example", "E") if number < 3 else None
        owner = owner or session.scalars(select(User).where(User.email.startswith(f"eigenaar{number % 3}"))).one()
        due = BEGIN + timedelta(days=days)
        action = make_action(session, trajectory, people.coordinator, owner_id=owner.id, ends_on=due)
        action.created_at = trajectory.created_at
        told |= {(owner.email, f"action/{action.id.hex}", due, moment) for moment in MOMENTS}
    leaders = (people.coordinator.email, people.adviser.email)
    for days in MEETINGS:
        due = BEGIN + timedelta(days=days)
        made = make_appointment(session, trajectory, people.coordinator, day=due, at=time(14))
        made.created_at = trajectory.created_at
        told |= {(email, f"appointment/{made.id.hex}", due, moment) for email in leaders for moment in MOMENTS[:2]}
    for step, planned in proposed_dates(BEGIN).items():
        key = f"step/{trajectory.id.hex}/{step}"
        whom = leaders if step == "evaluation" else leaders[:1]
        told |= {(email, key, planned.end, moment) for email in whom for moment in MOMENTS}
    session.commit()
    return told


def test_each_reminder_goes_out_once_in_ten_months(session, people, trajectory):
    expected = fill(session, people, trajectory)
    for days in range(330):
        for hour in (9, 17):
            send_due_digests(session, SETTINGS, now=at(days, hour))
    rows = session.execute(select(User.email, SentReminder).join(User, User.id == SentReminder.user_id)).all()
    assert {(email, row.subject, row.due, row.kind) for email, row in rows} == expected
    assert all(
        row.sent_at == at((row.due - BEGIN).days + {"week": -7, "day": 0, "overdue": 1}[row.kind]) for _, row in rows
    )
    mails = session.scalars(select(OutboxMail).where(OutboxMail.kind == "digest")).all()
    days = Counter((mail.recipient, mail.created_at.astimezone(HERE).date()) for mail in mails)
    assert max(days.values()) == 1
    lines = sum(len(re.findall(rf"^- (?!{TURN_OFF[0]})", mail.text, re.MULTILINE)) for mail in mails)
    # Some of them came together in one mail.
    assert lines == len(expected) > len(mails)


def test_a_process_that_was_down_tells_what_still_counts(session, people, trajectory):
    expected = fill(session, people, trajectory)
    # Down for six days of every ten.
    for days in range(330):
        if days % 10 < 4:
            send_due_digests(session, SETTINGS, now=at(days))
    rows = session.execute(select(User.email, SentReminder).join(User, User.id == SentReminder.user_id)).all()
    found = {(email, row.subject, row.due, row.kind) for email, row in rows}
    assert found <= expected and len(rows) == len(found)
    for email, row in rows:
        late = row.sent_at.astimezone(HERE).date()
        assert {"week": late < row.due, "day": late == row.due, "overdue": late > row.due}[row.kind], (email, row.kind)
    # Of everything that can be over, everybody heard in time or afterwards.
    assert {one for one in expected if one[3] == "overdue"} <= found


def agree(session, trajectory, people):
    """Freeze a report, as far as the steps look at it."""
    keys = {"assessment_id": trajectory.assessment_id, "municipality_id": trajectory.municipality_id}
    who = {"agreed_at": at(1), "agreed_by": people.coordinator.id}
    session.add(Report(**keys, **who, number=1, interchange="{}", rules=1))


def choose(session, trajectory, people):
    """Choose a domain."""
    make_choice(session, session.get_one(Assessment, trajectory.assessment_id), people.coordinator, ["geld"])


def formulate(session, trajectory, people):
    """Promise the only action."""
    make_action(session, trajectory, people.coordinator, state="planned")


def evaluate(session, trajectory, people):
    """Agree a second inventory."""
    later = {"round": "evaluation", "earlier_id": trajectory.assessment_id, "agreed_at": at(1)}
    make_assessment(session, people, state="agreed", title="Tweede", **later)


HAPPENING = {"inventory": agree, "priorities": choose, "actions": formulate, "evaluation": evaluate}


def told_steps(session):
    """The steps of which somebody was told."""
    return {row.subject.rpartition("/")[2] for row in session.scalars(select(SentReminder))}


@pytest.mark.parametrize("step", HAPPENING)
def test_a_step_that_the_application_saw_end_is_not_told(session, people, trajectory, step):
    today = BEGIN + timedelta(days=30)
    session.execute(update(TrajectoryStep).values(planned_start=today, planned_end=today))
    HAPPENING[step](session, trajectory, people)
    session.commit()
    send_due_digests(session, SETTINGS, now=at(30))
    told = told_steps(session)
    # The pages say the same of what has ended.
    known = dates_of(session, whole(session, trajectory))
    assert told == {one for one in STEP_IDS if known[one].ended is None}
    assert step not in told


def whole(session, trajectory):
    """The trajectory with its steps."""
    query = select(Trajectory).where(Trajectory.id == trajectory.id).options(selectinload(Trajectory.steps))
    return session.scalars(query.execution_options(populate_existing=True)).one()


@pytest.mark.parametrize("state", ["proposed", "stopped"])
def test_actions_that_nobody_promised_end_no_step(session, people, trajectory, state):
    make_action(session, trajectory, people.coordinator, state="planned")
    reason = "Geen geld." if state == "stopped" else None
    make_action(session, trajectory, people.coordinator, state=state, stop_reason=reason)
    if state == "stopped":
        session.execute(update(ImprovementAction).values(state="stopped", stop_reason="Geen geld."))
    today = BEGIN + timedelta(days=30)
    session.execute(update(TrajectoryStep).values(planned_start=today, planned_end=today))
    session.commit()
    send_due_digests(session, SETTINGS, now=at(30))
    assert told_steps(session) == set(STEP_IDS)


def test_what_somebody_typed_ends_a_step(session, people, trajectory):
    today = BEGIN + timedelta(days=30)
    session.execute(update(TrajectoryStep).values(planned_start=today, planned_end=today, ended_on=today))
    session.commit()
    assert send_due_digests(session, SETTINGS, now=at(30)) == 0
