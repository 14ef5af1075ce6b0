"""Copying what another municipality shared into an own plan, with its source, once."""

import pytest
from sqlalchemy import inspect, select, update

from app.models import ImprovementAction, Membership, NoAction, SharedPractice, Trajectory
from app.web.clock import now
from tests.factories import make_assessment, make_user
from tests.practice import make_practice
from tests.trajectories import make_action, make_trajectory

LIST = "/netwerk/praktijk"


@pytest.fixture
def action(session, people):
    """An action of Voorbeeldstad."""
    made = make_assessment(session, people, ("geld", "inclusie"), "agreed", agreed_at=now())
    return make_action(session, make_trajectory(session, made, people.coordinator), people.coordinator)


@pytest.fixture
def plan(session, people):
    """An open plan of Voorbeelddorp, of which an inventory about wonen and inclusie is the ground."""
    return make_plan(session, people)


def make_plan(session, people, domains=("wonen", "inclusie"), titles=None, **columns):
    """A plan of Voorbeelddorp."""
    made = make_assessment(session, people, domains, "agreed", titles, agreed_at=now(), **columns)
    made.municipality_id = people.elsewhere.id
    session.commit()
    return make_trajectory(session, made, people.other)


def share(session, people, action, *, of=None, **columns):
    """Shared by another municipality than that of the action, so that there can be many; its address."""
    trajectory = session.get_one(Trajectory, action.trajectory_id)
    another = make_action(session, trajectory, people.coordinator, position=9)
    more = {"municipality_id": of.id} if of else {}
    made = make_practice(session, another, people.coordinator, **more, **columns)
    return f"{LIST}/{made.id}"


def copies(session):
    """What was copied."""
    session.expire_all()
    found = session.scalars(select(ImprovementAction).where(ImprovementAction.practice_id.is_not(None))).all()
    session.commit()
    return found


def test_it_is_copied_once_with_its_source(session, people, client_as, action, plan):
    address = share(session, people, action, domain="inclusie", shows_name=True)
    client = client_as(people.other)
    fields, key = {"trajectory": client.get(address).fields["trajectory"]}, inspect(plan).identity[0]
    page = client.follow(client.post(f"{address}/overnemen", fields))
    assert page.h1 == "Laat de wethouder een taalles bezoeken"
    assert "vul in wie het doet" in page.text and "Overgenomen van gemeente Voorbeeldstad" in page.text
    (copy,) = copies(session)
    assert (copy.trajectory_id, copy.item, copy.domain, copy.owner) == (key, "inclusie/A.BE", "inclusie", "")
    assert (copy.effort, copy.partners_text, copy.state) == ("small", "taalaanbieder", "proposed")
    assert "stond al in jullie plan" in client.follow(client.post(f"{address}/overnemen", fields)).text
    assert len(copies(session)) == 1
    page, there = client.get(address), f"/traject/acties/{inspect(copy).identity[0]}"
    assert "Staat in jullie plan" in page.text and there in page.links
    # It stays when it is withdrawn.
    session.execute(update(SharedPractice).values(withdrawn_at=now(), withdrawn_by=people.coordinator.id))
    session.commit()
    assert "Overgenomen van gemeente Voorbeeldstad" in client.get(there).text
    assert "wordt niet meer gedeeld" in client.post(f"{address}/overnemen", fields, status=409).text


def test_the_source_names_nobody_who_is_hidden(session, people, client_as, action, plan):
    address = share(session, people, action, domain="inclusie")
    client_as(people.other).post(f"{address}/overnemen", {})
    assert [one.source for one in copies(session)] == ["Overgenomen van een andere gemeente"]


def test_a_domain_is_chosen_when_the_plan_has_it_not(session, people, client_as, action, plan):
    client = client_as(people.other)
    for columns in ({"domain": "geld"}, {"domain": ""}):
        address = share(session, people, action, **columns)
        page = client.post(f"{address}/overnemen", {"trajectory": str(inspect(plan).identity[0])}, status=200)
        assert "Dat domein hebben jullie niet" in page.text
        page = client.post(f"{address}/overnemen", {"domain": ""}, status=422)
        assert "Kies bij welk domein de actie hoort" in page.text
        client.post(f"{address}/overnemen", {"domain": "geld"}, status=422)
        client.post(f"{address}/overnemen", {"domain": "wonen"})
    assert [one.item for one in copies(session)] == ["wonen/A.BE", "wonen/A.BE"]


def test_who_makes_more_plans_chooses(session, people, client_as, action, plan):
    second = make_plan(session, people, ("geld",), title="Tweede meting")
    address = share(session, people, action)
    client = client_as(people.other)
    assert "In welk plan?" in client.get(address).text
    assert "Kies in welk plan" in client.post(f"{address}/overnemen", {}, status=422).text
    own = action.trajectory_id
    session.commit()
    for wrong in (str(own), "x"):
        assert "Kies in welk plan" in client.post(f"{address}/overnemen", {"trajectory": wrong}, status=422).text
    chosen = str(inspect(second).identity[0])
    client.post(f"{address}/overnemen", {"trajectory": chosen})
    assert [str(one.trajectory_id) for one in copies(session)] == [chosen]
    # The same in the other plan is another copy.
    client.post(f"{address}/overnemen", {"trajectory": str(inspect(plan).identity[0]), "domain": "wonen"})
    assert len(copies(session)) == 2


def test_own_actions_are_not_copied(session, people, client_as, action):
    address = share(session, people, action)
    client = client_as(people.coordinator)
    assert "Neem over" not in client.get(address).text
    assert "jullie eigen actie" in client.post(f"{address}/overnemen", {}, status=409).text
    # Without a plan that is open there is nothing to copy into.
    other = client_as(people.other)
    assert "Ga naar je trajecten" in other.get(address).text
    assert "een traject nodig" in other.post(f"{address}/overnemen", {}, status=409).text


def test_who_leads_both_copies_from_one_to_the_other(session, people, client_as, action, plan):
    both = make_user(session, "beide@voorbeeld.example", "Bea Ide", "coordinator", people.municipality)
    session.add(Membership(user_id=both.id, municipality_id=people.elsewhere.id, role="adviser", created_at=now()))
    address = share(session, people, action, domain="inclusie")
    client = client_as(both)
    assert "Van jullie" in client.get(address).text
    client.post(f"{address}/overnemen", {})
    assert [one.municipality_id for one in copies(session)] == [people.elsewhere.id]


def test_what_was_decided_not_to_do_is_not_copied_without_a_word(session, people, client_as, action):
    plan = make_plan(session, people, ("geld",))
    address, key = share(session, people, action), inspect(plan).identity[0]
    client = client_as(people.other)
    session.add(declined(plan, people.other))
    session.commit()
    page = client.post(f"{address}/overnemen", {}, status=409)
    assert "Jullie besloten eerder" in page.text and "Er is geen geld" in page.text
    assert f"/traject/{key}/acties/voorstellen" in page.links and not copies(session)
    client.post(f"{address}/overnemen", {name: page.fields[name] for name in ("trajectory", "domain", "without")})
    assert [(one.domain, one.item) for one in copies(session)] == [("geld", None)]


def declined(plan, user):
    """That nothing is done about the question of the action."""
    keys = {"trajectory_id": plan.id, "municipality_id": plan.municipality_id, "item": "geld/A.BE"}
    return NoAction(**keys, reason="Er is geen geld.", decided_at=now(), decided_by=user.id)
