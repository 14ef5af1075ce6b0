"""The page of all remarks: what is open, for whom, and what is done; and a remark on the whole inventory."""

from datetime import timedelta

import pytest

from app.web.clock import now
from tests.factories import make_assessment, make_participation, make_user
from tests.integration.test_assessments_statements import statements
from tests.remarks import audited, fields, make_remark, remarks


@pytest.fixture
def made(session, people):
    """An inventory on which people still answer: remarks are there from the first day."""
    assessment = make_assessment(session, people)
    make_participation(session, assessment, people.participant)
    session.commit()
    return assessment


@pytest.fixture
def page(made):
    """The address of its remarks."""
    return f"/inventarisaties/{made.id}/bespreken/opmerkingen"


@pytest.fixture
def four(session, people, made):
    """A remark of every kind: on a question, for the adviser; on a chance question; done; and on the whole."""
    done = {"resolved_at": now(), "resolved_by": people.coordinator.id}
    make_remark(session, made, people.coordinator, "Wie weet dit?", assigned_to=people.adviser.id)
    make_remark(session, made, people.coordinator, "Hoe groot is de kans?", "inclusie/K1")
    make_remark(session, made, people.adviser, "Is al uitgezocht.", "algemeen/G01", **done)
    make_remark(session, made, people.adviser, "Over het geheel.", None)
    return made


ALL = ["Wie weet dit?", "Hoe groot is de kans?", "Is al uitgezocht.", "Over het geheel."]


@pytest.mark.parametrize(
    ("query", "who", "shown"),
    [
        ("", "adviser", [0, 1, 3]),
        ("?toon=mij", "adviser", [0]),
        ("?toon=mij", "coordinator", []),
        ("?toon=afgehandeld", "coordinator", [2]),
        ("?toon=alles", "adviser", [0, 1, 2, 3]),
        ("?toon=alles&domein=geld", "adviser", [0]),
        ("?domein=inclusie", "adviser", [1]),
        ("?toon=alles&domein=algemeen", "coordinator", [2]),
        ("?domein=geheel", "coordinator", [3]),
        ("?toon=onzin&domein=onzin&pagina=-1", "adviser", [0, 1, 3]),
    ],
)
def test_shows_what_is_asked_for(people, client_as, four, page, query, who, shown):
    text = client_as(getattr(people, who)).get(page + query).text
    assert [number for number, said in enumerate(ALL) if said in text] == shown


def test_counts_what_there_is_whatever_is_shown(people, client_as, four, page):
    for query in ("", "?toon=afgehandeld"):
        text = client_as(people.adviser).get(page + query).text
        assert "Open (3)" in text and "Voor mij (1)" in text and "Afgehandeld (1)" in text and "Alles (4)" in text
    assert "Open (1)" in client_as(people.adviser).get(f"{page}?domein=geld").text


def test_each_leads_to_its_question(people, client_as, four, page):
    links = " ".join(client_as(people.adviser).get(f"{page}?toon=alles").links)
    for item in ("geld/A.BE", "inclusie/K1", "algemeen/G01"):
        assert f"/bespreken/{item}#opmerking-" in links


def test_newest_first_and_a_page_at_a_time(session, people, client_as, made, page):
    for number in range(26):
        moment = now() - timedelta(minutes=26 - number)
        make_remark(session, made, people.adviser, f"Nummer {number:02}.", created_at=moment)
    first, second = (client_as(people.adviser).get(f"{page}?pagina={number}") for number in (1, 2))
    assert first.text.index("Nummer 25.") < first.text.index("Nummer 24.") and "Nummer 00." not in first.text
    assert "Nummer 00." in second.text and "Nummer 01." not in second.text
    assert "Er zijn geen open opmerkingen." in client_as(people.adviser).get(f"{page}?pagina=9").text


def test_a_remark_on_the_whole(session, people, client_as, made, page):
    response = client_as(people.coordinator).post(page, {"text": "Wanneer spreken we af?", "audience": "all"})
    assert response.headers["Location"] == f"{page}#opmerkingen"
    (row,) = remarks(session)
    assert (row.item, row.text, row.audience, row.parent_id) == (None, "Wanneer spreken we af?", "all", None)
    new = {"remark": str(row.id), "audience": "all"}
    assert audited(session) == [("add_remark", str(row.assessment_id), None, new)]
    client_as(people.adviser).post(
        f"/inventarisaties/{row.assessment_id}/opmerkingen/{row.id}/antwoord", fields(row.id, text="Mei.")
    )
    text = client_as(people.coordinator).get(page).text
    assert "De hele inventarisatie" in text and "Mei." in text


@pytest.mark.parametrize("state", ["in_review", "agreed"])
def test_at_any_time(session, people, client_as, made, page, state):
    made.state = state
    session.commit()
    client_as(people.coordinator).post(page, {"text": "Nog iets.", "audience": "all"})
    assert "Nog iets." in client_as(people.adviser).get(page).text


def test_only_advisers_write_and_read_among_advisers(session, people, client_as, made, page):
    client_as(people.adviser).post(page, {"text": "Onder ons.", "audience": "advisers"})
    assert "Onder ons." in client_as(people.adviser).get(page).text
    coordinator = client_as(people.coordinator)
    assert "Onder ons." not in coordinator.get(page).text and "Alles (0)" in coordinator.get(page).text
    coordinator.post(page, {"text": "Ik ook.", "audience": "advisers"}, status=422)
    assert len(remarks(session)) == 1


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"text": "", "audience": "all"}, "Schrijf eerst je opmerking."),
        ({"text": "x" * 5001, "audience": "all"}, "maximaal 5000 tekens"),
        ({"text": "Mooi.", "audience": "wereld"}, "Kies wie de opmerking mag lezen."),
    ],
)
def test_says_what_is_wrong(session, people, client_as, made, page, form, message):
    answer = client_as(people.adviser).post(page, form, status=422)
    assert message in answer.text and answer.fields["text"].strip() == form["text"]
    assert remarks(session) == []


@pytest.mark.parametrize(("who", "status"), [("participant", 403), ("administrator", 404), ("other", 404)])
def test_only_who_leads_the_review(session, people, client_as, made, page, who, status):
    client_as(getattr(people, who)).get(page, status=status)
    client_as(getattr(people, who)).post(page, {"text": "Mooi.", "audience": "all"}, status=status)
    assert remarks(session) == []


def test_who_answers_on_the_list_comes_back_to_it(session, people, client_as, made, page):
    remark = make_remark(session, made, people.coordinator)
    adviser, query = client_as(people.adviser), "toon=open&domein=geld"
    actions = [button.get("formaction") for button in adviser.get(f"{page}?{query}").all("button")]
    (answer,) = [action for action in actions if action and action.partition("?")[0].endswith("/antwoord")]
    wrong = adviser.post(answer, fields(remark, text=""), status=422)
    assert wrong.h1 == "Opmerkingen" and "Open (1)" in wrong.text
    response = adviser.post(answer, fields(remark, text="Ja."))
    assert response.headers["Location"] == f"{page}?{query}#opmerking-{remark}"


def test_what_could_not_be_saved_stays_when_the_list_no_longer_has_it(session, people, client_as, made, page):
    done = {"resolved_at": now(), "resolved_by": people.coordinator.id}
    remark = make_remark(session, made, people.coordinator, **done)
    where = f"/inventarisaties/{made.id}/opmerkingen/{remark}/antwoord?terug=lijst&toon=open"
    session.commit()
    text = "Lang. " * 900
    answer = client_as(people.adviser).post(where, fields(remark, text=text), status=422)
    assert "Klopt dit?" in answer.text and "Lang. Lang." in answer.text


@pytest.mark.parametrize("count", [2, 20])
def test_takes_as_many_statements_for_few_as_for_many(session, people, client_as, made, page, count):
    for number in range(count):
        person = make_user(session, f"c{number}@voorbeeldstad.example", f"C{number}", "adviser", people.municipality)
        make_remark(session, made, person, f"Opmerking {number}.", assigned_to=people.adviser.id)
    adviser = client_as(people.adviser)
    adviser.get(page)
    with statements() as sent:
        adviser.get(page)
    assert len(sent) == 4, sent
