"""Days for any calendar (iCalendar, RFC 5545): the last day of a round, and the days of a trajectory."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vDuration, vText

from app.texts.mails.plan import SUMMARY, description
from app.web.formatting import HERE

ALARM = timedelta(hours=9) - timedelta(days=2)
"""Two days before, at nine in the morning: counted from the midnight with which the last day begins."""


REFRESH = timedelta(hours=6)
"""How often a calendar should look whether something has changed."""
LASTING = 60
"""Minutes of an appointment of which nobody said how long it takes."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing in a calendar: on a day, or at a time in the Netherlands."""

    uid: str
    """Always the same for the same thing."""
    summary: str
    description: str
    day: date
    changes: int
    """Higher after every change, so that a calendar takes the newest."""
    address: str
    at: time | None = None
    minutes: int | None = None
    place: str = ""


def deadline_calendar(
    assessment_id: uuid.UUID, deadline: date, changes: int, municipality: str, address: str, *, now: datetime
) -> str:
    """The last day on which colleagues can answer, as a whole day.

    The entry of one assessment always has the same id; `changes` counts how often the day was set, so a calendar
    replaces an older entry and ignores an older mail. The same arguments give the same text.
    """
    calendar = _calendar()
    calendar.add_component(_last_day(assessment_id, deadline, changes, municipality, address, now))
    return str(calendar.to_ical(), "utf-8")


def days_calendar(name: str, entries: Iterable[CalendarEntry], *, now: datetime) -> str:
    """A calendar that somebody's own reads again and again; `name` is how it is called there."""
    calendar = _calendar()
    for label in ("name", "x-wr-calname"):
        calendar.add(label, vText(name))
    calendar.add("x-wr-timezone", vText(HERE.key))
    # The same again for programs from before there was a standard.
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for entry in entries:
        calendar.add_component(_entry(entry, now))
    return str(calendar.to_ical(), "utf-8")


def _calendar() -> Calendar:
    calendar = Calendar()
    for name, value in {"prodid": "-//Samenhang//NL", "version": "2.0", "method": "PUBLISH"}.items():
        calendar.add(name, value)
    return calendar


def _entry(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    values = {
        "uid": entry.uid,
        "sequence": entry.changes,
        "dtstamp": now.replace(microsecond=0),
        **_times(entry),
        "summary": entry.summary,
        "description": entry.description,
        "url": entry.address,
        **({"location": entry.place} if entry.place else {}),
    }
    for name, value in values.items():
        event.add(name, value)
    return event


def _times(entry: CalendarEntry) -> dict[str, object]:
    """A whole day stays free; an appointment takes its time, told in UTC, which every calendar reads the same."""
    if entry.at is None:
        return {"dtstart": entry.day, "dtend": entry.day + timedelta(days=1), "transp": "TRANSPARENT"}
    start = datetime.combine(entry.day, entry.at, HERE).astimezone(UTC)
    return {"dtstart": start, "dtend": start + timedelta(minutes=entry.minutes or LASTING), "transp": "OPAQUE"}


def _last_day(
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
