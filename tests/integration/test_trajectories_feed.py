"""The address with which a calendar reads the days of a trajectory: making, reading and revoking it."""

import io
import re
import sys
import uuid
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from sqlalchemy import select, update

from app import logs
from app.clock import now
from app.formatting import HERE
from app.models import (
    Appointment,
    Assessment,
    AuditEntry,
    CalendarFeed,
    ImprovementAction,
    Membership,
    Trajectory,
    TrajectoryStep,
)
from app.trajectories.queries.feeds import feed_token
from config import Settings
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_action, make_appointment, make_trajectory

START = date(2027, 2, 1)
STATEMENTS = 5
"""Whose it is, the steps, what the application knows of them, actions and appointments."""


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


def test_revoking_it_ends_it_and_a_new_one_is_another(session, people, client_as, page):
    coordinator, nobody = client_as(people.coordinator), client_as(None)
    first = made_by(coordinator, page)
    second = made_by(coordinator, page)
    assert first != second
    nobody.get(first, status=404)
    assert nobody.ask(second).status_code == 200
    shown = coordinator.follow(coordinator.post(f"{page}/intrekken"))
    assert "Je adres is ingetrokken" in shown.text and "Maak een adres" in shown.text
    nobody.get(second, status=404)
    # Once more changes nothing.
    coordinator.post(f"{page}/intrekken")
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action.in_(("make_feed", "revoke_feed")))).all()
    assert sorted(entry.action for entry in entries) == ["make_feed", "make_feed", "revoke_feed", "revoke_feed"]
    assert not [id_ for id_ in feeds(session) for entry in entries if id_ in f"{entry.subject}{entry.old}{entry.new}"]


def test_two_clicks_make_one_address(session, people, client_as, page):
    coordinator = client_as(people.coordinator)
    for seen in ("", "", "iets anders"):
        coordinator.post(page, {"seen": seen})
    assert len(feeds(session)) == 1
    shown = coordinator.get(page)
    for _ in range(2):
        coordinator.post(page, {"seen": shown.fields["seen"]})
    assert len(feeds(session)) == 2


def test_everybody_has_their_own(people, client_as, page):
    coordinator, adviser = client_as(people.coordinator), client_as(people.adviser)
    mine, theirs = made_by(coordinator, page), made_by(adviser, page)
    assert mine != theirs
    assert address_on(coordinator.get(page)) == mine
    adviser.post(f"{page}/intrekken")
    assert client_as(None).ask(mine).status_code == 200


def test_it_ends_with_the_role(session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=now()))
    session.commit()
    nobody.get(address, status=404)
    session.execute(update(Membership).where(Membership.role == "coordinator").values(ended_at=None, role="reader"))
    session.commit()
    nobody.get(address, status=404)


def test_it_ends_when_the_role_is_elsewhere_only(session, people, client_as, page):
    address = made_by(client_as(people.coordinator), page)
    moved = update(Membership).where(Membership.user_id == people.coordinator.id)
    session.execute(moved.values(municipality_id=people.elsewhere.id))
    session.commit()
    client_as(None).get(address, status=404)


def test_what_was_not_signed_here_opens_nothing(app, session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    token = address.removeprefix("/traject/agenda/").removesuffix(".ics")
    feed = session.scalars(select(CalendarFeed)).one()
    id_, signature = token.split(".")
    other = Settings(secret_key="een ander geheim van dezelfde installatie")
    last = "A" if token[-1] != "A" else "B"
    for forged in (
        *(id_, f"{id_}.", f".{signature}", f"{uuid.uuid4().hex}.{signature}", f"{id_}.{signature[:-1]}{last}"),
        *(f"{id_.upper()}.{signature}", feed_token(other, feed.id), f"{token}.{token}", "é.é", str(feed.id)),
        feed_token(app.config["SETTINGS"], uuid.uuid4()),
    ):
        nobody.get(f"/traject/agenda/{forged}.ics", status=404)
    assert nobody.ask(address).status_code == 200


def test_others_may_not(session, people, client_as, page):
    for path in (page, f"{page}/intrekken"):
        for person, status in ((people.reader, 403), (people.participant, 404), (people.other, 404)):
            client_as(person).post(path, {"seen": ""}, status=status)
    client_as(people.reader).get(page, status=403)
    client_as(people.other).get(page, status=404)
    assert feeds(session) == set()


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


def test_the_address_stands_in_no_log(app, session, people, client_as, page, monkeypatch):
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.start(app.config["SETTINGS"].model_copy(update={"example": False}))
    coordinator, nobody = client_as(people.coordinator), client_as(None)
    address = made_by(coordinator, page)
    nobody.ask(address)
    coordinator.post(f"{page}/intrekken")
    nobody.get(address, status=404)
    monkeypatch.undo()
    logs.start(app.config["SETTINGS"])
    assert '"refused"' in written.getvalue()
    token = address.removeprefix("/traject/agenda/").removesuffix(".ics")
    assert [part for part in token.split(".") if part in written.getvalue()] == []


def test_it_works_beside_an_inventory_in_any_state(session, people, client_as, page):
    address, nobody = made_by(client_as(people.coordinator), page), client_as(None)
    for state in ("in_review", "agreed"):
        session.execute(update(Assessment).values(state=state))
        session.commit()
        assert len(events(nobody.ask(address))) >= 6
