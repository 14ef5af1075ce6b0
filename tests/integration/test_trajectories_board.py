"""The board and the list of actions: what they show, filter and sort."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.models import Assessment, Trajectory
from app.plan.entrance import Titles
from app.texts.actions import find_out_title
from app.web.clock import now, today
from tests.factories import make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_action, make_trajectory


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory."""
    return make_trajectory(
        session, make_assessment(session, people, state="agreed", agreed_at=now()), people.coordinator
    )


@pytest.fixture
def address(trajectory):
    """Of the board."""
    return f"/traject/{trajectory.id}/acties"


@pytest.fixture
def actions(session, people, trajectory):
    """Five actions: of two domains, in four states, one late and one with nobody."""
    late = {"starts_on": today() - timedelta(days=60), "ends_on": today() - timedelta(days=3)}
    soon = {"ends_on": today() + timedelta(days=9)}
    general = {"domain": "algemeen", "item": "algemeen/G01"}
    columns = [
        {"title": "Een plan", "position": 1},
        {"title": "Te laat", "position": 2, "state": "planned", "owner": "wethouder", **late},
        {"title": "Elders", "position": 3, "state": "planned", "domain": "inclusie", "item": "inclusie/A.BL", **soon},
        {"title": "Gedaan", "position": 4, "state": "done", "done_on": today(), "effort": "large", **late},
        {"title": "Algemeen", "position": 5, "state": "stopped", "stop_reason": "Geen geld.", "owner": "", **general},
    ]
    return [make_action(session, trajectory, people.coordinator, **one) for one in columns]


def test_every_part_of_the_trajectory_has_a_title_of_its_own(people, client_as, actions, address):
    """Who has many tabs, or hears only the title, knows which one this is (WCAG 2.4.2)."""
    coordinator = client_as(people.coordinator)
    page = coordinator.get(address)
    (parts,) = [each for each in page.all("nav") if each.get("aria-label") == "Onderdelen van het traject"]
    links = [link.get("href") for link in parts.iter() if link.get("href")]
    titles = [coordinator.get(link).title for link in links]
    assert len(titles) == len(set(titles)) > 6


TITLES = ("Een plan", "Te laat", "Elders", "Gedaan", "Algemeen")
FIRST = ("Te laat", "Elders", "Een plan", "Gedaan", "Algemeen")
"""What has to be done first comes first."""


def order(page):
    """The titles of the actions, as the page has them from top to bottom."""
    heads = [*page.all("h3"), *(head for head in page.all("th") if head.get("scope") == "row")]
    return ["".join(link.itertext()) for head in heads for link in head.iter("a")]


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
def test_it_shows_cards_in_columns(people, client_as, actions, address, who):
    page = client_as(getattr(people, who)).get(address)
    assert page.h1 == "5 acties, 1 te laat"
    for column in ("Voorgesteld 1", "Gepland 2", "Bezig 0", "Klaar 1", "Gestopt 1"):
        assert column in page.text
    assert order(page) == list(TITLES)
    assert "3 dagen te laat" in page.text and page.text.count("dagen te laat") == 1
    for said in ("Nog niemand", "wethouder", "Nog geen einddatum", "Geen geld.", "Klein", "Groot"):
        assert said in page.text


def test_the_list_has_the_same(people, client_as, actions, address):
    page = client_as(people.coordinator).get(f"{address}?weergave=lijst")
    assert order(page) == list(FIRST)
    assert len(page.all("table")) == 1
    assert page.h1 == "5 acties, 1 te laat" and "3 dagen te laat" in page.text


def test_questions_are_chosen_by_their_short_names(people, client_as, actions, address):
    options = [option.text for option in client_as(people.coordinator).get(address).all("option")]
    start = options.index("Alle vragen")
    assert options[start + 1 : start + 4] == [
        "Geldzaken: Aandacht – bestuur",
        "Inclusie: Plannen – beleid",
        "Algemene vragen: Plan",
    ]


@pytest.mark.parametrize("view", ["bord", "lijst"])
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("domein=geld", ["Een plan", "Te laat", "Gedaan"]),
        ("staat=gepland", ["Te laat", "Elders"]),
        ("staat=te-laat", ["Te laat"]),
        ("staat=gestopt", ["Algemeen"]),
        ("eigenaar=wethouder", ["Te laat"]),
        ("eigenaar=-", ["Algemeen"]),
        ("vraag=inclusie/A.BL", ["Elders"]),
        ("domein=geld&staat=gepland", ["Te laat"]),
        # What does not exist filters nothing.
        ("domein=maan&staat=boos&eigenaar=niemand&vraag=x&weergave=kaart&sorteer=geur", list(TITLES)),
    ],
)
def test_it_filters(people, client_as, actions, address, view, query, shown):
    page = client_as(people.coordinator).get(f"{address}?weergave={view}&{query}")
    assert order(page) == [title for title in (FIRST if view == "lijst" else TITLES) if title in shown]
    if len(shown) < 5:
        assert f"{len(shown)} van de 5 acties" in page.text
        assert any(link.endswith("/acties") or link.endswith("weergave=lijst") for link in page.links)


def test_filters_are_links_with_what_they_leave(session, people, client_as, trajectory, actions, address):
    make_action(session, trajectory, people.coordinator, title="Vandaag", ends_on=today())
    page = client_as(people.coordinator).get(f"{address}?domein=geld")
    found = {nav.get("aria-label"): nav for nav in page.all("nav")}
    links = {name: ["".join(link.itertext()) for link in found[name].iter("a")] for name in ("Domein", "Wanneer")}
    assert links["Domein"] == ["Alle 6", "Geldzaken 4", "Inclusie 1", "Algemene vragen 1"]
    # What is chosen already still counts.
    assert links["Wanneer"][:2] == ["Alles 4", "Te laat 1"] and links["Wanneer"][2].startswith("Deze maand ")
    (soon,) = [link.get("href") for link in found["Wanneer"].iter("a") if "deze-maand" in (link.get("href") or "")]
    assert "Vandaag" in order(client_as(people.coordinator).get(soon)) and "Te laat" not in soon


def test_what_is_late_stands_above_all_with_what_can_be_done(session, people, client_as, trajectory, actions, address):
    page = client_as(people.coordinator).get(address)
    (above,) = [part for part in page.all("section") if part.get("aria-label") == "Te laat"]
    assert "Te laat (Geldzaken) had klaar moeten zijn op" in " ".join("".join(above.itertext()).split())
    links = [link.get("href") for link in above.iter("a")]
    late = f"/traject/acties/{actions[1].id}"
    assert links == [f"{late}/wijzigen#ends_on", f"{late}/eigenaar"]
    for number in range(4):
        make_action(session, trajectory, people.coordinator, ends_on=today() - timedelta(days=number + 9))
    more = client_as(people.coordinator).get(address)
    assert more.h1 == "9 acties, 5 te laat" and "Nog 2 acties te laat" in more.text
    assert "had klaar" not in client_as(people.coordinator).get(f"{address}?staat=te-laat").text


def test_finding_out_is_called_by_the_short_name_of_the_question(session, people, client_as, trajectory, address):
    query = select(Assessment).options(selectinload(Assessment.domains)).execution_options(populate_existing=True)
    asked = Titles(session.scalars(query).one()).questions["geld/A.BE"]
    about = {"kind": "find_out", "item": "geld/A.BE"}
    make_action(session, trajectory, people.coordinator, title=find_out_title(asked.text), **about)
    make_action(session, trajectory, people.coordinator, title="Zoek uit wie hierover gaat", position=2, **about)
    assert order(client_as(people.coordinator).get(address)) == [
        "Zoek uit: Aandacht – bestuur",
        "Zoek uit wie hierover gaat",
    ]


def test_an_action_from_the_bank_is_called_without_its_domain(session, people, client_as, trajectory, address):
    make_action(
        session, trajectory, people.coordinator, title="Leg het van het domein Geldzaken vast", bank_id="A.BE-1"
    )
    make_action(
        session, trajectory, people.coordinator, title="Zelf van het domein Geldzaken", position=2, bank_id=None
    )
    assert order(client_as(people.coordinator).get(address)) == ["Leg het vast", "Zelf van het domein Geldzaken"]


def test_what_fits_nothing_says_what_to_do(people, client_as, actions, address):
    page = client_as(people.coordinator).get(f"{address}?domein=inclusie&staat=klaar")
    assert "Er is geen actie die hierbij past" in page.text
    assert address in page.links


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("sorteer=einde", FIRST),
        ("sorteer=einde&richting=af", ["Elders", "Te laat", "Een plan", "Gedaan", "Algemeen"]),
        ("sorteer=domein", ["Een plan", "Te laat", "Gedaan", "Elders", "Algemeen"]),
        ("sorteer=staat", list(TITLES)),
        ("sorteer=staat&richting=af", ["Algemeen", "Gedaan", "Te laat", "Elders", "Een plan"]),
        ("sorteer=wie", ["Een plan", "Elders", "Gedaan", "Te laat", "Algemeen"]),
        ("sorteer=moeite&richting=af", ["Gedaan", "Een plan", "Te laat", "Elders", "Algemeen"]),
        ("richting=af&sorteer=plaats", TITLES[::-1]),
    ],
)
def test_the_list_is_sorted_by_links(people, client_as, actions, address, query, shown):
    page = client_as(people.coordinator).get(f"{address}?weergave=lijst&{query}")
    assert order(page) == list(shown)
    assert any("sorteer=wie" in link for link in page.links)


def test_without_actions_it_says_where_to_find_them(people, client_as, trajectory, address):
    page = client_as(people.coordinator).get(address)
    assert page.h1 == "Nog geen acties"
    assert {f"/traject/{trajectory.id}/voorstellen", f"{address}/nieuw"} <= set(page.links) or len(page.links) > 4


def test_others_see_nothing(session, people, client_as, actions, address):
    actions[0].owner_id = people.participant.id
    session.commit()
    for person, status in ((people.reader, 403), (people.participant, 404), (people.other, 404)):
        client_as(person).get(address, status=status)
    client_as(people.administrator).get(address, status=404)


def test_the_way_without_an_address_leads_to_the_only_board(people, client_as, actions, address):
    assert client_as(people.coordinator).ask("/traject/acties").headers["Location"].endswith(address)


def test_a_closed_trajectory_has_no_buttons(session, people, client_as, actions, address):
    session.get_one(Trajectory, actions[0].trajectory_id).ended_at = now()
    session.commit()
    for view in ("bord", "lijst"):
        page = client_as(people.coordinator).get(f"{address}?weergave={view}")
        assert "Dit traject is afgesloten" in page.text
        assert "→" not in page.text and "Verzet" not in page.text and "Omhoog" not in page.text
        assert [one.get("src") for one in page.all("script")] == ["/static/typed.js"]


def test_a_title_stays_text(session, people, client_as, trajectory, address):
    make_action(session, trajectory, people.coordinator, title='<script>x</script>"', owner="<b>ik</b>")
    for view in ("bord", "lijst"):
        page = client_as(people.coordinator).get(f"{address}?weergave={view}&eigenaar=<b>ik</b>")
        assert '<script>x</script>"' in page.text and "<b>ik</b>" in page.text


@pytest.mark.parametrize("view", ["bord", "lijst"])
def test_it_takes_the_same_statements_however_many_there_are(session, people, client_as, trajectory, address, view):
    counts = []
    for number in range(2):
        for place in range(1 + 20 * number):
            make_action(session, trajectory, people.coordinator, title=f"Actie {place}", position=place)
        coordinator = client_as(people.coordinator)
        with statements() as sent:
            coordinator.get(f"{address}?weergave={view}")
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 6, sent
