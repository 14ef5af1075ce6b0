"""The agreed score in a meeting: entered once, with who was there, and never over somebody else's."""

import pytest
from sqlalchemy import select, update

from app.models import AgreedScore, Answer, Meeting
from app.web.clock import now
from tests.factories import make_agreed
from tests.meetings import LIST, PRESENT, rows

REASON = "Zo hebben we het samen besproken."
FORM = {"item": LIST[0], "seen": "0", "value": "2", "reason": REASON, "version": "1"}


def stored(session):
    columns = (AgreedScore.item, AgreedScore.value, AgreedScore.reason, AgreedScore.version)
    return rows(session, select(*columns).order_by(AgreedScore.item))


def test_everybody_sees_what_was_agreed_once(session, people, client_as, address, meeting):
    before = rows(session, select(Answer.item, Answer.value, Answer.version).order_by(Answer.id))
    meeting_id = meeting.id
    session.rollback()
    adviser = client_as(people.adviser)
    more = {"dissent": "Blijft bij 4, want we doen al veel.", "evidence_kind": "decision"}
    page = adviser.follow(adviser.post(f"{address}/score", {**FORM, **more}))
    assert "Opgeslagen: Aandacht – bestuur, 2." in page.text and page.title.startswith("Punt 2 van 3")
    adviser.post(f"{address}/verder", {"to": LIST[0], "version": "2"})
    for who in ("coordinator", "participant"):
        page = client_as(getattr(people, who)).get(address)
        assert REASON in page.text and "Blijft bij 4" in page.text and "2, In opbouw" in page.text
        assert "Besluit of afspraak" in page.text or "besluit of afspraak" in page.text
    kept = rows(session, select(AgreedScore.present, AgreedScore.meeting_id, AgreedScore.saved_by))
    assert kept == [(PRESENT, meeting_id, people.adviser.id)]
    assert rows(session, select(Answer.item, Answer.value, Answer.version).order_by(Answer.id)) == before


def test_a_reason_is_asked_for_and_what_was_typed_stays(session, people, client_as, address, meeting):
    form = {**FORM, "reason": " ", "dissent": "Ziet het anders."}
    page = client_as(people.coordinator).post(f"{address}/score", form, 422)
    assert "Schrijf op waarom jullie deze score afspreken." in page.text
    assert (page.fields["dissent"], page.fields["value"]) == ("Ziet het anders.", "2")
    assert stored(session) == []


def test_two_who_agree_the_same_question_see_both_scores(session, people, client_as, address, meeting):
    client_as(people.adviser).post(f"{address}/score", FORM)
    coordinator = client_as(people.coordinator)
    page = coordinator.post(f"{address}/score", {**FORM, "value": "3", "reason": "Wij denken 3."}, 409)
    assert "Nu opgeslagen" in page.text and REASON in page.text and page.fields["reason"] == "Wij denken 3."
    assert page.title.startswith("Fout: ") and page.fields["seen"] == "1"
    assert stored(session) == [(LIST[0], "2", REASON, 1)]
    coordinator.post(f"{address}/score", {**page.fields, "value": "3"})
    assert stored(session) == [(LIST[0], "3", "Wij denken 3.", 2)]


def test_what_was_typed_about_a_question_is_saved_there_after_going_on(session, people, client_as, address, meeting):
    client_as(people.coordinator).post(f"{address}/verder", {"to": LIST[1], "version": "1"})
    adviser = client_as(people.adviser)
    page = adviser.follow(adviser.post(f"{address}/score", FORM))
    said = "Opgeslagen: Aandacht – bestuur, 2. De bespreking is intussen bij Plannen – beleid."
    assert said in page.text and page.title.startswith("Punt 2 van 3")
    assert stored(session) == [(LIST[0], "2", REASON, 1)]
    assert "Geldzaken, afgesproken" in page.text


def test_saving_goes_on_to_the_next_and_after_the_last_to_the_end(session, people, client_as, address, meeting):
    adviser = client_as(people.adviser)
    for number, item in enumerate(LIST, 1):
        page = adviser.follow(adviser.post(f"{address}/score", {**FORM, "item": item, "version": str(number)}))
        assert page.title.startswith(f"Punt {number + 1} van 3" if number < 3 else "Alle punten besproken")
    assert [item for item, *_ in stored(session)] == sorted(LIST)


@pytest.mark.parametrize("version", ["", "1"])
def test_saving_what_somebody_went_back_to_goes_nowhere(session, people, client_as, address, meeting, version):
    coordinator = client_as(people.coordinator)
    for seen, item in enumerate((LIST[1], LIST[0]), 1):
        coordinator.post(f"{address}/verder", {"to": item, "version": str(seen)})
    adviser = client_as(people.adviser)
    page = adviser.follow(adviser.post(f"{address}/score", {**FORM, "version": version}))
    assert page.title.startswith("Punt 1 van 3") and stored(session) == [(LIST[0], "2", REASON, 1)]


def test_withdrawing(session, people, client_as, address, assessment, meeting):
    make_agreed(session, assessment, people.adviser, {LIST[0]: 1})
    adviser = client_as(people.adviser)
    form = {**FORM, "seen": "1", "value": "withdrawn"}
    assert "Ingetrokken: Aandacht – bestuur." in adviser.follow(adviser.post(f"{address}/score", form)).text
    assert stored(session)[0][1] == ""


def test_a_meeting_that_has_ended_saves_nothing_and_shows_what_was_typed(session, people, client_as, address, meeting):
    session.execute(update(Meeting).values(ended_at=now()))
    session.commit()
    page = client_as(people.adviser).post(f"{address}/score", FORM, 409)
    assert "op de pagina van de vraag zelf" in page.text and REASON in page.text
    assert stored(session) == []


def test_not_after_approval(session, people, client_as, address, assessment, meeting):
    assessment.approved_at, assessment.approved_by = now(), people.adviser.id
    session.commit()
    adviser = client_as(people.adviser)
    page = adviser.post(f"{address}/score", FORM, 409)
    assert "akkoord" in page.text and REASON in page.text
    assert stored(session) == []
    page = adviser.get(address)
    assert "De adviseur heeft akkoord gegeven." in page.text and "Opslaan" not in page.text
    adviser.post(f"{address}/verder", {**page.fields, "to": LIST[1]})


def test_after_approval_an_agreed_score_holds_up_nobody(session, people, client_as, address, assessment, meeting):
    make_agreed(session, assessment, people.adviser, {LIST[0]: 1})
    adviser = client_as(people.adviser)
    before = adviser.get(address).fields
    assessment.approved_at, assessment.approved_by = now(), people.adviser.id
    session.commit()
    page = adviser.post(f"{address}/verder", {**before, "reason": "Bij nader inzien.", "to": LIST[1]}, 409)
    assert "Bij nader inzien." in page.text and "De adviseur heeft akkoord gegeven." in page.text
    fields = {**adviser.get(address).fields, "to": LIST[1]}
    assert adviser.follow(adviser.post(f"{address}/verder", fields)).title.startswith("Punt 2 van 3")


def test_a_score_of_another_page_shows_too(session, people, client_as, address, assessment, meeting):
    participant = client_as(people.participant)
    before = participant.ask(f"{address}/stand").json
    item = f"/inventarisaties/{assessment.id}/bespreken/geld/A.BE"
    client_as(people.coordinator).post(item, {"value": "1", "reason": REASON, "seen": "0"})
    after = participant.ask(f"{address}/stand").json
    assert before["version"] != after["version"] and after["running"] is True
    assert REASON in participant.get(address).text


@pytest.mark.parametrize("item", ["", "wonen/A.BE", "geld/K1"])
def test_only_questions_of_the_inventory(session, people, client_as, address, meeting, item):
    client_as(people.adviser).post(f"{address}/score", {**FORM, "item": item}, 404)
    assert stored(session) == []


def test_a_score_holds_up_nobody_who_goes_on(session, people, client_as, address, meeting):
    client_as(people.adviser).post(f"{address}/score", FORM)
    client_as(people.coordinator).post(f"{address}/verder", {"to": LIST[1], "version": "1"})
    assert rows(session, select(Meeting.item, Meeting.version)) == [(LIST[1], 2)]
