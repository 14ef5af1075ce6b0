"""The page on which domains are chosen: the order by chance, what would change it, and what it says in every state."""

import json
from random import Random

import pytest
from sqlalchemy import select, update

from app.clock import now
from app.models import Assessment, AssessmentDomain, Participation, Report, Trajectory
from app.texts import priorities as texts
from app.texts.trajectories import CLOSED
from app.trajectories.queries.agreed import load_agreed
from app.trajectories.queries.priorities import Priorities
from questionnaires.catalogue import current
from scoring.engine import RULES
from tests.factories import make_answers, make_assessment, make_participation
from tests.golden.random_documents import random_document
from tests.golden.reference import result_document
from tests.golden.test_reference import PLAIN
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
    lines = [row for row in element.iter() if str(row.tag).endswith("}tr")][1:]
    return [["".join(cell.itertext()).partition(":")[0] for cell in row] for row in lines]


def test_it_shows_the_order_with_its_words_and_certainty(people, client_as, inventory, page):
    found = client_as(people.coordinator).get(page)
    assert [row[:4] for row in rows(found)] == [
        ["Geldzaken", "1 (gelijk)", "79,1", "Nu kansrijk"],
        ["Inclusie", "1 (gelijk)", "75,0", "Nu kansrijk"],
        ["Wonen", "3", "40,5", "Later"],
        ["Digitaal", "4", "0,0", "Behouden"],
    ]
    assert "niet zeker (plaats 1 tot 2)" in found.text
    assert "kijk eerst naar 2 domeinen: Geldzaken en Inclusie. Later komt Wonen aan de beurt" in found.text
    assert "Gezondheid en preventie" in found.text and "Nog nodig: een antwoord op de vragen over bereik" in found.text
    report = f"/inventarisaties/{inventory.id}/rapport"
    assert f"{report}/uitleg?versie=1#volgorde" in found.links
    assert {f"{report}/uitleg/{domain}?versie=1" for domain in (*CHANCES, "gezondheid")} <= set(found.links)
    (picture,) = [each for each in found.all("img") if "kansen" in each.get("src")]
    assert picture.get("src") == f"{report}/kansen.svg?versie=1" and "Geldzaken: haalbaarheid" in picture.get("alt")


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
        "Hier is veel te winnen, en het kan nu (opbrengst 100,0, haalbaarheid 62,5). "
        "In de volgorde van het rapport staat dit domein op plaats 1."
    )
    assert fields["wonen-reason"].strip() == fields["decided_by"] == ""
    assert "digitaal-asked" in fields and "geld-asked" not in fields


def reference(document):
    """The order and the proposal of the second implementation of the rules."""
    found = result_document(PLAIN, document)
    placed = [{**rank, **found["domains"][rank["domain"]]["opportunity"]} for rank in found["ranking"]]
    growing = [each["domain"] for each in placed if each["word"] != "Behouden"][:3]
    proposed = [each["domain"] for each in placed if each["domain"] in growing and each["word"] != "Later"]
    names = ("domain", "rank", "best", "worst", "score", "word")
    return [{**{name: each[name] for name in names}, "proposed": each["domain"] in proposed} for each in placed]


def freeze(session, assessment, people, document, number):
    """A report of this document, as the newest."""
    keys = {"assessment_id": assessment.id, "municipality_id": assessment.municipality_id}
    frozen = {
        "interchange": json.dumps(document),
        "rules": RULES,
        "agreed_at": now(),
        "agreed_by": people.coordinator.id,
    }
    session.add(Report(**keys, **frozen, number=number))
    session.commit()


def test_places_chances_and_words_equal_the_reference(session, people):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    for seed in range(500, 540):
        document = random_document(Random(seed), PLAIN)
        freeze(session, made, people, document, seed)
        priorities = Priorities(load_agreed(session, made))
        assert priorities.kept_proposal == reference(document), seed
        assert priorities.proposed == tuple(row["domain"] for row in reference(document) if row["proposed"]), seed


@pytest.mark.parametrize("seed", [601, 602, 603, 604, 605, 606])
def test_the_page_shows_what_the_reference_says(session, people, client_as, seed):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    document = random_document(Random(seed), PLAIN)
    freeze(session, made, people, document, 1)
    found = client_as(people.coordinator).get(f"/inventarisaties/{made.id}/prioriteren")
    expected = reference(document)
    if not expected:
        assert "Voor geen enkel domein weten we genoeg" in found.text
        return
    shown = rows(found)
    ranks = [row["rank"] for row in expected]
    places = [f"{rank} (gelijk)" if ranks.count(rank) > 1 else str(rank) for rank in ranks]
    certain = [
        "zeker" if r["best"] == r["worst"] else f"niet zeker (plaats {r['best']} tot {r['worst']})" for r in expected
    ]
    assert [(row[1], row[3], row[-1]) for row in shown] == [
        (place, row["word"], certainty) for place, row, certainty in zip(places, expected, certain, strict=True)
    ]


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
    assert "Hiermee begint de gemeente" in found.text and "Daarom wonen." in found.text
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
    assert texts.REOPENED in found.text and "Hiermee beginnen jullie" in found.text
    assert len(rows(found)) == 4 and "decided_by" not in found.fields
    assert f"/inventarisaties/{inventory.id}/bespreken" in found.links
    assert "Hiermee begint de gemeente" in client_as(people.reader).get(page).text


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
