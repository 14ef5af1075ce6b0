"""The address with which a calendar reads the days of a trajectory: making, reading and revoking it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import update

from app.models import (
    Appointment,
    Assessment,
    ImprovementAction,
    Trajectory,
    TrajectoryStep,
)
from app.web.clock import now
from app.web.formatting import HERE
from tests.feeds import START, events, made_by, page, trajectory
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_action, make_appointment

__all__ = ["page", "trajectory"]

STATEMENTS = 5
"""Whose it is, the steps, what the application knows of them, actions and appointments."""


def test_a_calendar_reads_the_days_without_signing_in(session, people, client_as, trajectory, page):
    address = made_by(client_as(people.coordinator), page)
    assert re.fullmatch(r"/traject/agenda/[\w.-]+\.ics", address)
    answer = client_as(None).ask(address)
    found = events(answer)
    assert len(found) == 7
    step = found["Laatste dag: stap ‘Prioriteren’ (Voorbeeldstad)"]
    assert (step["dtstart"].dt, step["dtend"].dt) == (date(2027, 4, 30), date(2027, 5, 1))
    assert (step["transp"], step["url"].endswith(f"/traject/{trajectory.id}")) == ("TRANSPARENT", True)
    action = found["Laatste dag: actie ‘Vertel het bestuur waarom dit nodig is’ (Voorbeeldstad)"]
    assert action["dtstart"].dt == START + timedelta(days=80)
    meeting = found["Startoverleg (Voorbeeldstad)"]
    assert meeting["dtstart"].dt == datetime(2027, 7, 5, 12, 30, tzinfo=UTC)
    assert meeting["dtend"].dt == datetime(2027, 7, 5, 16, tzinfo=HERE)
    assert meeting["location"] == "Raadhuis, zaal 1"
    assert len({str(event["uid"]) for event in found.values()}) == 7


def test_it_says_how_often_to_look_and_is_for_nobody_else(people, client_as, page):
    answer = client_as(None).ask(made_by(client_as(people.adviser), page))
    calendar = Calendar.from_ical(answer.get_data())
    assert calendar["refresh-interval"].dt == timedelta(hours=6)
    assert (calendar["x-wr-calname"], calendar["method"]) == ("Samenhang: Voorbeeldstad", "PUBLISH")
    # Stronger than private: nobody keeps it at all.
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_there_are_no_names_or_addresses_of_people_in_it(session, people, client_as, trajectory, page):
    session.execute(update(Appointment).values(note="Bel Cora Dinator, cora@voorbeeldstad.example"))
    session.commit()
    text = client_as(None).ask(made_by(client_as(people.coordinator), page)).get_data(as_text=True)
    unfolded = text.replace("\r\n ", "")
    assert "Startoverleg" in unfolded
    for word in ("Dinator", "Viseur", "voorbeeldstad.example", "stichting.example", "beleidsmedewerker", "ATTENDEE"):
        assert word not in unfolded


def test_a_change_gives_a_newer_event(session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    first = events(nobody.ask(address))["Startoverleg (Voorbeeldstad)"]
    session.execute(update(Appointment).values(day=date(2027, 12, 6), at=None, version=2))
    session.commit()
    second = events(nobody.ask(address))["Startoverleg (Voorbeeldstad)"]
    assert first["uid"] == second["uid"] and first["sequence"] < second["sequence"]
    assert second["dtstart"].dt == date(2027, 12, 6)


GONE = {
    "Startoverleg": (Appointment, {"cancelled_at": now()}),
    "actie": (ImprovementAction, {"state": "done"}),
    "stap": (TrajectoryStep, {"ended_on": START}),
}


@pytest.mark.parametrize("word", GONE)
def test_what_is_done_or_cancelled_disappears(session, people, client_as, page, word):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    assert any(word in title for title in events(nobody.ask(address)))
    model, columns = GONE[word]
    session.execute(update(model).values(columns))
    session.commit()
    assert not any(word in title for title in events(nobody.ask(address)))


def test_a_closed_trajectory_has_no_days_after_that(session, people, client_as, trajectory, page):
    coordinator = client_as(people.coordinator)
    address = made_by(coordinator, page)
    closing = datetime(2027, 4, 30, 12, tzinfo=HERE)
    session.execute(update(Trajectory).values(ended_at=closing))
    session.commit()
    days = [event["dtstart"].dt for event in events(client_as(None).ask(address)).values()]
    assert days and max(days) == date(2027, 4, 30)
    shown = coordinator.get(page)
    assert "Dit traject is afgesloten" in shown.text and "Maak een nieuw adres" not in shown.text
    assert "afgesloten" in coordinator.post(page, {"seen": shown.fields.get("seen", "")}, status=409).text
    coordinator.post(f"{page}/intrekken")
    client_as(None).get(address, status=404)
    assert "Maak een adres" not in coordinator.get(page).text


def test_hostile_texts_add_no_lines(session, people, client_as, page):
    hostile = "A, b; c\\\r\nBEGIN:VALARM\nATTENDEE:mailto:x@y.example"
    session.execute(update(Appointment).values(title=hostile[:80], place=hostile))
    session.execute(update(ImprovementAction).values(title=hostile))
    session.commit()
    answer = client_as(None).ask(made_by(client_as(people.coordinator), page))
    found = events(answer)
    assert len(found) == 7
    assert all(not event.walk("VALARM") and "attendee" not in event for event in found.values())
    assert any(str(event.get("location", "")).startswith("A, b; c\\") for event in found.values())
    assert all(len(line) <= 75 for line in answer.get_data().split(b"\r\n"))


@pytest.mark.parametrize("more", [0, 10])
def test_it_takes_a_fixed_number_of_statements(session, people, client_as, trajectory, page, more):
    for number in range(more):
        make_action(session, trajectory, people.coordinator, ends_on=START, title=f"Actie {number}")
        make_appointment(session, trajectory, people.coordinator, day=START)
    coordinator, nobody = client_as(people.coordinator), client_as(None)
    address = made_by(coordinator, page)
    with statements() as sent:
        assert len(events(nobody.ask(address))) >= 7
    assert len(sent) == STATEMENTS, sent
    with statements() as sent:
        coordinator.get(page)
    assert len(sent) <= 6, sent


def test_it_works_beside_an_inventory_in_any_state(session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    for state in ("in_review", "agreed"):
        session.execute(update(Assessment).values(state=state))
        session.commit()
        assert len(events(nobody.ask(address))) >= 6
