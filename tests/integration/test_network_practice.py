"""Finding what other municipalities shared, reading it, and copying it into an own plan."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import ImprovementAction, Trajectory
from app.web.clock import now
from tests.factories import make_assessment, make_municipality
from tests.integration.test_assessments_statements import statements
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


def test_an_empty_list_says_what_to_do(people, client_as):
    page = client_as(people.other).get(LIST)
    assert "Er is nog niets gedeeld" in page.text and "/traject/acties" in page.links


def test_it_is_found_by_domain_question_effort_and_words(session, people, client_as, action):
    share(session, people, action, title="Eerste", shared_at=now() - timedelta(days=2))
    share(session, people, action, title="Tweede", domain="inclusie", effort="large", text="Met DE Wereld_koks.")
    share(session, people, action, title="Derde", domain="", question="", effort=None, experience="100% raak")
    share(session, people, action, title="Vierde", domain="algemeen", question="G02")
    client = client_as(people.other)
    for query, wanted in {
        "": {"Eerste", "Tweede", "Derde", "Vierde"},
        "?domein=inclusie": {"Tweede"},
        "?domein=eigen": {"Derde"},
        "?domein=algemeen": {"Vierde"},
        "?vraag=A.BE": {"Eerste", "Tweede"},
        "?vraag=A.BE&domein=geld": {"Eerste"},
        "?vraag=G02": {"Vierde"},
        "?moeite=large": {"Tweede"},
        "?domein=inclusie&moeite=large&zoek=wereld": {"Tweede"},
        "?zoek=wereld_KOKS": {"Tweede"},
        "?zoek=wereld+met": {"Tweede"},
        "?zoek=met+niets": set(),
        "?zoek=%25": {"Derde"},
        "?zoek=_": {"Tweede"},
        "?zoek=%27)%3B--": set(),
        # What does not exist is left out.
        "?domein=x&vraag=y&moeite=z&pagina=x": {"Eerste", "Tweede", "Derde", "Vierde"},
        "?pagina=0": {"Eerste", "Tweede", "Derde", "Vierde"},
        "?pagina=99999999999999": {"Eerste", "Tweede", "Derde", "Vierde"},
    }.items():
        text = client.get(LIST + query).text
        found = {title for title in ("Eerste", "Tweede", "Derde", "Vierde") if title in text}
        assert found == wanted, query
    page = client.get(LIST)
    assert {"Aandacht – bestuur", "Coördinator"} <= {option.text for option in page.all("option")}
    text = page.text
    assert text.index("Vierde") < text.index("Derde") < text.index("Tweede") < text.index("Eerste")
    assert "Alle domeinen 4" in text and "Grote moeite" in text and "Klaar" in text
    assert "Niets gevonden" in client.get(f"{LIST}?zoek=niets").text


def test_it_stands_in_pages_and_takes_as_few_statements(session, people, client_as, action):
    client = client_as(people.other)
    share(session, people, action, title="Actie 0")
    client.get(LIST)
    with statements() as few:
        client.get(LIST)
    for number in range(1, 43):
        share(session, people, action, title=f"Actie {number}", shows_name=number % 2 == 0)
    with statements() as many:
        page = client.get(f"{LIST}?domein=geld")
    assert len(few) == len(many) <= 6
    assert page.text.count("Stel een vraag: Actie") == 20 and "Pagina 1 van 3" in page.text
    last = client.get(next(link for link in client.get(f"{LIST}?domein=geld&pagina=2").links if "pagina=3" in link))
    assert last.text.count("Stel een vraag: Actie") == 3 and "domein=geld" in "".join(last.links)
    assert "Actie 42" in client.get(f"{LIST}?pagina=9").text


def test_a_municipality_is_named_only_when_it_agreed(session, people, client_as, action):
    hidden = share(session, people, action)
    named = share(session, people, action, shows_name=True)
    client = client_as(people.other)
    assert "Voorbeeldstad" not in client.get(hidden).html and "Een andere gemeente" in client.get(hidden).text
    assert "Gemeente Voorbeeldstad" in client.get(named).text
    own = client_as(people.coordinator).get(hidden)
    assert "Van jullie" in own.text and "Anderen zien niet welke gemeente dit is" in own.text
    assert "Van jullie" in client_as(people.adviser).get(LIST).text
    assert "delen" not in "".join(client_as(people.adviser).get(hidden).links)


def test_who_leads_nothing_is_kept_out(session, people, client_as, action):
    address = share(session, people, action)
    for who in (people.reader, people.participant):
        client = client_as(who)
        client.get(LIST, status=403)
        client.get(address, status=403)
        client.post(f"{address}/overnemen", {}, status=403)
    missing = f"{LIST}/{people.reader.id}"
    client_as(people.other).get(missing, status=404)
    client_as(people.other).post(f"{missing}/overnemen", {}, status=404)


def test_the_page_takes_as_few_statements_whatever_there_is(session, people, client_as, action, plan):
    address = share(session, people, action)
    client = client_as(people.other)
    client.get(address)
    with statements() as few:
        client.get(address)
    for number in range(3):
        make_plan(session, people, title=f"Meting {number}")
        make_municipality(session, f"GM970{number}", f"Elders {number}")
    session.commit()
    with statements() as many:
        client.get(address)
    assert len(few) == len(many) <= 10


def test_the_network_and_the_plan_lead_there(session, people, client_as, action):
    key, plan = action.id, action.trajectory_id
    session.commit()
    client = client_as(people.coordinator)
    assert LIST in client.get("/netwerk").links
    links = client.get(f"/traject/acties/{key}").links
    assert f"{LIST}?vraag=A.BE" in links and f"/traject/acties/{key}/delen" in links
    links = client_as(people.adviser).get(f"/traject/acties/{key}").links
    assert f"{LIST}?vraag=A.BE" in links and f"/traject/acties/{key}/delen" not in links
    assert plan
