"""Then and now of three rounds and more: a trend, another round to compare with, and as many statements as for two."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import update

from app.models import Assessment
from app.web.clock import now
from tests.comparing import agree_quickly, place_of, round_after
from tests.factories import make_agreed, make_answers
from tests.integration.test_assessments_statements import statements
from tests.rounds import close_round, joint_of, make_agreed_long_ago
from tests.trajectories import make_action, make_trajectory


@pytest.fixture
def first(session, people):
    """A first round on version 1, agreed."""
    made = make_agreed_long_ago(session, people)
    session.execute(update(Assessment).values(created_at=now() - timedelta(days=600)))
    session.commit()
    return made


@pytest.fixture
def second(session, people, first):
    """A second round in review."""
    return round_after(session, people, first)


@pytest.fixture
def third(session, people, first, second):
    """A third round, held against the second; that one is agreed."""
    close_round(session, people, second)
    session.execute(update(Assessment).where(Assessment.id == second.id).values(created_at=now() - timedelta(days=300)))
    session.commit()
    made = round_after(session, people, second, 3, title="Vervolgmeting 2028")
    close_round(session, people, made)
    return made


def test_three_rounds(session, people, client_as, first, second, third):
    page = client_as(people.reader).get(place_of(third))
    assert "Door de tijd" in page.text
    usual, other = place_of(third), f"{place_of(third)}?versie=1&met={first.id}"
    assert other in page.links
    assert "Vergelijk met Nulmeting" in page.text and "Vergelijk met Vervolgmeting 2027" in page.text
    chosen = client_as(people.reader).get(other)
    assert "Nulmeting (ronde 1)" in chosen.text and "Vervolgmeting 2028 (ronde 3)" in chosen.text
    assert "Deze vergelijking is nu gemaakt" in chosen.text
    assert f"{place_of(third)}.pdf?versie=1&met={first.id}" in chosen.links
    same = client_as(people.reader).ask(f"{usual}.json?met={second.id}").data
    assert same == client_as(people.reader).ask(f"{usual}.json").data
    assert same != client_as(people.reader).ask(f"{usual}.json?met={first.id}").data
    accounts = client_as(people.reader).get(f"{usual}/verantwoording?met={first.id}")
    assert "Elke vraag van ‘Nulmeting’" in accounts.text


def test_beside_another_round_it_says_since_which_one_people_said_what_changed(
    session, people, client_as, first, second
):
    agree_quickly(session, people, second)
    session.execute(update(Assessment).where(Assessment.id == second.id).values(created_at=now() - timedelta(days=300)))
    third = round_after(session, people, second, 3, title="Vervolgmeting 2028")
    said = "Mensen zeiden wat er veranderde sinds ‘Vervolgmeting 2027’, niet sinds ‘Nulmeting’."
    other = f"{place_of(third)}?met={first.id}"
    assert said not in client_as(people.coordinator).get(other).text
    make_agreed(session, third, people.coordinator, {"geld/A.BE": 3}, seen=1, changed="no")
    assert said in client_as(people.coordinator).get(other).text
    assert "Mensen zeiden wat" not in client_as(people.coordinator).get(place_of(third)).text


def test_rounds_that_cannot_be_chosen(session, people, client_as, first, second, third):
    elsewhere = make_agreed_long_ago(session, people)
    place = place_of(third)
    for wrong in (elsewhere.id, third.id, uuid.uuid4(), "x", ""):
        client_as(people.coordinator).get(f"{place}?met={wrong}", status=404)
    # What people said about changes belongs to the newest version only.
    session.execute(update(Assessment).where(Assessment.id == third.id).values(state="in_review"))
    session.commit()
    client_as(people.reader).get(f"{place}?met={first.id}", status=404)
    client_as(people.coordinator).get(f"{place}?versie=1&met={first.id}", status=404)
    assert "voorlopig" in client_as(people.coordinator).get(f"{place}?met={first.id}").text


def test_pages_take_a_fixed_number_of_statements(session, people, client_as, first, second, third):
    fourth = round_after(session, people, third, 4, title="Vervolgmeting 2029")
    trajectory = make_trajectory(session, first, people.coordinator)
    paths = (
        place_of(second),
        place_of(third),
        f"{place_of(third)}/verantwoording",
        f"{place_of(third)}?met={first.id}",
        place_of(fourth),
        f"{place_of(fourth)}?met={first.id}",
        f"{place_of(fourth)}/verantwoording",
        f"{place_of(fourth)}.json",
    )
    client, counts = client_as(people.coordinator), []
    for domain in ("geld", "inclusie"):
        for path in paths:
            with statements() as sent:
                client.ask(path)
            counts.append(len(sent))
        for n in range(4):
            make_action(session, trajectory, people.coordinator, title=f"Actie {n}")
            make_answers(session, joint_of(session, fourth), {f"{domain}/K{n + 1}": n})
    half = len(counts) // 2
    assert counts[:half] == counts[half:] and max(counts) <= 10, dict(zip(paths, counts, strict=False))
