"""Where people find what a municipality agreed that became part of theirs: lists, the start page and a new round."""

from datetime import timedelta

import pytest

from app.models import Membership
from app.web.clock import now, today
from tests.factories import make_assessment, make_user
from tests.integration.test_assessments_statements import MOST, statements
from tests.merging import key, make_third, merge
from tests.rounds import make_agreed_long_ago, make_evaluation

LIST = "/inventarisaties"
SECTION = "Van gemeenten die zijn opgegaan in Voorbeelddorp"
ROLES = ("adviser", "reader")


@pytest.fixture
def quick(session, people):
    """A round that Voorbeeldstad agreed, without files."""
    return make_agreed_long_ago(session, people)


@pytest.fixture
def new(session, people):
    """Everybody of Voorbeelddorp, by role."""
    found = {role: make_user(session, f"{role}@dorp.example", role, role, people.elsewhere) for role in ROLES}
    session.commit()
    return {**found, "coordinator": people.other}


def report(assessment):
    """Where its report is."""
    return f"{LIST}/{key(assessment)}/rapport"


def test_where_it_is_found(session, people, client_as, quick, new):
    make_evaluation(session, people, quick, "agreed", agreed_at=now(), title="Vervolg 2027")
    merge(session, people.municipality, people.elsewhere)
    for path in (LIST, "/"):
        page = client_as(new["reader"]).get(path)
        for words in (
            SECTION,
            "Voorbeeldstad (GM9901)",
            "Nulmeting",
            "Eerste meting, vastgesteld op",
            "Vervolgmeting 1",
        ):
            assert words in page.text, (path, words)
        assert report(quick) in page.links and "Er is nog geen rapport" not in page.text
    page = client_as(new["adviser"]).get(f"/adviseur/{key(people.elsewhere)}")
    assert SECTION in page.text and report(quick) in page.links


def test_with_two_municipalities_the_choice_counts(session, people, client_as, quick):
    third = make_third(session)
    both = make_user(session, "beide@dorp.example", "Beide", "coordinator", people.elsewhere)
    session.add(Membership(user_id=both.id, municipality_id=third.id, role="reader", created_at=now()))
    session.commit()
    merge(session, people.municipality, people.elsewhere)
    client = client_as(both)
    assert SECTION in client.get(LIST).text
    client.post("/gemeente", {"municipality": str(key(third)), "next": "list"})
    assert SECTION not in client.get(LIST).text
    client.post("/gemeente", {"municipality": str(key(people.elsewhere)), "next": "list"})
    assert SECTION in client.get(LIST).text


def test_a_new_round_is_not_held_against_an_old_one(session, people, client_as, quick, new):
    merge(session, people.municipality, people.elsewhere)
    page = client_as(new["coordinator"]).get(f"{LIST}/nieuw")
    assert "Je kunt ze niet vergelijken, wel lezen" in page.text
    assert "Dit wordt jullie eerste meting" in page.text
    assert str(key(quick)) not in page.html
    client_as(new["coordinator"]).get(f"{LIST}/nieuw?eerder={key(quick)}", status=404)
    assert "oude gemeenten" not in client_as(people.other).get(f"{LIST}").text.replace(SECTION, "")


def test_a_circle_that_should_not_be_there_ends(session, people, client_as, quick):
    merge(session, people.municipality, people.elsewhere)
    merge(session, people.elsewhere, people.municipality)
    assert report(quick) in client_as(people.other).get(LIST).links


def test_one_after_the_other(session, people, client_as, quick, new):
    third = make_third(session)
    somebody = make_user(session, "coordinator@nieuwstad.example", "Nieuw", "coordinator", third)
    session.commit()
    merge(session, people.municipality, people.elsewhere, today() - timedelta(days=400))
    merge(session, people.elsewhere, third, today() + timedelta(days=1))
    assert "Nulmeting" not in client_as(somebody).get(LIST).text
    merge(session, people.elsewhere, third)
    page = client_as(somebody).get(LIST)
    assert "Van gemeenten die zijn opgegaan in Nieuwstad" in page.text and report(quick) in page.links
    # Who was of the one in between still reads it.
    assert report(quick) in client_as(new["coordinator"]).get(LIST).links
    client_as(somebody).get(f"{report(quick)}/versies")


@pytest.mark.parametrize("count", [1, 5])
def test_statements_stay_few(session, people, client_as, new, count):
    for number in range(count):
        make_assessment(session, people, state="agreed", agreed_at=now(), title=f"Ronde {number}")
    reader = client_as(new["reader"])
    before = {}
    for path in (LIST, "/"):
        with statements() as sent:
            reader.get(path)
        before[path] = len(sent)
    merge(session, people.municipality, people.elsewhere)
    for path in (LIST, "/"):
        with statements() as sent:
            reader.get(path)
        assert len(sent) == before[path] + 1 <= MOST, (path, sent)


def start_in(municipality):
    """Where a round of it is started."""
    return f"{LIST}/nieuw?gemeente={key(municipality)}"


def test_who_is_refused_hears_of_the_municipality_that_is_there_now(session, people, client_as):
    third = make_third(session)
    merge(session, people.municipality, people.elsewhere, today() - timedelta(days=400))
    merge(session, people.elsewhere, third)
    text = client_as(people.coordinator).get(start_in(people.municipality), status=409).text
    assert "eerste meting voor Nieuwstad" in text and "Voorbeelddorp" not in text
    # Until that day it is the one in between.
    merge(session, people.elsewhere, third, today() + timedelta(days=1))
    text = client_as(people.coordinator).get(start_in(people.municipality), status=409).text
    assert "eerste meting voor Voorbeelddorp" in text


def test_nobody_chooses_from_one_municipality_or_from_none(session, people, client_as):
    where = {"municipality_id": key(people.elsewhere), "role": "coordinator", "created_at": now()}
    session.add(Membership(user_id=people.coordinator.id, **where))
    session.commit()
    coordinator = client_as(people.coordinator)
    assert start_in(people.elsewhere) in coordinator.get(f"{LIST}/nieuw").links
    merge(session, people.municipality, people.elsewhere)
    page = coordinator.get(f"{LIST}/nieuw")
    assert "Start een inventarisatie" in page.h1 and page.fields["municipality"] == str(key(people.elsewhere))
    merge(session, people.elsewhere, make_third(session))
    assert "eerste meting voor Nieuwstad" in coordinator.get(f"{LIST}/nieuw", status=409).text


def test_the_list_of_the_old_one_says_why_nothing_new_begins(session, people, client_as, quick):
    said = "Hier begint niets nieuws meer."
    old = client_as(people.coordinator)
    merge(session, people.municipality, people.elsewhere, today() + timedelta(days=1))
    assert said not in old.get(LIST).text
    merge(session, people.municipality, people.elsewhere)
    assert said in old.get(LIST).text
