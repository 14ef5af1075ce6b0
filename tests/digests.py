"""Ten months in March 2027, and what it takes to try the mail of a day; the fixtures are for the tests of that."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.models import OutboxMail, TrajectoryStep
from app.plan.reminders import send_due_digests
from app.web.formatting import HERE
from config import Settings
from tests.factories import make_assessment, make_user
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
