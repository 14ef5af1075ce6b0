"""The page on which domains are chosen: the order by chance, what would change it, and the proposal."""

import pytest
from sqlalchemy import select, update

from app.models import AssessmentDomain, Participation
from app.texts import priorities as texts
from app.web.clock import now
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment
from tests.integration.test_assessments_statements import statements
from tests.trajectories import make_choice, make_report, make_trajectory

PROFILE = tuple(question.id for question in current("iba").of_kind("domain"))
CHANCES = {"geld": "4433", "inclusie": "3344", "wonen": "2121", "digitaal": "3424"}
"""K1 to K4. Money matters and inclusion are equal; digital has reached its ambition, and nothing is known of health."""
MOST = 11
"""Statements of the page, whatever the number of domains and choices."""


@pytest.fixture
def inventory(session, people):
    """An agreed inventory of five domains, of which one has no chance and one is where it wants to be."""
    domains = ("geld", "inclusie", "wonen", "digitaal", "gezondheid")
    made = make_assessment(session, people, domains, state="agreed", agreed_at=now())
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": 4 if domain == "digitaal" else 2 for domain in CHANCES for item in PROFILE}
    values |= {
        f"{domain}/K{n}": int(value) for domain, four in CHANCES.items() for n, value in enumerate(four, start=1)
    }
    make_answers(session, joint, values)
    make_report(session, made, people.coordinator)
    return made


@pytest.fixture
def page(inventory):
    """Where it is."""
    return f"/inventarisaties/{inventory.id}/prioriteren"


def rows(found, table="volgorde-tabel"):
    """The cells of a table by its id."""
    (element,) = [each for each in found.all("table") if each.get("id") == table]
    lines = list(element.iter("tr"))[1:]
    return [["".join(cell.itertext()).partition(":")[0] for cell in row] for row in lines]


def test_it_shows_the_order_with_its_words_and_certainty(people, client_as, inventory, page):
    found = client_as(people.coordinator).get(page)
    assert [row[:4] for row in rows(found)] == [
        ["Geldzaken", "1 (gelijk)", "79", "Nu kansrijk"],
        ["Inclusie", "1 (gelijk)", "75", "Nu kansrijk"],
        ["Wonen", "3", "41", "Later"],
        ["Digitaal", "4", "0", "Behouden"],
    ]
    assert "niet zeker (plaats 1 tot 2)" in found.text
    assert "kijk eerst naar 2 domeinen: Geldzaken en Inclusie. Later komt Wonen aan de beurt" in found.text
    assert "Nog geen plaats: te weinig bekend" in found.text and "Nodig: antwoorden over" in found.text
    report = f"/inventarisaties/{inventory.id}/rapport"
    assert f"{report}/uitleg?versie=1#volgorde" in found.links
    assert {f"{report}/uitleg/{domain}?versie=1" for domain in (*CHANCES, "gezondheid")} <= set(found.links)


def test_the_picture_has_a_dot_and_a_line_where_there_is_a_chance_and_words_elsewhere(people, client_as, page):
    found = client_as(people.coordinator).get(page)
    assert found.all("h2")[0].text == "2 domeinen zijn nu kansrijk en liggen dicht bij elkaar"
    (picture,) = [each for each in found.all("ul") if each.get("class") == "chances"]
    money, inclusion, living, digital, health = (" ".join("".join(row.itertext()).split()) for row in picture)
    assert money == (
        "Geldzaken voorstel Nu kansrijk, kans 79 (74 tot 83): heel grote groep, goed moment, 1 collega wil beginnen "
        "(plaats 1 tot 2)"
    )
    assert inclusion.startswith("Inclusie voorstel") and living.startswith("Wonen Later, kans 41 (")
    assert digital == "Digitaal De ambitie is al bereikt: Geregeld. Behouden."
    assert health.startswith("Gezondheid Nog geen plaats: te weinig bekend van Gezondheid Nodig: antwoorden over")
    dots = [[each for each in row.iter() if str(each.tag).endswith("circle")] for row in picture]
    assert [len(found) for found in dots] == [1, 1, 1, 0, 0]
    # From 30 to 100: 79.06 and 40.50 of 100.
    assert (dots[0][0].get("cx"), dots[2][0].get("cx")) == ("70.08%", "15.01%")


def test_it_says_which_place_a_higher_ambition_gives(session, people, client_as):
    made = make_assessment(session, people, ("geld", "digitaal"), state="agreed", agreed_at=now())
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": value for domain, value in (("geld", 2), ("digitaal", 3)) for item in PROFILE}
    values |= {f"{domain}/K{n}": 3 for domain in ("geld", "digitaal") for n in range(1, 5)}
    make_answers(session, joint, values)
    make_report(session, made, people.coordinator)
    text = client_as(people.coordinator).get(f"/inventarisaties/{made.id}/prioriteren").text
    assert "Geregeld. Behouden." in text and "Met ambitie Verankerd kwam Digitaal op plaats 1." in text


def test_it_says_what_would_change_the_order(people, client_as, page):
    text = client_as(people.coordinator).get(page).text
    assert "Door één kleine verandering kunnen Geldzaken en Inclusie een andere plaats krijgen." in text
    assert (
        "Als het antwoord over het bereik, het nut, het moment of de mensen één stap lager was, "
        "dan kwam Inclusie op plaats 2 (nu 1)."
    ) in text
    assert "Als de ambitie In opbouw (50) was, en niet Geregeld (75), dan kwam Geldzaken op plaats 3 (nu 1)." in text


@pytest.mark.parametrize(
    ("chances", "said"),
    [({"geld": "4444"}, texts.ONE_RANKED), ({"geld": "1111", "inclusie": "1111"}, texts.FIRM), ({}, None)],
)
def test_it_says_so_when_the_order_is_firm_or_is_none(session, people, client_as, chances, said):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    session.execute(update(AssessmentDomain).values(ambition=25))
    joint = session.scalars(select(Participation)).one()
    values = {f"{domain}/{item}": 4 for domain in chances for item in PROFILE}
    values |= {
        f"{domain}/K{n}": int(value) for domain, four in chances.items() for n, value in enumerate(four, start=1)
    }
    make_answers(session, joint, values or {"geld/A.BE": 2})
    make_report(session, made, people.coordinator)
    text = client_as(people.coordinator).get(f"/inventarisaties/{made.id}/prioriteren").text
    assert (said in text) if said else "Wat zou de volgorde veranderen?" not in text


def test_the_proposal_is_filled_in(people, client_as, page):
    fields = client_as(people.coordinator).get(page).fields
    assert {name for name in fields if name.endswith("-begin")} == {"geld-begin", "inclusie-begin"}
    assert fields["geld-reason"].strip() == (
        "We bereiken een heel grote groep, het is nodig om de doelen te halen, het is een goed moment en "
        "1 collega wil beginnen."
    )
    assert fields["wonen-reason"].strip() == fields["decided_by"] == ""
    assert "digitaal-asked" in fields and "geld-asked" not in fields


@pytest.mark.parametrize(("domains", "choices"), [(2, 0), (12, 0), (2, 1), (12, 6)])
def test_it_takes_a_fixed_number_of_statements(session, people, client_as, domains, choices):
    ids = [domain.id for domain in current("iba").domains][:domains]
    made = make_assessment(session, people, ids, state="agreed", agreed_at=now())
    joint = session.scalars(select(Participation)).one()
    asked = (*PROFILE, "K1", "K2", "K3", "K4")
    make_answers(session, joint, {f"{domain}/{item}": 2 for domain in ids for item in asked})
    make_report(session, made, people.coordinator)
    for number in range(1, choices + 1):
        make_choice(session, made, people.coordinator, ids[: number % 3 + 1], number)
    make_trajectory(session, made, people.coordinator)
    coordinator = client_as(people.coordinator)
    with statements() as sent:
        coordinator.get(f"/inventarisaties/{made.id}/prioriteren")
    # Without a choice nobody's function is asked for, and no domains of one.
    assert len(sent) <= (MOST if choices else MOST - 2), sent


def test_without_any_chance_it_says_so_and_offers_to_open_again(session, people, client_as):
    made = make_assessment(session, people, ("geld",), state="agreed", agreed_at=now())
    make_report(session, made, people.coordinator)
    address, again = f"/inventarisaties/{made.id}/prioriteren", f"/inventarisaties/{made.id}/heropenen"
    for who in (people.coordinator, people.adviser):
        found = client_as(who).get(address)
        assert "Het rapport doet nog geen voorstel" in found.text and again in found.links
    assert again not in client_as(people.reader).get(address).links


def test_a_domain_without_a_place_can_still_get_one(people, client_as, inventory, page):
    again = f"/inventarisaties/{inventory.id}/heropenen"
    found = client_as(people.coordinator).get(page)
    assert "Is nu wel bekend wat ontbrak?" in found.text and again in found.links
    assert again not in client_as(people.reader).get(page).links
