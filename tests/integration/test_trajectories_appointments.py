"""Appointments: making, changing, cancelling, and what stands on the list."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from app.models import Appointment, AuditEntry
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_appointment, make_trajectory

SOON = today() + timedelta(days=7)
FORM = {
    "title": "Besluit over geld",
    "kind": "decision",
    "step": "actions",
    "day": typed_day(SOON),
    "at": "9.30",
    "minutes": "90",
    "place": "Raadzaal",
    "note": "Neem het rapport mee.",
    "seen": "0",
}


@pytest.fixture
def trajectory(session, people):
    return make_trajectory(session, make_assessment(session, people), people.coordinator, today() - timedelta(days=9))


@pytest.fixture
def path(trajectory):
    return f"/traject/{trajectory.id}/afspraken"


def stored(session):
    session.expire_all()
    found = session.scalars(select(Appointment).order_by(Appointment.created_at)).all()
    session.expunge_all()
    session.rollback()
    return found


def told(session):
    session.expire_all()
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.at, AuditEntry.id)).all()
    session.rollback()
    return [action for action in actions if action != "start_trajectory"]


def test_one_is_made(session, people, client_as, path, trajectory):
    hub = f"/inventarisaties/{trajectory.assessment_id}"
    client = client_as(people.adviser)
    assert client.get(f"{path}/nieuw").fields["step"] == "inventory"
    for _ in range(2):
        page = client.follow(client.post(f"{path}/nieuw", FORM))
    assert "De afspraak is gemaakt." in page.text
    assert "om 9.30 uur, 90 minuten" in page.text and "Raadzaal" in page.text
    (made,) = stored(session)
    assert (made.day, made.at, made.minutes, made.kind, made.step) == (SOON, time(9, 30), 90, "decision", "actions")
    assert told(session) == ["add_appointment"]
    history = client.get(f"{hub}/geschiedenis").text
    assert "maakte de afspraak ‘Besluit over geld’." in history


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("", None),
        ("14:00", time(14)),
        ("9", time(9)),
        ("9 uur", time(9)),
        ("23.59", time(23, 59)),
        ("0.05", time(0, 5)),
    ],
)
def test_a_time_is_read_as_people_write_it(session, people, client_as, path, typed, at):
    client_as(people.coordinator).post(f"{path}/nieuw", {**FORM, "at": typed, "minutes": ""})
    (made,) = stored(session)
    assert (made.at, made.minutes) == (at, None)


def test_the_list_has_what_comes_and_what_was(session, people, client_as, path, trajectory):
    by = people.coordinator
    make_appointment(session, trajectory, by, title="Vandaag")
    make_appointment(session, trajectory, by, title="Gisteren", day=today() - timedelta(days=1))
    make_appointment(session, trajectory, by, title="Vervalt", day=SOON, cancelled_at=now())
    make_appointment(session, trajectory, by, title="Later", day=SOON, at=time(9))
    text = client_as(people.adviser).get(path).text
    coming, past = text.split("Wat geweest of afgezegd is")
    assert coming.index("Vandaag") < coming.index("Later")
    assert past.index("Vervalt") < past.index("Gisteren") and "Afgezegd" in past


@pytest.mark.both
def test_a_whole_day_comes_before_the_hours_of_that_day(session, people, client_as, path, trajectory):
    make_appointment(session, trajectory, people.coordinator, title="Om negen uur", day=SOON, at=time(9))
    make_appointment(session, trajectory, people.coordinator, title="De hele dag", day=SOON)
    text = client_as(people.adviser).get(path).text
    assert text.index("De hele dag") < text.index("Om negen uur")


def test_without_any_it_says_what_to_do(people, client_as, path):
    page = client_as(people.coordinator).get(path)
    assert "Er staan geen afspraken klaar. Maak er een" in page.text and f"{path}/nieuw" in page.links


def test_one_is_changed_and_told(session, people, client_as, path, trajectory):
    hub = f"/inventarisaties/{trajectory.assessment_id}"
    there = make_appointment(session, trajectory, people.coordinator).id
    client = client_as(people.adviser)
    fields = client.get(f"{path}/{there}").fields
    client.post(f"{path}/{there}", fields)
    assert told(session) == []
    client.post(f"{path}/{there}", {**fields, "place": "Online", "at": "10.00"})
    (row,) = stored(session)
    assert (row.place, row.at, row.version) == ("Online", time(10), 2)
    history = client.get(f"{hub}/geschiedenis").text
    assert "veranderde de afspraak ‘Startoverleg’." in history and "Online" in history


def test_who_comes_later_sees_both_and_loses_nothing(session, people, client_as, path, trajectory):
    there = make_appointment(session, trajectory, people.coordinator).id
    first, second = client_as(people.coordinator), client_as(people.adviser)
    fields = second.get(f"{path}/{there}").fields
    del fields["csrf_token"]
    first.post(f"{path}/{there}", {**fields, "place": "Raadzaal"})
    page = second.post(f"{path}/{there}", {**fields, "place": "Online", "note": "Van mij"}, status=409)
    assert page.title.startswith("Fout:")
    assert "Raadzaal" in page.text and "Online" in page.text and page.fields["note"] == "Van mij"
    assert len(page.all("dt")) == 2 * 8
    assert stored(session)[0].place == "Raadzaal"
    second.post(f"{path}/{there}", {**fields, "place": "Online", "seen": page.fields["seen"]})
    assert stored(session)[0].place == "Online"


def test_one_is_cancelled_and_stays_so(session, people, client_as, path, trajectory):
    there = make_appointment(session, trajectory, people.coordinator).id
    client = client_as(people.coordinator)
    fields = client.get(f"{path}/{there}").fields
    for _ in range(2):
        page = client.follow(client.post(f"{path}/{there}/afzeggen"))
    assert "De afspraak is afgezegd." in page.text
    assert told(session) == ["cancel_appointment"]
    shown = client.post(f"{path}/{there}", {**fields, "note": "Toch nog iets"}, status=409)
    assert "Deze afspraak is afgezegd" in shown.text and shown.fields["note"] == "Toch nog iets"
    assert f"{path}/nieuw" in [form.get("action") for form in shown.all("form")]
    assert "title" not in client.get(f"{path}/{there}").fields
    client.post(f"{path}/nieuw", {**fields, "note": "Toch nog iets"})
    assert [one.cancelled_at is None for one in stored(session)] == [False, True]


def test_a_closed_trajectory_gives_back_what_was_typed(session, people, client_as, path, trajectory):
    there = make_appointment(session, trajectory, people.coordinator).id
    trajectory.ended_at = now()
    session.commit()
    client = client_as(people.coordinator)
    for address in (f"{path}/nieuw", f"{path}/{there}"):
        page = client.post(address, FORM, status=409)
        assert "Dit traject is afgesloten" in page.text and page.fields["title"] == FORM["title"]
    client.post(f"{path}/{there}/afzeggen", status=409)
    assert len(stored(session)) == 1 and told(session) == []
    assert "Startoverleg" in client.get(f"{path}/{there}").text


def test_one_of_another_trajectory_is_not_there(session, people, client_as, path):
    second = make_trajectory(session, make_assessment(session, people, title="Tweede"), people.coordinator)
    there = make_appointment(session, second, people.coordinator).id
    client = client_as(people.coordinator)
    client.get(f"{path}/{there}", status=404)
    client.post(f"{path}/{there}", FORM, status=404)
    client.post(f"{path}/{there}/afzeggen", FORM, status=404)
    assert "Startoverleg" not in client.get(path).text


def test_it_takes_as_many_statements_for_one_as_for_many(session, people, client_as, path, trajectory):
    client = client_as(people.coordinator)
    with statements() as few:
        client.get(path)
    for number in range(20):
        make_appointment(session, trajectory, people.coordinator, title=f"Afspraak {number}")
    with statements() as many:
        client.get(path)
    assert len(few) == len(many) <= 7, many
