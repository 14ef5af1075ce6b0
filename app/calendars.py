"""The last day of a round as a file for any calendar (iCalendar, RFC 5545)."""

import uuid
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from app.texts.calendars import SUMMARY, description

ALARM = timedelta(hours=9) - timedelta(days=2)
"""Two days before, at nine in the morning: counted from the midnight with which the last day begins."""


def deadline_calendar(
    assessment_id: uuid.UUID, deadline: date, changes: int, municipality: str, address: str, *, now: datetime
) -> str:
    """The last day on which colleagues can answer, as a whole day.

    The entry of one assessment always has the same id; `changes` counts how often the day was set, so a calendar
    replaces an older entry and ignores an older mail. The same arguments give the same text.
    """
    calendar = Calendar()
    for name, value in {"prodid": "-//Samenhang//NL", "version": "2.0", "method": "PUBLISH"}.items():
        calendar.add(name, value)
    calendar.add_component(_event(assessment_id, deadline, changes, municipality, address, now))
    return str(calendar.to_ical(), "utf-8")


def _event(
    assessment_id: uuid.UUID, deadline: date, changes: int, municipality: str, address: str, now: datetime
) -> Event:
    event = Event()
    values = {
        "uid": f"deadline-{assessment_id}@samenhang",
        "sequence": changes,
        "dtstamp": now.replace(microsecond=0),
        "dtstart": deadline,
        "dtend": deadline + timedelta(days=1),
        "summary": SUMMARY,
        "description": description(municipality, address),
        "url": address,
        # A last day is no appointment: the day stays free.
        "transp": "TRANSPARENT",
    }
    for name, value in values.items():
        event.add(name, value)
    event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", SUMMARY)
    return alarm
