"""A whole domain on one page: partial filling, only changes are saved, what is not on the page stays."""

import gzip

import pytest
from sqlalchemy import select

from app.models import Answer, AnswerVersion
from tests.factories import make_assessment


@pytest.fixture
def address(session, people):
    """Where all questions about Geldzaken are."""
    return f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld"


def answers_in(session):
    rows = session.execute(select(Answer.item, Answer.value, Answer.reason, Answer.version).order_by(Answer.item)).all()
    session.commit()
    return {row.item: (row.value, row.reason, row.version) for row in rows}


def test_shows_all_questions_with_their_fields(people, client_as, address):
    page = client_as(people.coordinator).get(address)
    assert page.h1 == "Geldzaken, armoede en schulden"
    assert len([name for name in page.fields if name.endswith("-seen")]) == 14
    assert len([e for e in page.all("input") if e.get("name") == "A.BE-value"]) == 7
    assert "A.BE-reason" in page.fields
    assert f"{address}/A.BE" in page.links
    assert "Kies het hoogste antwoord dat helemaal klopt." in page.text


def opened(page):
    """The numbers of the questions that stand open."""
    folds = [each for each in page.all("details") if "ask-one" in each.get("class")]
    return [number for number, each in enumerate(folds, 1) if each.get("open") is not None]


def test_the_first_open_question_stands_open_and_an_error_opens_its_own(people, client_as, address):
    coordinator = client_as(people.coordinator)
    assert opened(coordinator.get(address)) == [1]
    coordinator.post(address, {"A.BE-value": "2"})
    page = coordinator.get(address)
    assert opened(page) == [2]
    (chosen,) = ["".join(each.itertext()) for each in page.all("label") if each.get("for") == "A.BE-value-2"]
    lines = [" ".join("".join(each.itertext()).split()) for each in page.all("summary")]
    assert [line.startswith("1. ") for line in lines if line.endswith(chosen)] == [True]
    page = coordinator.post(address, {"A.UI-value": "not_applicable"}, 422)
    assert opened(page) == [1, 3] and page.fields["A.UI-reason"] == ""


def test_the_page_is_small(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    ids = [name.removesuffix("-seen") for name in coordinator.get(address).fields if name.endswith("-seen")]
    coordinator.post(address, {f"{id_}-value": "3" for id_ in ids})
    body = coordinator.get(address).html.encode()
    assert len(body) <= 90_000
    assert len(gzip.compress(body, 6)) <= 12_000


def test_saves_what_was_filled_in_and_nothing_else(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(
        coordinator.post(address, {"A.BE-value": "2", "A.BE-seen": "0", "A.BL-value": "unknown", "A.UI-seen": "0"})
    )
    assert page.h1 == "Tot slot: Geldzaken"
    following = coordinator.follow(coordinator.post(page.path))
    assert following.h1 == "Sociale inclusie en meedoen"
    assert answers_in(session) == {"geld/A.BE": ("2", None, 1), "geld/A.BL": ("unknown", None, 1)}


def test_only_a_changed_answer_gets_a_new_version(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, {"A.BE-value": "2", "A.BE-reason": "Zo is het.", "A.BL-value": "1"})
    fields = {name: value for name, value in coordinator.get(address).fields.items() if "-" in name}
    coordinator.post(address, {**fields, "A.BL-value": "3"})
    assert answers_in(session) == {"geld/A.BE": ("2", "Zo is het.", 1), "geld/A.BL": ("3", None, 2)}
    assert len(session.scalars(select(AnswerVersion)).all()) == 3


def test_evidence_that_is_not_on_the_page_stays(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    evidence = {"evidence_kind": "figures", "evidence_note": "Monitor 2025", "confidence": "not_sure"}
    coordinator.post(f"{address}/A.BE", {"value": "2", **evidence})
    coordinator.post(address, {"A.BE-value": "3", "A.BE-seen": "1"})
    row = session.scalars(select(Answer)).one()
    assert (row.value, row.version) == ("3", 2)
    assert {name: getattr(row, name) for name in evidence} == evidence


def test_can_go_to_the_overview(people, client_as, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(address, {"next": "hub"}))
    assert "Je antwoorden zijn opgeslagen." in page.text


def test_a_page_full_of_long_texts_is_accepted(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    ids = [name.removesuffix("-seen") for name in coordinator.get(address).fields if name.endswith("-seen")]
    long = "é" * 5000
    coordinator.post(
        address, {f"{id_}-{name}": text for id_ in ids for name, text in (("value", "1"), ("reason", long))}
    )
    assert set(answers_in(session).values()) == {("1", long, 1)}


def test_the_general_part_fits_on_one_page_too(session, people, client_as, address):
    page = client_as(people.coordinator).get(address.replace("geld", "algemeen"))
    assert page.h1 == "Algemene vragen"
    assert len([name for name in page.fields if name.endswith("-seen")]) == 12


def test_others_cannot_answer(session, people, client_as, address):
    for person in (people.other, people.reader, people.participant, people.administrator):
        client_as(person).get(address, status=404)
        client_as(person).post(address, {"A.BE-value": "1"}, status=404)
    client_as(people.adviser).get(address, status=403)
    client_as(people.adviser).post(address, {"A.BE-value": "1"}, status=403)
    client_as(people.coordinator).get(address.replace("geld", "wonen"), status=404)
    assert answers_in(session) == {}
