"""Changing the days of the steps: what is right, what is not, proposing anew, and two who do it at once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.models import AuditEntry, Trajectory, TrajectoryStep
from app.state.steps import STEP_IDS
from app.web.clock import now, today
from app.web.forms import typed_day
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_trajectory

FIRST = date(2026, 9, 1)


@pytest.fixture
def trajectory(session, people):
    return make_trajectory(session, make_assessment(session, people), people.coordinator, FIRST)


@pytest.fixture
def path(trajectory):
    return f"/traject/{trajectory.id}/stappen"


def filled(client, path, **changes):
    """The form as the page gives it, with these fields changed."""
    fields = client.get(path).fields
    fields.pop("csrf_token")
    return fields | changes


def stored(session):
    session.expire_all()
    found = {row.step: row for row in session.scalars(select(TrajectoryStep))}
    session.expunge_all()
    session.rollback()
    return found


def told(session):
    session.expire_all()
    found = session.scalars(select(AuditEntry).where(AuditEntry.action == "change_days")).all()
    session.expunge_all()
    session.rollback()
    return found


def test_days_are_saved_and_told(session, people, client_as, path, trajectory):
    hub = f"/inventarisaties/{trajectory.assessment_id}"
    client = client_as(people.adviser)
    changes = {
        "inventory_planned_start": " 02-09-2026 ",
        "inventory_ended_on": typed_day(today()),
        "evaluation_planned_end": "2027-08-31",
    }
    page = client.follow(client.post(path, filled(client, path, **changes)))
    assert "De dagen zijn opgeslagen." in page.text and "tot en met 31 augustus 2027" in page.text
    rows = stored(session)
    assert rows["inventory"].planned_start == date(2026, 9, 2) and rows["inventory"].ended_on == today()
    assert {step: row.version for step, row in rows.items()} == dict.fromkeys(STEP_IDS, 1) | {
        "inventory": 2,
        "evaluation": 2,
    }
    assert session.scalars(select(Trajectory.started_on)).one() == date(2026, 9, 2)
    (entry,) = told(session)
    assert entry.old["inventory"] == {"planned_start": "2026-09-01", "ended_on": None}
    history = client.get(f"{hub}/geschiedenis").text
    assert "veranderde de dagen van de stappen." in history and "Inventariseren, gepland vanaf" in history


def test_the_same_again_changes_nothing(session, people, client_as, path):
    client = client_as(people.coordinator)
    client.post(path, filled(client, path))
    assert told(session) == []


def test_what_the_application_knows_stands_beside_the_field(people, client_as, path):
    assert f"Samenhang weet: {today().day} " in client_as(people.coordinator).get(path).text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"inventory_planned_start": ""}, "Inventariseren: Vul een dag in."),
        ({"actions_planned_end": "31-2-2027"}, "Acties formuleren: Vul een dag in zoals 4-12-2026"),
        ({"actions_planned_end": "x" * 300}, "Vul een dag in zoals 4-12-2026"),
        ({"partners_started_on": "gisteren"}, "Mobiliseren en uitvoeren: Vul een dag in zoals"),
        ({"inventory_planned_end": "1-8-2026"}, "Inventariseren: De laatste dag is voor de eerste dag."),
        ({"evaluation_planned_start": "1-10-2026"}, "Evalueren: Deze stap begint nu voor de stap ervoor."),
        ({"evaluation_planned_end": "1-1-2047"}, "Kijk of het jaar klopt"),
        ({"inventory_started_on": "1-1-1999"}, "Kijk of het jaar klopt"),
        ({"inventory_ended_on": typed_day(today() + timedelta(days=1))}, "Inventariseren: Deze dag moet nog komen."),
        ({"actions_ended_on": "1-10-2026"}, "Acties formuleren: Vul ook in wanneer de stap begon."),
        ({"actions_started_on": "5-10-2026", "actions_ended_on": "1-10-2026"}, "De laatste dag is voor de eerste dag."),
        # The application knows that it began today.
        ({"inventory_ended_on": "1-10-2026"}, "De laatste dag is voor de eerste dag."),
    ],
)
def test_what_is_not_right_is_said_and_kept(session, people, client_as, path, changes, said):
    client = client_as(people.coordinator)
    typed = filled(client, path, priorities_planned_end="30-11-2026", **changes)
    page = client.post(path, typed, status=422)
    assert said in page.text
    assert {name: page.fields[name] for name in typed} == typed
    assert told(session) == []


def test_other_days_are_proposed_and_not_saved_yet(session, people, client_as, path):
    client = client_as(people.coordinator)
    typed = filled(client, path, propose_from="15-1-2027", actions_started_on="5-10-2026")
    page = client.post(path, {**typed, "action": "propose"}, status=200)
    assert "Er is nog niets opgeslagen." in page.text
    assert page.fields["inventory_planned_start"] == "15-1-2027"
    assert page.fields["evaluation_planned_end"] == "14-11-2027"
    assert page.fields["actions_started_on"] == "5-10-2026"
    assert stored(session)["inventory"].planned_start == FIRST
    client.post(path, page.fields)
    assert stored(session)["evaluation"].planned_end == date(2027, 11, 14)


@pytest.mark.parametrize(
    ("day", "said"), [("", "Vul een dag in zoals"), ("x", "Vul een dag in zoals"), ("1-1-1990", "vijf jaar")]
)
def test_nothing_is_proposed_from_what_is_no_day(people, client_as, path, day, said):
    client = client_as(people.coordinator)
    typed = filled(client, path, propose_from=day, inventory_planned_end="9-9-2026")
    page = client.post(path, {**typed, "action": "propose"}, status=422)
    assert said in page.text and page.fields["inventory_planned_end"] == "9-9-2026"


def test_who_comes_later_sees_both_and_loses_nothing(session, people, client_as, path):
    first, second = client_as(people.coordinator), client_as(people.adviser)
    typed = filled(second, path, actions_planned_end="20-1-2027", evaluation_planned_end="15-7-2027")
    first.post(path, filled(first, path, actions_planned_end="10-1-2027"))
    page = second.post(path, typed, status=409)
    assert page.title.startswith("Fout:")
    assert "10 januari 2027" in page.text and "iemand anders heeft intussen andere dagen opgeslagen" in page.text
    assert page.fields["actions_planned_end"] == "20-1-2027"
    assert stored(session)["evaluation"].planned_end != date(2027, 7, 15)
    second.post(path, page.fields)
    assert stored(session)["actions"].planned_end == date(2027, 1, 20)
    assert stored(session)["evaluation"].planned_end == date(2027, 7, 15)


def test_other_steps_do_not_stand_in_the_way(session, people, client_as, path):
    first, second = client_as(people.coordinator), client_as(people.adviser)
    typed = filled(second, path, evaluation_planned_end="15-7-2027")
    first.post(path, filled(first, path, evaluation_planned_end="15-7-2027"))
    second.post(path, typed)
    assert len(told(session)) == 1


def test_a_closed_trajectory_keeps_its_days_and_gives_back_what_was_typed(session, people, client_as, path, trajectory):
    client = client_as(people.coordinator)
    typed = filled(client, path, evaluation_planned_end="15-7-2027")
    trajectory.ended_at = now()
    session.commit()
    page = client.post(path, typed, status=409)
    assert "Dit traject is afgesloten" in page.text and page.fields["evaluation_planned_end"] == "15-7-2027"
    assert "evaluation_planned_end" not in client.get(path).fields
    assert told(session) == []


def test_others_cannot_change_them(session, people, client_as, path):
    for person, status in ((people.reader, 403), (people.other, 404), (people.participant, 404)):
        client_as(person).post(path, {"inventory_planned_start": "1-1-2026"}, status=status)
    assert told(session) == []


def test_it_takes_few_statements(people, client_as, path):
    with statements() as sent:
        client_as(people.coordinator).get(path)
    assert len(sent) <= 12, sent
