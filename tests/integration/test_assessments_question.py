"""One question a page: what it shows, what it saves, and what it refuses."""

import re

import pytest
from sqlalchemy import select, update

from app.models import Answer, AnswerVersion, Assessment
from questionnaires.catalogue import current
from tests.factories import make_assessment

FULL = {
    "value": "3",
    "reason": "Zo staat het in het plan.\r\n\r\nOok in het jaarverslag.",
    "evidence_kind": "document",
    "evidence_note": "Beleidsplan, blz. 12",
    "evidence_link": "https://www.voorbeeldstad.example/plan?bladzijde=12#begin",
    "confidence": "sure",
    "seen": "0",
}


@pytest.fixture
def address(session, people):
    """Where the first question about Geldzaken is."""
    return f"/inventarisaties/{make_assessment(session, people).id}/vragen/geld/A.BE"


def stored(session):
    row = session.scalars(select(Answer)).one()
    session.commit()
    return row


def test_shows_the_question_with_its_described_answers(people, client_as, address):
    page = client_as(people.coordinator).get(address)
    assert page.h1 == "Hoeveel aandacht heeft de wethouder van armoede en schulden voor basisvaardigheden?"
    assert page.title == "Vraag 1 van 14: Geldzaken – Samenhang"
    assert "Vraag 1 van 14 · Geldzaken, bestuur" in page.text
    assert "Kies het hoogste antwoord dat helemaal klopt." in page.text
    radios = [e for e in page.all("input") if e.get("name") == "value"]
    assert [e.get("value") for e in radios] == ["0", "1", "2", "3", "4", "unknown", "not_applicable"]
    assert page.fields["seen"] == "0"
    for words in ("Weet ik niet", "Niet van toepassing", "coalitieakkoord"):
        assert words in page.text
    assert "Lezen, schrijven, rekenen en omgaan met" in page.html
    for word in current("iba").words:
        assert word not in [(label.text or "").strip() for label in page.all("label")]


def test_saves_everything_and_goes_on(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(address, FULL))
    assert page.title.startswith("Vraag 2 van 14: Geldzaken")
    row = stored(session)
    assert (row.item, row.value, row.version, row.confidence) == ("geld/A.BE", "3", 1, "sure")
    assert row.reason == "Zo staat het in het plan.\n\nOok in het jaarverslag."
    assert (row.evidence_kind, row.evidence_note, row.evidence_link) == tuple(
        FULL[name] for name in ("evidence_kind", "evidence_note", "evidence_link")
    )
    assert row.saved_by == people.coordinator.id
    page = coordinator.get(address)
    assert page.fields["seen"] == "1" and page.fields["value"] == "3"
    assert page.fields["reason"].strip() == row.reason


def test_the_answers_come_first_then_saving_then_what_is_not_required(people, client_as, address):
    page = client_as(people.coordinator).get(address)
    assert page.html.index('name="value"') < page.html.index("Opslaan en volgende vraag") < page.html.index("<textarea")
    assert fold(page).get("open") is None


def fold(page):
    """What is not required, below the answers."""
    return next(one for one in page.all("details") if one.get("class") == "fold")


def test_examples_stand_below_the_question(people, client_as, address):
    page = client_as(people.coordinator).get(address.replace("A.BE", "D1.UI"))
    assert page.h1.endswith("als iemand moeite heeft met basisvaardigheden?") and "Denk aan: " in page.text


def test_the_fold_says_what_is_in_it_and_opens_for_what_is_wrong(people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, FULL)
    page = coordinator.get(address)
    assert "Ingevuld: “Zo staat het in het plan." in page.text and "· zeker" in page.text
    wrong = coordinator.post(address, {"value": "not_applicable", "seen": "1"}, status=422)
    assert fold(wrong).get("open") is not None


def test_the_next_question_says_that_this_one_was_saved(people, client_as, address):
    coordinator = client_as(people.coordinator)
    assert "Opgeslagen" not in coordinator.get(address).text
    page = coordinator.follow(coordinator.post(address, {"value": "unknown"}))
    assert re.search(r"Vraag 1: Opgeslagen [0-9]{1,2}\.[0-9]{2}\b", page.text)
    dots = next(one for one in page.all("ol") if one.get("class") == "dots")
    states = [(one.get("class"), "".join(one.itertext())) for one in dots]
    assert states[:2] == [("unsure", "Vraag 1: weet ik niet"), ("open", "Vraag 2: nog open")]


def test_a_change_makes_a_new_version_and_keeps_the_old(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    coordinator.post(address, FULL)
    coordinator.post(
        address, {**FULL, "value": "2", "evidence_kind": "", "evidence_note": "", "evidence_link": "", "seen": "1"}
    )
    row = stored(session)
    assert (row.value, row.version, row.evidence_kind, row.evidence_link) == ("2", 2, None, None)
    history = session.execute(select(AnswerVersion.version, AnswerVersion.value).order_by(AnswerVersion.version)).all()
    assert [tuple(one) for one in history] == [(1, "3"), (2, "2")]


def test_saves_and_goes_to_the_overview(people, client_as, address):
    coordinator = client_as(people.coordinator)
    page = coordinator.follow(coordinator.post(address, {"value": "unknown", "next": "hub"}))
    assert page.h1 == "Eerste meting 2026"
    assert "Je antwoorden zijn opgeslagen." in page.text


def test_after_the_last_question_come_the_open_ones_then_the_next_domain_then_the_check(people, client_as, address):
    coordinator = client_as(people.coordinator)
    base = address.removesuffix("/geld/A.BE")
    last = current("iba").of_kind("domain")[-1].id
    page = coordinator.follow(coordinator.post(f"{base}/geld/{last}", {"value": "1"}))
    assert page.h1 == "Tot slot: Geldzaken"
    page = coordinator.follow(coordinator.post(f"{base}/geld/slotvragen"))
    assert page.title.startswith("Vraag 1 van 14: Inclusie")
    final = current("iba").of_kind("general")[-1].id
    page = coordinator.follow(coordinator.post(f"{base}/algemeen/{final}", {"value": "1"}))
    assert page.h1 == "Controleer je antwoorden"
    assert "Dit was de laatste vraag." in page.text


def test_can_be_skipped_and_gone_back_from(session, people, client_as, address):
    coordinator = client_as(people.coordinator)
    passed = coordinator.post(address, {"value": "3", "seen": "0", "next": "skip"})
    assert passed.headers["Location"] == address.replace("A.BE", "A.BL")
    assert session.scalars(select(Answer)).all() == []
    session.commit()
    assert address in coordinator.get(address.replace("A.BE", "A.BL")).links
    assert address.removesuffix("/vragen/geld/A.BE") in coordinator.get(address).links


def test_the_general_part_has_twelve_questions(people, client_as, address):
    first = current("iba").of_kind("general")[0]
    page = client_as(people.coordinator).get(address.replace("geld/A.BE", f"algemeen/{first.id}"))
    assert page.title == "Vraag 1 van 12: Algemene vragen – Samenhang"
    assert page.h1 == first.text


def test_not_applicable_with_a_reason_is_an_answer(session, people, client_as, address):
    client_as(people.coordinator).post(address, {"value": "not_applicable", "reason": "Dit team is er niet."})
    assert stored(session).value == "not_applicable"


def test_strange_texts_are_kept_exactly_and_shown_harmlessly(session, people, client_as, address):
    strange = "<script>alert(1)</script> & \"'{{ 7*7 }} {domein} \u202eomgekeerd 𝔘𝔫𝔦 e\u0301"
    coordinator = client_as(people.coordinator)
    coordinator.post(address, {**FULL, "reason": strange, "evidence_note": strange})
    kept = stored(session)
    assert kept.reason == kept.evidence_note == strange.replace("e\u0301", "é")
    assert coordinator.get(address).fields["evidence_note"] == kept.reason
    assert kept.reason in coordinator.get(address.replace("/vragen/geld/A.BE", "/controle")).text.replace("\u2068", "")


def test_a_value_that_nobody_can_choose_is_shown_nowhere(session, people, client_as, address):
    session.execute(update(Assessment).values(state="in_review"))
    session.commit()
    # A character of which a page would be broken; it can only come from a form that was not ours.
    form = {"value": "\x85", "reason": "Dit typte ik nog."}
    page = client_as(people.coordinator).post(address, form, status=409)
    assert "Dit typte ik nog." in page.text


def test_questions_that_are_not_asked_do_not_exist(people, client_as, address):
    coordinator = client_as(people.coordinator)
    for other in ("geld/Z.ZZ", "geld/K1", "wonen/A.BE", "algemeen/A.BE", "onzin/A.BE"):
        wrong = address.replace("geld/A.BE", other)
        coordinator.get(wrong, status=404)
        coordinator.post(wrong, FULL, status=404)


def test_others_cannot_answer(session, people, client_as, address):
    for person in (people.other, people.reader, people.participant, people.administrator):
        client_as(person).get(address, status=404)
        client_as(person).post(address, FULL, status=404)
    client_as(people.adviser).get(address, status=403)
    client_as(people.adviser).post(address, FULL, status=403)
    assert session.scalars(select(Answer)).all() == []
