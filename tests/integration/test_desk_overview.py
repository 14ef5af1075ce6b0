"""The list of an adviser: every municipality, sorted, filtered and searched."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.models import Contact, Membership, User
from app.web.clock import now, today
from tests.desk import DESK, advise, change, groups, names, rows
from tests.factories import People, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


def test_a_municipality_without_a_round_is_there(client_as: ClientAs, people: People) -> None:
    page = client_as(people.adviser).get(DESK)
    assert page.h1 == "Je gemeente wacht nu niet op jou"
    assert groups(page) == {"Wacht op de gemeente": 1}
    assert "nog geen inventarisatie Begin Coördinator kan beginnen" in rows(page)[0]
    # The desk is where an adviser starts.
    menu = list(page.tree.find(".//nav").itertext())
    assert "Mijn gemeenten" in menu and "Start" not in menu


@pytest.fixture
def three(session: Session, people: People) -> People:
    """Voorbeeldstad waits for the adviser, Aadorp for the coordinator, Zeedorp has not begun."""
    make_assessment(session, people, state="in_review", review_started_at=now() - timedelta(days=2))
    aadorp = advise(session, people, "GM9911", "Aadorp")
    begun = make_assessment(session, aadorp, deadline=today() + timedelta(days=3))
    change(session, begun, created_at=now() - timedelta(days=30))
    advise(session, people, "GM9912", "zeedorp")
    session.commit()
    return people


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Voorbeeldstad", "Aadorp", "zeedorp"]),
        ("?richting=af", ["zeedorp", "Aadorp", "Voorbeeldstad"]),
        ("?sorteer=gemeente", ["Aadorp", "Voorbeeldstad", "zeedorp"]),
        ("?sorteer=gemeente&richting=af", ["zeedorp", "Voorbeeldstad", "Aadorp"]),
        ("?sorteer=stand", ["zeedorp", "Aadorp", "Voorbeeldstad"]),
        # Where there is nothing to sort by comes last in both directions.
        ("?sorteer=sinds", ["Aadorp", "Voorbeeldstad", "zeedorp"]),
        ("?sorteer=sinds&richting=af", ["Voorbeeldstad", "Aadorp", "zeedorp"]),
        ("?sorteer=dag", ["Aadorp", "Voorbeeldstad", "zeedorp"]),
        ("?sorteer=niets&richting=schuin&stand=x&wacht=y", ["Voorbeeldstad", "Aadorp", "zeedorp"]),
        ("?wacht=laat", []),
        ("?wacht=stil", []),
        ("?wacht=mij", ["Voorbeeldstad"]),
        ("?wacht=gemeente", ["Aadorp", "zeedorp"]),
        ("?stand=invullen", ["Aadorp"]),
        ("?stand=bespreken", ["Voorbeeldstad"]),
        ("?stand=geen", ["zeedorp"]),
        ("?zoek=DORP", ["Aadorp", "zeedorp"]),
        ("?zoek=gm9911", ["Aadorp"]),
        ("?zoek=dorp&wacht=gemeente&stand=geen", ["zeedorp"]),
    ],
)
def test_sorting_filtering_and_searching(client_as: ClientAs, three: People, query: str, expected: list[str]) -> None:
    assert names(client_as(three.adviser).get(DESK + query)) == expected


def test_who_was_never_spoken_to_has_waited_longest(client_as: ClientAs, session: Session, three: People) -> None:
    shared = {"municipality_id": three.municipality.id, "adviser_id": three.adviser.id, "created_at": now()}
    session.add(Contact(**shared, day=today() - timedelta(days=400), kind="phone", note="Gebeld."))
    session.commit()
    adviser = client_as(three.adviser)
    assert names(adviser.get(f"{DESK}?sorteer=contact")) == ["Aadorp", "zeedorp", "Voorbeeldstad"]
    assert names(adviser.get(f"{DESK}?sorteer=contact&richting=af"))[0] == "Voorbeeldstad"


def test_nothing_found_says_what_to_do(client_as: ClientAs, three: People) -> None:
    page = client_as(three.adviser).get(f"{DESK}?zoek=%3Cb%3E%25&stand=vastgesteld")
    assert "Niets gevonden" in page.text
    assert DESK in page.links


def test_heads_sort_and_keep_the_filter(client_as: ClientAs, three: People) -> None:
    page = client_as(three.adviser).get(f"{DESK}?zoek=dorp&sorteer=gemeente")
    sorted_heads = {"".join(head.itertext()): head.get("aria-sort") for head in page.all("th") if head.get("aria-sort")}
    assert sorted_heads == {"Gemeente": "ascending"}
    assert f"{DESK}?zoek=dorp&sorteer=gemeente&richting=af" in page.links
    assert f"{DESK}?zoek=dorp&sorteer=sinds" in page.links
    assert page.fields["zoek"] == "dorp"
    assert page.fields["sorteer"] == "gemeente"
    assert f"{DESK}?zoek=dorp&wacht=mij&sorteer=gemeente" in page.links
    assert f"{DESK}?zoek=dorp&stand=geen&sorteer=gemeente" in page.links


def test_whose_role_has_ended_sees_nothing(client_as: ClientAs, session: Session, people: People) -> None:
    make_assessment(session, people)
    adviser = client_as(people.adviser)
    adviser.get(DESK)
    session.execute(update(Membership).where(Membership.user_id == people.adviser.id).values(ended_at=now()))
    session.commit()
    adviser.get(DESK, status=403)
    assert "Mijn gemeenten" not in adviser.get("/").html


def test_what_is_of_others_is_not_there(client_as: ClientAs, session: Session, people: People) -> None:
    there = People(people.elsewhere, people.municipality, *[people.other] * 6)
    make_assessment(session, there, title="Van een ander")
    session.commit()
    page = client_as(people.adviser).get(DESK)
    assert "Van een ander" not in page.html
    assert "Voorbeelddorp" not in page.html


def test_sixty_municipalities_take_as_many_statements_as_one(
    client_as: ClientAs, session: Session, people: People
) -> None:
    make_assessment(session, people)
    adviser = client_as(people.adviser)
    with statements() as few:
        adviser.get(DESK)
    for number in range(60):
        place = advise(session, people, f"GM80{number:02}", f"Plaats {number}")
        for _ in range(2):
            made = make_assessment(session, place)
            make_participation(session, made, people.participant)
    session.commit()
    with statements() as many:
        page = adviser.get(DESK)
    assert len(rows(page)) == 121
    assert len(few) == len(many) <= 12, many


def test_in_groups_who_waits_longest_comes_first(client_as: ClientAs, session: Session, three: People) -> None:
    waiting = advise(session, three, "GM9913", "Wachtdorp")
    make_assessment(session, waiting, state="in_review", review_started_at=now() - timedelta(days=9))
    ready = advise(session, three, "GM9914", "Klaarwijk")
    make_assessment(session, ready, state="agreed", agreed_at=now())
    session.commit()
    page = client_as(three.adviser).get(DESK)
    assert page.h1 == "2 van je 5 gemeenten wachten op jou"
    assert groups(page) == {"Wacht op jou": 2, "Wacht op de gemeente": 2, "Niemand hoeft nu iets te doen": 1}
    assert names(page) == ["Wachtdorp", "Voorbeeldstad", "Aadorp", "zeedorp", "Klaarwijk"]
    # In another order they do not stand in groups; the button of the page is the first that waits for the adviser.
    page = client_as(three.adviser).get(f"{DESK}?sorteer=gemeente")
    assert groups(page) == {}
    assert len(page.all("tbody")) == 1 and page.html.count("nl-button--primary") == 1


def test_filters_count_all_lines_whatever_is_shown(client_as: ClientAs, session: Session, three: People) -> None:
    """Late is what the last day, the actions and the steps say; silent is four weeks, of who came later since then."""
    late = make_assessment(session, three, deadline=today() - timedelta(days=1))
    make_participation(session, late, three.participant, invited_at=now() - timedelta(days=9))
    long_ago = update(Membership).where(Membership.municipality_id == three.municipality.id)
    session.execute(long_ago.values(created_at=now() - timedelta(days=29)))
    session.commit()
    adviser = client_as(three.adviser)
    for query in ("", "?wacht=laat", "?wacht=stil&zoek=niets"):
        text = adviser.get(DESK + query).text
        assert "Alles 4 Wacht op jou 1 Wacht op de gemeente 3 Te laat 1 4 weken geen contact 2" in text
    assert "Te laat: laatste dag was" in rows(adviser.get(f"{DESK}?wacht=laat"))[0]
    assert names(adviser.get(f"{DESK}?wacht=stil")) == ["Voorbeeldstad", "Voorbeeldstad"]
    add = {"municipality_id": three.municipality.id, "adviser_id": three.adviser.id, "created_at": now()}
    session.add(Contact(**add, day=today(), kind="phone", note="Gebeld."))
    session.commit()
    assert names(adviser.get(f"{DESK}?wacht=stil")) == []
