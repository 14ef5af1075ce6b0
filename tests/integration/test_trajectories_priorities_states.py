"""Who sees the page on which domains are chosen, and what it says before, during and after."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Report, Trajectory
from app.texts import priorities as texts
from app.texts.trajectories import CLOSED
from app.web.clock import now
from tests.factories import make_assessment, make_participation
from tests.integration import test_trajectories_priorities as order
from tests.integration.test_trajectories_priorities import rows
from tests.trajectories import make_choice, make_report, make_trajectory

inventory, page = order.inventory, order.page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("adviser", 200),
        ("reader", 200),
        ("participant", 403),
        ("administrator", 404),
        ("other", 404),
    ],
)
def test_who_sees_it(session, people, client_as, inventory, page, who, status):
    make_participation(session, inventory, people.participant, everything=True)
    session.commit()
    client_as(getattr(people, who)).get(page, status=status)


def test_a_reader_sees_the_order_and_the_choice_and_no_form(session, people, client_as, inventory, page):
    reader = client_as(people.reader)
    found = reader.get(page)
    assert "De gemeente heeft nog niet gekozen" in found.text
    assert len(rows(found)) == 4 and "decided_by" not in found.fields
    make_choice(session, inventory, people.coordinator, ["wonen"])
    make_trajectory(session, inventory, people.coordinator)
    found = reader.get(page)
    assert found.h1 == "De gemeente begint met Wonen" and "Daarom wonen." in found.text
    assert "decided_by" not in found.fields and "Kies opnieuw" not in found.text
    assert not [link for link in found.links if link.endswith("/uren") or link == "/traject"]


@pytest.mark.parametrize(
    ("state", "said", "way"),
    [("open", "Eerst beantwoorden jullie de vragen", ""), ("in_review", "Jullie bespreken nu", "/bespreken")],
)
@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_before_anything_was_agreed_it_says_what_is_first(session, people, client_as, who, state, said, way):
    made = make_assessment(session, people, state=state)
    hub = f"/inventarisaties/{made.id}"
    found = client_as(getattr(people, who)).get(f"{hub}/prioriteren")
    assert found.h1 == "Domeinen kiezen kan nog niet" and said in found.text
    assert f"{hub}{way}" in found.links
    client_as(people.reader).get(f"{hub}/prioriteren", status=404)


def test_what_was_agreed_last_stays_when_it_is_reopened(session, people, client_as, inventory, page):
    make_choice(session, inventory, people.coordinator, ["geld"])
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    found = client_as(people.coordinator).get(page)
    assert texts.REOPENED in found.text and found.h1 == "Jullie beginnen met Geldzaken"
    assert len(rows(found)) == 4 and "decided_by" not in found.fields
    assert f"/inventarisaties/{inventory.id}/bespreken" in found.links
    assert client_as(people.reader).get(page).h1 == "De gemeente begint met Geldzaken"


def test_a_closed_trajectory_takes_no_choice(session, people, client_as, inventory, page):
    make_choice(session, inventory, people.coordinator, ["geld"])
    make_trajectory(session, inventory, people.coordinator)
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
    found = client_as(people.adviser).get(page)
    assert CLOSED in found.text and "decided_by" not in found.fields


def test_another_version_of_the_report_and_other_rules_are_told(session, people, client_as, inventory, page):
    make_choice(session, inventory, people.coordinator, ["geld"])
    coordinator = client_as(people.coordinator)
    assert "nieuwe versie van het rapport" not in coordinator.get(page).text
    make_report(session, inventory, people.coordinator, 2)
    found = coordinator.get(page)
    assert texts.older_report(1, 2) in found.text and "Er zijn nieuwe rekenregels" not in found.text
    keys = {"assessment_id": inventory.id, "municipality_id": inventory.municipality_id, "agreed_at": now()}
    frozen = session.scalars(select(Report.interchange).limit(1)).one()
    session.add(Report(**keys, number=3, rules=0, interchange=frozen, agreed_by=people.coordinator.id))
    session.commit()
    assert "Er zijn nieuwe rekenregels" in coordinator.get(page).text
