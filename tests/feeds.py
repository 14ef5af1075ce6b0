"""An address for calendars, made on its page; the fixtures are for the tests of that."""

from datetime import date, time, timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.models import CalendarFeed
from tests.factories import make_assessment
from tests.trajectories import make_action, make_appointment, make_trajectory

START = date(2027, 2, 1)


@pytest.fixture
def trajectory(session, people):
    """Ten months in Voorbeeldstad, with an action and an appointment."""
    made = make_trajectory(session, make_assessment(session, people), people.coordinator, START)
    make_action(session, made, people.coordinator, ends_on=START + timedelta(days=80))
    make_appointment(
        session, made, people.coordinator, day=date(2027, 7, 5), at=time(14, 30), minutes=90, place="Raadhuis, zaal 1"
    )
    session.commit()
    return made


@pytest.fixture
def page(trajectory):
    """Where somebody makes an address."""
    return f"/traject/{trajectory.id}/agenda"


def made_by(client, page):
    """Make an address; its path."""
    client.post(page, {"seen": client.get(page).fields["seen"]})
    return address_on(client.get(page))


def address_on(page):
    """The path of the address that a page shows."""
    (area,) = page.all("textarea")
    return urlsplit(area.text.strip()).path


def feeds(session):
    """The ids of all addresses. What is read outside a request would hold up the next one."""
    found = {id_.hex for id_ in session.scalars(select(CalendarFeed.id))}
    session.rollback()
    return found


def events(answer):
    """The events of a calendar by their titles."""
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.get_data()).walk("VEVENT")}
