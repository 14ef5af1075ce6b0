"""What somebody typed at a question of the review and did not save: found again by them alone, and never a score."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.models import AgreedScore, Assessment, AuditEntry, Participation, ReviewDraft
from app.operation.tasks import remove_ended
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.integration.test_reviews_kept import push
from tests.remarks import make_remark, remarks

SCORE = {
    "value": "2",
    "reason": "Dit typte ik <b>nog</b>.",
    "dissent": "Blijft bij 1.",
    "present": "wethouder",
    "evidence_kind": "document",
    "evidence_note": "Collegeplan 12",
    "evidence_link": "halverwege",
}
REMARK = {"text": "Een halve opmerking.", "audience": "all"}
AGAIN = "typte, staat er weer."
PASS = "Volgende, zonder afspraak"


@pytest.fixture
def assessment(session, people):
    """A review in which two people see a question differently."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    other = make_participation(session, made, people.participant, level="uitvoering")
    make_answers(session, joint, {"geld/A.BE": 1})
    make_answers(session, other, {"geld/A.BE": 4}, evidence_kind="document")
    return made


@pytest.fixture
def address(assessment):
    """That question."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld/A.BE"


@pytest.fixture
def adviser(people, client_as):
    """The adviser."""
    return client_as(people.adviser)


def drafts(session):
    found = session.scalars(select(ReviewDraft.item).order_by(ReviewDraft.item)).all()
    session.commit()
    return found


def keep(client, page, typed, status=200):
    """What the script of a page sends while somebody types."""
    posted = {**page.fields, "csrf_token": client.token, "version": str(uuid4()), **typed}
    response = client.ask(f"{page.path.partition('?')[0]}/concept", method="POST", data=posted)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def shown(page, names):
    return {name: page.fields.get(name, "").strip() for name in names}


def test_going_on_keeps_all_that_was_typed(session, people, client_as, adviser, address, assessment):
    one = make_remark(session, assessment, people.coordinator)
    typed = {**SCORE, **REMARK, "note": "Hoort zo.", f"{one}-text": "Ja, maar."}
    onward = push(adviser, adviser.get(address), PASS, typed, 303)
    assert onward.headers["Location"].endswith("/bespreken/geld/A.BL")
    page = client_as(people.adviser).get(address)
    assert shown(page, typed) == typed and AGAIN in page.text
    assert session.scalars(select(AgreedScore)).all() == [] and len(remarks(session)) == 1
    assert not session.scalars(
        select(AuditEntry).where(AuditEntry.new.is_not(None), AuditEntry.action == "agree")
    ).all()
    other = client_as(people.coordinator).get(address)
    assert not any(text in other.html for text in (SCORE["reason"], REMARK["text"], "Hoort zo.", "Ja, maar.", AGAIN))


def test_who_typed_nothing_goes_on_and_leaves_nothing(session, adviser, address):
    push(adviser, adviser.get(address), PASS, {}, 303)
    assert drafts(session) == []


def test_going_on_stays_on_the_way_through_the_points(adviser, address):
    page = adviser.get(f"{address}?lijst=punten&punt=different")
    onward = push(adviser, page, PASS, SCORE, 303).headers["Location"]
    assert "lijst=punten" in onward or onward.endswith("/bespreken/punten")


def test_saving_the_score_ends_its_draft_and_the_rest_waits(session, adviser, address):
    push(adviser, adviser.get(address), PASS, {**SCORE, **REMARK, "evidence_link": ""}, 303)
    page = push(adviser, adviser.get(address), "Opslaan en verder", {})
    assert "Nog niet alles is opgeslagen" in page.text and shown(page, ["text"]) == {"text": REMARK["text"]}
    again = adviser.get(address)
    assert shown(again, ["text", "reason"]) == {"text": REMARK["text"], "reason": SCORE["reason"]}
    # The page after saving knows what waits, and can end it.
    push(adviser, page, "Voeg de opmerking toe", {}, 303)
    assert drafts(session) == [] and AGAIN not in adviser.get(address).text


@pytest.mark.parametrize("label", ["Voeg de opmerking toe", "Besproken, geen afspraak nodig"])
def test_saving_something_else_keeps_the_typed_score(session, adviser, address, label):
    push(adviser, adviser.get(address), PASS, {**SCORE, **REMARK, "note": "Hoort zo."}, 303)
    push(adviser, adviser.get(address), label, {})
    page = adviser.get(address)
    assert shown(page, SCORE) == SCORE
    assert ("text" in shown(page, REMARK) and not page.fields["text"].strip()) == (label == "Voeg de opmerking toe")
    assert drafts(session) == ["geld/A.BE"]


def test_a_score_that_was_saved_meanwhile_stands_beside_the_draft(session, people, adviser, address, assessment):
    push(adviser, adviser.get(address), PASS, {**SCORE, "evidence_link": ""}, 303)
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3}, reason="De coördinator was eerst.")
    page = adviser.get(address)
    assert "De coördinator was eerst." in page.text and shown(page, ["value", "reason"])["value"] == "2"
    page = push(adviser, page, "Opslaan en verder", {}, 409)
    assert "Nu opgeslagen" in page.text and "Jij typte" in page.text
    push(adviser, page, "Houd de opgeslagen score", {}, 303)
    assert drafts(session) == [] and adviser.get(address).fields["value"] == "3"


def test_throwing_it_away_takes_it_away_for_good(session, adviser, address):
    push(adviser, adviser.get(address), PASS, SCORE, 303)
    back = push(adviser, adviser.get(address), "Gooi het weg", {}, 303)
    assert back.headers["Location"] == address
    assert drafts(session) == [] and not adviser.get(address).fields["reason"].strip()


def test_the_script_keeps_it_while_somebody_types(session, adviser, address):
    page = adviser.get(address)
    told = keep(adviser, page, {"reason": "Halverw"})
    assert told["said"].startswith("Concept bewaard om") and told["known"]
    keep(adviser, page, {"reason": "Halverwege", "draft": told["known"]})
    assert adviser.get(address).fields["reason"].strip() == "Halverwege"
    # What is taken out again leaves nothing.
    known = adviser.get(address).fields["draft"]
    assert keep(adviser, page, {"reason": "", "draft": known})["known"] == ""
    assert drafts(session) == []


def test_another_window_does_not_write_over_it_unseen(session, adviser, address):
    first, second = adviser.get(address), adviser.get(address)
    keep(adviser, first, {"reason": "Eerste venster."})
    said = keep(adviser, second, {"reason": "Tweede venster."}, 409)["said"]
    assert "in een ander venster" in said
    page = push(adviser, second, PASS, {"reason": "Tweede venster."}, 409)
    assert "Eerste venster." in page.text and page.fields["reason"].strip() == "Tweede venster."
    push(adviser, page, PASS, {}, 303)
    assert adviser.get(address).fields["reason"].strip() == "Tweede venster."
    # The first window may not do so either.
    keep(adviser, first, {"reason": "Eerste venster, verder."}, 409)


def test_where_nothing_can_be_agreed_it_is_shown_and_can_go(session, adviser, address):
    page = adviser.get(address)
    push(adviser, page, PASS, SCORE, 303)
    session.execute(update(Assessment).values(state="agreed"))
    session.commit()
    closed = adviser.get(address)
    assert SCORE["reason"] in closed.text and "Kopieer je tekst" in closed.text
    assert "vastgesteld" in keep(adviser, page, SCORE, 409)["said"]
    refused = push(adviser, page, PASS, SCORE, 409)
    assert SCORE["reason"] in refused.text
    push(adviser, closed, "Gooi het weg", {}, 303)
    assert drafts(session) == [] and SCORE["reason"] not in adviser.get(address).text


def test_a_choice_at_a_chance_question_waits_too(session, adviser, address):
    where = address.replace("A.BE", "K1")
    page = adviser.get(where)
    keep(adviser, page, {"value": "3"})
    again = adviser.get(where)
    assert again.fields["value"] == "3" and AGAIN in again.text
    # No button asks it, but nothing that is asked may be an error or lose the choice.
    passed = adviser.post(where, {**again.fields, "skip": "yes"})
    assert passed.headers["Location"] == where.rpartition("/")[0]
    again = adviser.get(where)
    assert again.fields["value"] == "3"
    push(adviser, again, "Opslaan", {}, 303)
    assert drafts(session) == []


def test_what_was_left_for_long_goes(app, session, adviser, address):
    push(adviser, adviser.get(address), PASS, SCORE, 303)
    settings = app.config["SETTINGS"]
    remove_ended(session, settings, now=now() + timedelta(days=settings.keep_drafts_days - 1))
    session.commit()
    assert drafts(session) == ["geld/A.BE"]
    remove_ended(session, settings, now=now() + timedelta(days=settings.keep_drafts_days + 1))
    session.commit()
    assert drafts(session) == []


def test_it_is_among_the_own_data(adviser, address):
    push(adviser, adviser.get(address), PASS, {**SCORE, **REMARK}, 303)
    page = adviser.get("/account/gegevens")
    assert "Wat je in de bespreking typte" in page.text
    assert SCORE["reason"] in page.text and REMARK["text"] in page.text and "evidence" not in page.text
