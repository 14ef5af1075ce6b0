"""No lost work: two tabs, a double click, and a form that comes after the answers were closed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from app.models import Answer, AnswerVersion, Assessment
from tests.factories import make_assessment


@pytest.fixture
def assessment(session, people):
    """An inventory with Geldzaken and Inclusie."""
    return make_assessment(session, people)


@pytest.fixture
def address(assessment):
    """Where all questions about Geldzaken are."""
    return f"/inventarisaties/{assessment.id}/vragen/geld"


def versions_in(session):
    rows = session.execute(select(AnswerVersion.item, AnswerVersion.version, AnswerVersion.value)).all()
    session.commit()
    return sorted(tuple(row) for row in rows)


def test_both_texts_are_shown_and_nothing_is_saved(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{address}/A.BE", {"value": "3", "reason": "Uit het eerste tabblad.", "seen": "0"})
    typed = {"value": "1", "reason": "Uit het tweede tabblad.", "confidence": "not_sure", "seen": "0"}
    page = coordinator.post(f"{address}/A.BE", typed, status=409)
    assert page.title.startswith("Fout: ")
    for words in ("Nu opgeslagen", "Jij typte", "Uit het eerste tabblad.", "Uit het tweede tabblad.", "2026"):
        assert words in page.text
    assert {name: page.fields[name].strip() for name in typed} == {**typed, "seen": "1"}
    assert f"{address}/A.BE" in page.links
    assert versions_in(session) == [("geld/A.BE", 1, "3")]


def test_of_many_at_the_same_moment_one_is_saved(session, people, client_as, address):
    clients = [client_as(people.coordinator) for _ in range(8)]

    def save(number):
        form = {"csrf_token": clients[number].token, "value": str(number % 5), "reason": f"Tekst {number}", "seen": "0"}
        return clients[number].client.post(f"{address}/A.BE", data=form).status_code

    with ThreadPoolExecutor(max_workers=8) as pool:
        assert sorted(pool.map(save, range(8))) == [303, *[409] * 7]
    assert len(versions_in(session)) == 1


def test_saving_again_is_a_choice(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{address}/A.BE", {"value": "3", "seen": "0"})
    page = coordinator.post(f"{address}/A.BE", {"value": "1", "seen": "0"}, status=409)
    coordinator.post(f"{address}/A.BE", {"value": page.fields["value"], "seen": page.fields["seen"]})
    assert versions_in(session) == [("geld/A.BE", 1, "3"), ("geld/A.BE", 2, "1")]


def test_a_version_that_never_was_is_a_conflict_too(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.post(f"{address}/A.BE", {"value": "3", "reason": "Bewaar mij", "seen": "7"}, status=409)
    assert page.fields["reason"].strip() == "Bewaar mij"
    assert page.fields["seen"] == "0"
    assert versions_in(session) == []


@pytest.mark.parametrize("seen", ["", "onzin", "-1", "²", "99999999999999999999"])
def test_a_strange_version_counts_as_none(session, people, client_as, address, seen):
    client_as(people.coordinator).post(f"{address}/A.BE", {"value": "3", "seen": seen})
    assert versions_in(session) == [("geld/A.BE", 1, "3")]


def test_the_same_form_twice_is_harmless(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    typed = {"value": "3", "reason": "Twee keer geklikt.", "seen": "0"}
    first, second = coordinator.post(f"{address}/A.BE", typed), coordinator.post(f"{address}/A.BE", typed)
    assert first.headers["Location"] == second.headers["Location"]
    whole = {"A.BL-value": "2", "A.BL-seen": "0"}
    coordinator.post(address, whole)
    coordinator.post(address, whole)
    assert versions_in(session) == [("geld/A.BE", 1, "3"), ("geld/A.BL", 1, "2")]


def test_a_whole_page_shows_only_what_collides(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{address}/A.BE", {"value": "4", "reason": "De nieuwere.", "seen": "0"})
    typed = {
        "A.BE-value": "0",
        "A.BE-seen": "0",
        "A.BL-value": "2",
        "A.BL-reason": "Niet kwijtraken.",
        "A.BL-seen": "0",
    }
    page = coordinator.post(address, typed, status=409)
    assert page.text.count("Nu opgeslagen") == 1
    assert "De nieuwere." in page.text
    assert (page.fields["A.BE-value"], page.fields["A.BE-seen"]) == ("0", "1")
    assert (page.fields["A.BL-value"], page.fields["A.BL-reason"].strip()) == ("2", "Niet kwijtraken.")
    assert versions_in(session) == [("geld/A.BE", 1, "4")]
    coordinator.post(address, {name: value for name, value in page.fields.items() if "-" in name})
    assert versions_in(session) == [("geld/A.BE", 1, "4"), ("geld/A.BE", 2, "0"), ("geld/A.BL", 1, "2")]


def test_a_whole_page_leaves_alone_what_was_not_touched(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, {"A.BE-value": "1"})
    old_page = {name: value for name, value in coordinator.get(address).fields.items() if "-" in name}
    coordinator.post(f"{address}/A.BE", {"value": "4", "seen": "1"})
    coordinator.post(address, {**old_page, "A.BL-value": "2"})
    assert versions_in(session) == [("geld/A.BE", 1, "1"), ("geld/A.BE", 2, "4"), ("geld/A.BL", 1, "2")]


@pytest.mark.parametrize(
    ("state", "sentence"), [("in_review", "De bespreking is begonnen."), ("agreed", "is vastgesteld")]
)
def test_what_comes_too_late_can_be_copied(session, people, client_as, assessment, address, state, sentence):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    coordinator = client_as(people.coordinator)
    one = {"value": "3", "reason": "Mijn lange tekst.", "evidence_link": "javascript:alert(1)"}
    page = coordinator.post(f"{address}/A.BE", one, status=409)
    assert sentence in page.text and "Mijn lange tekst." in page.text
    assert not [link for link in page.links if link.startswith("javascript")]
    page = coordinator.post(address, {"A.BL-value": "9", "A.BL-reason": "Ook deze."}, status=409)
    assert "Ook deze." in page.text
    assert f"/inventarisaties/{assessment.id}" in page.links
    assert session.scalars(select(Answer)).all() == []


def test_a_closed_page_leads_to_the_answers(session, people, client_as, assessment, address):
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    coordinator = client_as(people.coordinator)
    for closed in (address, f"{address}/A.BE"):
        page = coordinator.follow(coordinator.client.get(closed))
        assert page.h1 == "Controleer je antwoorden"
        assert "De bespreking is begonnen." in page.text
        assert not [link for link in page.links if "/vragen/" in link]
