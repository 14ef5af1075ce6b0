"""The forms on the page of a question: what was typed in the others is kept whichever button is pushed."""

import pytest
from sqlalchemy import select, update

from app.models import AgreedScore, Assessment, Participation
from app.web.clock import now
from tests.factories import make_agreed, make_answers
from tests.points import make_points, settle
from tests.remarks import make_remark, remarks

SCORE = {
    "value": "2",
    "reason": "Zo kwamen we uit.",
    "dissent": "Blijft bij 1.",
    "present": "wethouder",
    "evidence_kind": "document",
    "evidence_note": "Collegeplan 12",
    "evidence_link": "https://raad.example/12",
}
SETTLE = {"note": "Dat verschil hoort zo."}
REMARK = {"text": "Een nieuwe vraag.", "audience": "advisers"}
BUTTONS = {
    "Opslaan en verder": SCORE,
    "Besproken, geen afspraak nodig": SETTLE,
    "Zet weer open": {},
    "Handel af: Klopt dit?": {"{one}-addressee": "{me}"},
    "Open weer: Dit is klaar.": {},
    "Voeg je antwoord toe: Klopt dit?": {"{one}-text": "Ja, dit klopt."},
    "Wijs toe: Klopt dit?": {"{one}-addressee": "{me}"},
    "Voeg de opmerking toe": REMARK,
}
"""The buttons, with what of all that was typed they save."""
TYPED = {
    **SCORE,
    **SETTLE,
    **REMARK,
    "{one}-text": "Ja, dit klopt.",
    "{one}-addressee": "{me}",
    "{two}-text": "Dit ook.",
    "{two}-addressee": "{me}",
    "{done}-text": "Nog iets bij wat klaar is.",
}


@pytest.fixture
def assessment(session, people):
    """A review in which the question has an open point and a settled one."""
    made = make_points(session, people)
    joint = session.scalars(select(Participation).where(Participation.role == "coordinator")).one()
    make_answers(session, joint, {"geld/A.BE": 0}, seen=1, confidence="not_sure")
    return made


@pytest.fixture
def ids(session, people, client_as, assessment):
    """The remarks at the question, and who reads them."""
    settle(client_as(people.adviser), f"/inventarisaties/{assessment.id}/bespreken", kinds=("uncertain",))
    done = {"resolved_at": now(), "resolved_by": people.adviser.id}
    return {
        "one": make_remark(session, assessment, people.coordinator),
        "two": make_remark(session, assessment, people.coordinator, "En dit?"),
        "done": make_remark(session, assessment, people.coordinator, "Dit is klaar.", **done),
        "me": str(people.adviser.id),
    }


@pytest.fixture
def address(assessment):
    """The question."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld/A.BE"


def named(fields, ids):
    """The fields with the ids of these remarks."""
    return {name.format(**ids): value.format(**ids) for name, value in fields.items()}


def push(client, page, label, typed, status=200):
    """Push a button as a browser does: everything in its form goes along."""
    (form,) = [form for form in page.all("form") if form.get("action", "").startswith("/inventarisaties/")]
    found = [button for button in form.iter("button") if said(button) == label]
    chosen = {found[0].get("name"): found[0].get("value")} if found[0].get("name") else {}
    where = found[0].get("formaction") or form.get("action")
    return client.post(where, {**page.fields, **typed, **chosen}, status=status)


def said(button):
    """What a button says, read aloud."""
    return " ".join("".join(button.itertext()).split())


def shown(page, names):
    """What stands in these fields."""
    return {name: (page.fields.get(name) or "").strip() for name in names}


@pytest.mark.parametrize("label", BUTTONS)
def test_each_button_saves_its_own_and_keeps_the_rest(people, client_as, address, ids, label):
    client = client_as(people.adviser)
    typed, saved = named(TYPED, ids), named(BUTTONS[label], ids)
    label = "Zet weer open: Niet zeker" if label == "Zet weer open" else label
    page = push(client, client.get(address), label, typed)
    left = {name: value for name, value in typed.items() if name not in saved}
    if label == "Opslaan en verder":
        assert left.pop("note") in page.text and "note" not in page.fields
        assert "Dit kun je hier niet meer opslaan." in page.text
    assert shown(page, left) == left
    assert "Nog niet alles is opgeslagen" in page.text
    ids_there = {element.get("id") for element in page.tree.iter()}
    assert {link[1:] for link in page.links if link.startswith("#")} <= ids_there
    gone = [name for name in saved if name in ("note", "text") or name.endswith("-text")]
    assert not any(shown(page, gone).values())


@pytest.mark.parametrize(
    ("label", "missing", "message"),
    [
        ("Opslaan en verder", "reason", "Schrijf op waarom jullie deze score afspreken."),
        ("Besproken, geen afspraak nodig", "kinds", "Kies welke punten jullie hebben besproken."),
        ("Voeg je antwoord toe: Klopt dit?", "{one}-text", "Schrijf eerst je antwoord."),
        ("Wijs toe: Klopt dit?", "{one}-addressee", "Kies voor wie de opmerking is."),
        ("Voeg de opmerking toe", "text", "Schrijf eerst je opmerking."),
    ],
)
def test_a_mistake_in_one_keeps_all(people, client_as, address, ids, label, missing, message):
    client, missing = client_as(people.adviser), missing.format(**ids)
    wrong = "nobody" if missing.endswith("addressee") else []
    typed = named(TYPED, ids)
    page = push(client, client.get(address), label, {**typed, missing: wrong}, 422)
    assert message in page.text
    left = {name: value for name, value in typed.items() if name != missing}
    assert shown(page, left) == left


def test_of_two_scores_both_are_shown_and_all_else_is_kept(session, people, client_as, assessment, address, ids):
    client, typed = client_as(people.adviser), named(TYPED, ids)
    page = client.get(address)
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3}, reason="De coördinator was eerst.")
    page = push(client, page, "Opslaan en verder", typed, 409)
    assert "De coördinator was eerst." in page.text and "Nu opgeslagen" in page.text and "Jij typte" in page.text
    left = {name: value for name, value in typed.items() if name != "note"}
    assert shown(page, left) == left and SETTLE["note"] in page.text
    page = push(client, page, "Houd de opgeslagen score", {})
    assert shown(page, ["value", "reason"]) == {"value": "3", "reason": "De coördinator was eerst."}
    rest = {name: value for name, value in left.items() if name not in SCORE}
    assert shown(page, rest) == rest
    assert session.scalars(select(AgreedScore.version)).all() == [1]


def test_keeping_the_stored_score_goes_back_when_nothing_else_was_typed(
    session, people, client_as, assessment, address
):
    client = client_as(people.adviser)
    page = client.get(address)
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    page = push(client, page, "Opslaan en verder", SCORE, 409)
    back = push(client, page, "Houd de opgeslagen score", {}, 303)
    assert back.headers["Location"] == address
    assert "De opgeslagen score blijft staan." in client.follow(back).text


def test_who_typed_in_one_form_only_goes_on(session, people, client_as, assessment, address, ids):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3}, present="wethouder")
    client = client_as(people.adviser)
    page = client.get(address)
    # What others save in the meantime was not typed here.
    client_as(people.coordinator).post(address, {**SCORE, "seen": "1"})
    client_as(people.coordinator).post(
        f"/inventarisaties/{assessment.id}/opmerkingen/{ids['one']}",
        {
            f"{ids['one']}-{name}": value
            for name, value in (("action", "assign"), ("addressee", ids["me"]), ("seen", ""))
        },
    )
    push(client, page, "Voeg de opmerking toe", REMARK, 303)
    push(client, page, "Voeg je antwoord toe: Klopt dit?", named({"{one}-text": "Ja."}, ids), 303)
    assert len(remarks(session)) == 5


def test_a_score_that_can_no_longer_be_saved_is_shown(session, people, client_as, address, ids):
    client = client_as(people.adviser)
    page = client.get(address)
    session.execute(update(Assessment).values(state="agreed"))
    session.commit()
    page = push(client, page, "Voeg de opmerking toe", named(TYPED, ids))
    assert "Je opmerking is opgeslagen." in page.text and "value" not in page.fields
    for text in (*(SCORE[name] for name in ("reason", "dissent", "present", "evidence_note")), SETTLE["note"]):
        assert text in page.text
    page = push(client, page, "Voeg de opmerking toe", REMARK)
    assert page.fields[f"{ids['two']}-text"].strip() == "Dit ook."


def test_the_same_holds_for_a_chance_question(session, people, client_as, assessment, address):
    one = make_remark(session, assessment, people.coordinator, item="geld/K1")
    client, where = client_as(people.adviser), address.replace("A.BE", "K1")
    typed = {"value": "3", f"{one}-text": "Ja.", "text": "Nog iets.", "audience": "all"}
    page = push(client, client.get(where), "Voeg de opmerking toe", typed)
    assert shown(page, ["value", f"{one}-text", "text"]) == {"value": "3", f"{one}-text": "Ja.", "text": ""}
    page = push(client, page, "Opslaan", {})
    assert shown(page, ["value", f"{one}-text"]) == {"value": "3", f"{one}-text": "Ja."}
    assert push(client, page, "Voeg je antwoord toe: Klopt dit?", {}, 303).headers["Location"].startswith(where)


def test_the_same_holds_for_the_list_of_remarks(session, people, client_as, assessment, ids):
    client, where = client_as(people.adviser), f"/inventarisaties/{assessment.id}/bespreken/opmerkingen"
    rest = named({"{two}-text": "Dit ook.", "{one}-text": "Ja."}, ids)
    page = push(client, client.get(where), "Voeg de opmerking toe", {**rest, **REMARK})
    assert shown(page, rest) == rest
    # What is done is not on the list any more, unless something was typed at it.
    page = push(client, page, "Handel af: Klopt dit?", {})
    assert shown(page, rest) == rest
    page = push(client, page, "Voeg je antwoord toe: En dit?", {})
    assert shown(page, [f"{ids['one']}-text"]) == {f"{ids['one']}-text": "Ja."}
    push(client, page, "Voeg je antwoord toe: Klopt dit?", {}, 303)


def test_nothing_is_settled_by_an_empty_form(people, client_as, assessment):
    where = f"/inventarisaties/{assessment.id}/bespreken/punten/afgehandeld"
    page = client_as(people.adviser).post(where, {"note": "Hier is over gepraat."}, status=422)
    assert "Kies eerst een punt." in page.text and "Hier is over gepraat." in page.text
