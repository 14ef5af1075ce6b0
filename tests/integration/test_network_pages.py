"""The figures of the network: who sees them, with which filter, and what they never tell."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from random import Random

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Membership, Municipality, Trajectory, User
from app.network.counting import steps_now
from app.network.entrance import withdraw_consent
from app.plan.steps import dates_of
from app.state.steps import current_step
from app.web.clock import now, today
from app.web.formatting import long_date
from tests.factories import People, make_user
from tests.merging import merge
from tests.network import join, make_network, make_round, night, values_of
from tests.pages import Client
from tests.trajectories import make_choice, make_trajectory

ClientAs = Callable[[User | None], Client]
NUMBERS = count(400)


def take_part(session: Session, people: People) -> None:
    """Voorbeeldstad takes part."""
    values = values_of(("geld", "inclusie"), Random(7), 2)
    join(session, people.coordinator, [make_round(session, people.municipality, people.coordinator, values)])
    session.commit()


def test_who_takes_part_sees_how_they_stand(client_as: ClientAs, session: Session, people: People) -> None:
    take_part(session, people)
    make_network(session, people.coordinator, 12)
    night(session)
    page = client_as(people.coordinator).get("/netwerk")
    assert "Geldzaken" in page.text and "Voorbeeldstad" in page.text
    assert "kwart" in page.text or "rond het midden" in page.text
    told = page.text.replace(long_date(today()), "")
    assert "ten minste 10" in told and "13" not in told and "12" not in told
    assert "Gemeente 3" not in page.text and "GM80" not in page.text
    assert "Hierover is nog niets te tonen" in page.text


def test_figures_say_of_when_they_are_and_who_sees_what(client_as: ClientAs, session: Session, people: People) -> None:
    take_part(session, people)
    make_network(session, people.coordinator, 12)
    night(session)
    text = client_as(people.coordinator).get("/netwerk").text
    assert f"Tussen ten minste 10 gemeenten. Stand van {long_date(today())}." in text
    assert "Andere gemeenten zien jullie scores niet. Jullie adviseur wel" in text and "niemand ziet" not in text
    text = client_as(people.other).get("/netwerk").text
    assert "Jullie adviseur wel" in text and "Niemand ziet" not in text


def test_a_domain_that_is_not_in_the_round_is_not_one_of_which_little_is_known(
    client_as: ClientAs, session: Session, people: People
) -> None:
    values = {
        item: value for item, value in values_of(("geld",), Random(7), 2).items() if not item.startswith("geld/A")
    }
    made = make_round(session, people.municipality, people.coordinator, values, ("geld",))
    join(session, people.coordinator, [made])
    make_network(session, people.coordinator, 12)
    night(session)
    page = client_as(people.coordinator).get("/netwerk")
    rows = ["".join(row.itertext()).strip() for row in page.all("tr")]
    geld, inclusie = (next(row for row in rows if row.startswith(name)) for name in ("Geld", "Inclusie"))
    assert "nog te weinig bekend" in geld and "nog te weinig bekend" not in inclusie
    assert "Niet in jullie ronde: Inclusie" in page.text and inclusie.count("midden") == 6


def test_an_own_score_on_other_questions_than_the_report_says_so(
    client_as: ClientAs, session: Session, people: People
) -> None:
    values = {item: 4 * item.endswith("M.BL") for item in values_of(("geld", "inclusie"), Random(7), 2)}
    made = make_round(session, people.municipality, people.coordinator, values)
    join(session, people.coordinator, [made])
    session.commit()
    client = client_as(people.coordinator)
    assert "rapport:" not in client.get("/netwerk").text
    older = make_round(session, people.elsewhere, people.other, values, version=1)
    join(session, people.other, [older])
    session.commit()
    night(session)
    text = client.get("/netwerk").text
    assert "(rapport: " in text and "alleen vragen die in alle versies van de vragenlijst hetzelfde zijn" in text


def test_who_does_not_take_part_sees_nothing_of_others(client_as: ClientAs, session: Session, people: People) -> None:
    make_network(session, people.coordinator, 12)
    night(session)
    for path in ("/netwerk", "/netwerk?groep=size:0-20"):
        page = client_as(people.other).get(path)
        assert "Jouw gemeente doet nu niet mee" in page.text and "middelste helft" not in page.text


def test_advisers_and_administrators_see_figures_without_taking_part(
    client_as: ClientAs, session: Session, people: People
) -> None:
    make_network(session, people.coordinator, 12)
    night(session)
    for who in (people.adviser, people.administrator):
        page = client_as(who).get("/netwerk")
        assert "middelste helft" in page.text and "Voorbeeldstad" not in page.text


def test_too_few_tells_no_number(client_as: ClientAs, session: Session, people: People) -> None:
    texts = set()
    for more in (0, 2, 2, 2):
        if more:
            make_network(session, people.coordinator, more, first=next(NUMBERS) * 10 % 1900)
        night(session, days=len(texts) + next(NUMBERS) - 400)
        texts.add(client_as(people.adviser).get("/netwerk").text)
    assert len(texts) == 1 and "nog te weinig gemeenten" in texts.pop()


def test_a_filter_is_offered_only_when_every_group_can_be_shown(
    client_as: ClientAs, session: Session, people: People
) -> None:
    take_part(session, people)
    make_network(session, people.coordinator, 60)
    night(session)
    client = client_as(people.coordinator)
    assert "Vergelijk met" not in client.get("/netwerk").text
    # Who types an address sees no more than who does not.
    page = client.get("/netwerk?groep=size:20-50")
    assert "Dit tonen we pas als elke groep groot genoeg is" in page.text
    assert "ten minste" not in page.text.split("Hoe deze cijfers")[0]
    make_network(session, people.coordinator, 220, first=100)
    night(session, days=1)
    page = client.get("/netwerk")
    assert "Vergelijk met" in page.text and "Gemeenten met 100.000 inwoners of meer" in page.text
    assert "Noord: Groningen" in page.text
    page = client.get("/netwerk?groep=size:20-50")
    assert "Gemeenten met 20.000 tot 50.000 inwoners." in page.text and "ten minste" in page.text
    client.get("/netwerk?groep=size:klein", status=404)
    client.get("/netwerk?groep=size:20-50&gemeente=GM9902", status=404)


def test_who_coordinates_two_municipalities_chooses(client_as: ClientAs, session: Session, people: People) -> None:
    take_part(session, people)
    both = make_user(session, "beide@voorbeeld.example", "Bea Ide", "coordinator", people.municipality)
    there = make_round(session, people.elsewhere, people.other, values_of(("geld",), Random(1), 3), ("geld",))
    join(session, people.other, [there])
    session.add(Membership(user_id=both.id, municipality_id=people.elsewhere.id, role="coordinator", created_at=now()))
    session.commit()
    client = client_as(both)
    assert "Naast de cijfers van" in client.get("/netwerk").text
    assert "Voorbeelddorp" in client.get("/netwerk?gemeente=GM9902").text


def test_the_country_is_for_the_stichting(client_as: ClientAs, session: Session, people: People) -> None:
    for path in ("/netwerk/landelijk", "/netwerk/landelijk/stappen.csv", "/netwerk/landelijk/vragen.csv"):
        client_as(people.coordinator).get(path, status=403)
        client_as(people.reader).get(path, status=403)
    for who in (people.adviser, people.administrator):
        page = client_as(who).get("/netwerk/landelijk")
        assert "Nog geen aantallen" in page.text and "Nog te weinig gemeenten" in page.text


def test_the_country_in_numbers_and_files(client_as: ClientAs, session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 48)
    for one in rounds[:7]:
        make_choice(session, one, people.coordinator, ["geld"])
    make_trajectory(session, rounds[0], people.coordinator)
    night(session)
    client = client_as(people.adviser)
    page = client.get("/netwerk/landelijk")
    assert "48" not in page.text and "41" not in page.text and "Deze antwoorden zijn het laagst" in page.text
    stages = client.ask("/netwerk/landelijk/stappen.csv").text
    for line in ("Prioriteren;ten minste 40", "Acties formuleren;ten minste 5", "Inventariseren;minder dan 5"):
        assert f"{line}\r\n" in stages
    questions = client.ask("/netwerk/landelijk/vragen.csv").text.splitlines()
    middles = [int(line.split(";")[3]) for line in questions[1:]]
    assert all(line.split(";")[0] in page.text for line in questions[1:])
    assert len(middles) == 14 and middles == sorted(middles)
    # One that moves is not seen to move.
    make_choice(session, rounds[8], people.coordinator, ["geld"])
    make_choice(session, rounds[9], people.coordinator, ["geld"])
    make_choice(session, rounds[10], people.coordinator, ["geld"])
    night(session, days=1)
    assert client.ask("/netwerk/landelijk/stappen.csv").text == stages


def test_what_is_part_of_another_municipality_is_at_no_step(session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 3)
    merge(session, session.get_one(Municipality, rounds[0].municipality_id), people.municipality)
    assert set(steps_now(session, today())) == {one.municipality_id.hex for one in rounds[1:]}
    assert len(steps_now(session, today() - timedelta(days=2))) == 3


def test_the_step_of_a_municipality_is_that_of_its_trajectory(session: Session, people: People) -> None:
    rounds = make_network(session, people.coordinator, 3)
    made = [make_trajectory(session, one, people.coordinator) for one in rounds]
    make_choice(session, rounds[1], people.coordinator, ["geld"])
    session.execute(update(Trajectory).where(Trajectory.id == made[2].id).values(ended_at=now()))
    session.commit()
    steps = steps_now(session, today())
    for one, trajectory in zip(rounds[:2], made[:2], strict=True):
        loaded = session.scalars(
            select(Trajectory)
            .where(Trajectory.id == trajectory.id)
            .options(joinedload(Trajectory.assessment), selectinload(Trajectory.steps))
            .execution_options(populate_existing=True)
        ).one()
        assert steps[one.municipality_id.hex] == current_step(dates_of(session, loaded))
    assert steps[rounds[2].municipality_id.hex] == "finished"


@pytest.mark.both
def test_a_newer_round_without_a_trajectory_does_not_decide_the_step(session: Session, people: People) -> None:
    values = values_of(("geld", "inclusie"), Random(7), 2)
    first, _ = (make_round(session, people.municipality, people.coordinator, values) for _ in range(2))
    made = make_trajectory(session, first, people.coordinator)
    session.execute(update(Trajectory).where(Trajectory.id == made.id).values(ended_at=now()))
    session.commit()
    assert steps_now(session, today()) == {people.municipality.id.hex: "finished"}


def test_a_figure_that_is_gone_says_until_when(client_as: ClientAs, session: Session, people: People) -> None:
    take_part(session, people)
    rounds = make_network(session, people.coordinator, 8)
    night(session)
    client = client_as(people.coordinator)
    assert "wacht op negen nieuwe scores" not in client.get("/netwerk").text
    for one in rounds[:5]:
        withdraw_consent(session, people.coordinator, one, now=now())
    session.commit()
    night(session, days=1)
    page = client.get("/netwerk")
    assert "Er zijn nu geen cijfers" in page.text and "te weinig gemeenten" not in page.text
    assert page.text.count("nu geen cijfer: het wacht op negen nieuwe scores") >= 6
    # As it says: nine others bring them back, without those that came in with who stopped.
    make_network(session, people.coordinator, 12, first=50)
    night(session, days=2)
    page = client.get("/netwerk")
    assert "wacht op negen nieuwe scores" not in page.text and "Er zijn nu geen cijfers" not in page.text
