"""The last day of a round, and the days of a trajectory, as calendar files."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Component

from app.post.calendars import CalendarEntry, days_calendar, deadline_calendar

ROUND = uuid.UUID(int=7)
ADDRESS = "https://samenhang.example/inventarisaties/7"
MOMENT = datetime(2026, 11, 24, 12, 30, 15, 999, UTC)


def made(day: date = date(2026, 12, 4), changes: int = 1, **options: Any) -> str:
    """A calendar file."""
    values = {"municipality": "Voorbeeldstad", "address": ADDRESS, "now": MOMENT, **options}
    return deadline_calendar(ROUND, day, changes, **values)


def event_in(text: str) -> Component:
    """The one event of a file, as a calendar reads it."""
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def test_it_is_one_whole_day_that_stays_free() -> None:
    event = event_in(made())
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 4), date(2026, 12, 5))
    assert (event["transp"], event["summary"]) == ("TRANSPARENT", "Laatste dag: vragen over basisvaardigheden")
    assert event["url"] == ADDRESS
    assert ADDRESS in event["description"]


def test_a_calendar_takes_the_newest() -> None:
    first, second = event_in(made(changes=1)), event_in(made(date(2026, 12, 11), changes=2))
    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert Calendar.from_ical(made())["method"] == "PUBLISH"


def test_two_rounds_have_two_entries() -> None:
    other = deadline_calendar(uuid.UUID(int=8), date(2026, 12, 4), 1, "Voorbeeldstad", ADDRESS, now=MOMENT)
    assert event_in(other)["uid"] != event_in(made())["uid"]


def test_it_warns_two_days_before() -> None:
    (alarm,) = event_in(made()).walk("VALARM")
    midnight = datetime(2026, 12, 4)  # noqa: DTZ001 - a whole day has no zone
    assert alarm["action"] == "DISPLAY"
    assert midnight + alarm["trigger"].dt == datetime(2026, 12, 2, 9)  # noqa: DTZ001 - nor has what is counted from it


def test_the_same_gives_the_same_bytes() -> None:
    assert made() == made()
    assert event_in(made())["dtstamp"].dt == MOMENT.replace(microsecond=0)
    assert made() != made(now=MOMENT + timedelta(seconds=1))


def test_a_name_adds_no_lines_of_its_own() -> None:
    hostile = "Stad\r\nBEGIN:VALARM\nACTION:EMAIL; <script>, {address} é"
    event = event_in(made(municipality=hostile))
    assert len(event.walk("VALARM")) == 1
    assert "{address} é" in event["description"]
    assert all(len(line.encode()) <= 75 for line in made(municipality=hostile * 9).splitlines())


def entry(**columns: Any) -> CalendarEntry:
    """A day in the calendar of a trajectory."""
    values = {"uid": "action-7@samenhang", "summary": "Actie", "description": "Bekijk het", "changes": 1}
    return CalendarEntry(**{**values, "day": date(2027, 3, 26), "address": ADDRESS, **columns})


def days(*entries: CalendarEntry, name: str = "Samenhang: Voorbeeldstad", now: datetime = MOMENT) -> str:
    """The file of a calendar that is read again and again."""
    return days_calendar(name, entries, now=now)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 27), 13), (date(2027, 3, 28), 12), (date(2027, 10, 31), 13)])
def test_a_time_is_that_of_the_netherlands_on_both_sides_of_summer_time(day: date, hours: int) -> None:
    event = event_in(days(entry(day=day, at=time(14), minutes=45)))
    assert event["dtstart"].dt == datetime(day.year, day.month, day.day, hours, tzinfo=UTC)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=45)


def test_an_appointment_without_a_length_takes_an_hour_and_without_a_time_a_day() -> None:
    timed, whole = event_in(days(entry(at=time(9)))), event_in(days(entry()))
    assert timed["dtend"].dt - timed["dtstart"].dt == timedelta(hours=1)
    assert (whole["dtstart"].dt, whole["dtend"].dt) == (date(2027, 3, 26), date(2027, 3, 27))
    assert (timed["transp"], whole["transp"]) == ("OPAQUE", "TRANSPARENT")


def test_a_calendar_without_days_is_one() -> None:
    calendar = Calendar.from_ical(days())
    assert (calendar["name"], calendar["version"], calendar.walk("VEVENT")) == ("Samenhang: Voorbeeldstad", "2.0", [])


def test_names_and_places_add_no_lines_of_their_own() -> None:
    hostile = "Stad, dorp; x\\\r\nBEGIN:VEVENT\nATTENDEE:mailto:a@b.example é"
    text = days(entry(place=hostile, summary=hostile), name="Stad, dorp; x")
    assert {"NAME:Stad\\, dorp\\; x", "X-WR-CALNAME:Stad\\, dorp\\; x"} <= set(text.splitlines())
    event = event_in(text)
    assert "attendee" not in event
    assert str(event["location"]).startswith("Stad, dorp; x\\\n")
    assert all(len(line.encode()) <= 75 for line in text.splitlines())
    assert days(entry()) == days(entry())
