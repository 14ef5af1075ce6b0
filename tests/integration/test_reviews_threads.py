"""Threads: answering a remark, finishing it and opening it again."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from app.web.clock import now
from tests.factories import make_assessment, make_participation, make_user
from tests.remarks import audited, fields, make_remark, remarks


@pytest.fixture
def made(session, people):
    """A review with a colleague."""
    assessment = make_assessment(session, people, state="in_review")
    make_participation(session, assessment, people.participant)
    session.commit()
    return assessment


@pytest.fixture
def hub(made):
    """Its address."""
    return f"/inventarisaties/{made.id}"


def test_an_answer_stands_below_its_remark(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser, "Klopt de motie?")
    coordinator = client_as(people.coordinator)
    answered = coordinator.post(f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text="Ja,\r\nvan mei."))
    assert answered.headers["Location"] == f"{hub}/bespreken/geld/A.BE#opmerking-{remark}"
    for who in (people.adviser, people.coordinator):
        text = client_as(who).get(f"{hub}/bespreken/geld/A.BE").text
        assert text.index("Klopt de motie?") < text.index("functie van Cora Dinator") < text.index("Ja, van mei.")
        assert "Cora Dinator" not in text.replace("functie van Cora Dinator", "")
    parent, answer = remarks(session)
    assert (answer.parent_id, answer.item, answer.audience, answer.text) == (
        parent.id,
        "geld/A.BE",
        "all",
        "Ja,\nvan mei.",
    )
    new = {"remark": str(answer.id), "audience": "all", "answers": remark}
    assert audited(session) == [("answer_remark", "geld/A.BE", None, new)]


@pytest.mark.parametrize("state", ["open", "agreed"])
def test_at_any_time(session, people, client_as, made, hub, state):
    made.state = state
    remark = make_remark(session, made, people.adviser)
    coordinator, me = client_as(people.coordinator), str(people.coordinator.id)
    coordinator.post(f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text="Ja."))
    coordinator.post(f"{hub}/opmerkingen/{remark}", fields(remark, action="assign", addressee=me, seen=""))
    for action in ("resolve", "reopen"):
        coordinator.post(f"{hub}/opmerkingen/{remark}", fields(remark, action=action))
    done = ["answer_remark", "assign_remark", "resolve_remark", "reopen_remark"]
    assert [entry[0] for entry in audited(session)] == done


def test_an_answer_among_advisers_stays_there(session, people, client_as, made, hub):
    second = make_user(session, "tweede@stichting.example", "Tweede", "adviser", people.municipality)
    remark = make_remark(session, made, people.adviser, "Hier wringt het.", audience="advisers")
    client_as(second).post(
        f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text="Dat zag ik ook.", audience="all")
    )
    assert [row.audience for row in remarks(session)] == ["advisers", "advisers"]
    assert "Dat zag ik ook." in client_as(people.adviser).get(f"{hub}/bespreken/geld/A.BE").text
    for page in ("/bespreken/geld/A.BE", "/bespreken/opmerkingen?toon=alles"):
        assert "Dat zag ik ook." not in client_as(people.coordinator).get(hub + page).text


@pytest.mark.parametrize("change", ["", "/antwoord"])
def test_who_may_not_read_it_cannot_touch_it(session, people, client_as, made, hub, change):
    remark = make_remark(session, made, people.adviser, audience="advisers")
    form = fields(remark, text="Ik zie het wel.", action="resolve")
    client_as(people.coordinator).post(f"{hub}/opmerkingen/{remark}{change}", form, status=404)
    everywhere = make_remark(session, made, people.adviser)
    for who, status in (("participant", 403), ("administrator", 404), ("other", 404)):
        client_as(getattr(people, who)).post(f"{hub}/opmerkingen/{everywhere}{change}", form, status=status)
    client_as(people.adviser).post(f"{hub}/opmerkingen/{uuid.uuid4()}{change}", form, status=404)
    assert [(row.text, row.resolved_at) for row in remarks(session)] == [("Klopt dit?", None)] * 2


def test_a_remark_of_another_inventory_is_not_there(session, people, client_as, made, hub):
    other = make_assessment(session, people, title="Tweede meting")
    remark = make_remark(session, other, people.adviser)
    client_as(people.adviser).post(f"{hub}/opmerkingen/{remark}", fields(remark, action="resolve"), status=404)
    client_as(people.adviser).post(f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text="Hier?"), status=404)
    assert len(remarks(session)) == 1


def test_an_answer_has_no_answers_of_its_own(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser)
    answer = make_remark(session, made, people.coordinator, "Ja.", parent_id=uuid.UUID(remark))
    client_as(people.adviser).post(f"{hub}/opmerkingen/{answer}/antwoord", fields(answer, text="Dieper."), status=404)
    client_as(people.adviser).post(f"{hub}/opmerkingen/{answer}", fields(answer, action="resolve"), status=404)


@pytest.mark.parametrize("item", ["geld/A.BE", "geld/K1", None])
@pytest.mark.parametrize(("text", "message"), [("", "Schrijf eerst je antwoord."), ("x" * 5001, "maximaal 5000")])
def test_an_answer_that_cannot_be_saved_is_still_there(session, people, client_as, made, hub, item, text, message):
    remark = make_remark(session, made, people.adviser, item=item)
    make_remark(session, made, people.adviser, "Iets anders.", item=item)
    page = client_as(people.adviser).post(f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text=text), status=422)
    assert message in page.text and f"#{remark}-text" in page.links
    typed = [field for field in page.all("textarea") if field.get("id") == f"{remark}-text"]
    assert "".join(typed[0].itertext()).strip() == text
    assert len(remarks(session)) == 2


def test_the_same_answer_twice_is_one_click(session, people, client_as, made, hub):
    remark, other = make_remark(session, made, people.adviser), make_remark(session, made, people.adviser, "En dit?")
    adviser = client_as(people.adviser)
    for where in (remark, remark, other):
        adviser.post(f"{hub}/opmerkingen/{where}/antwoord", fields(where, text="Ja."))
    with time_machine.travel(now() + timedelta(minutes=3), tick=False):
        adviser.post(f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text="Ja."))
    assert [str(row.parent_id) for row in remarks(session) if row.parent_id] == [remark, other, remark]


def test_finishing_and_opening_again(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser)
    coordinator = client_as(people.coordinator)
    for _ in range(2):
        coordinator.post(f"{hub}/opmerkingen/{remark}", fields(remark, action="resolve"))
    (row,) = remarks(session)
    assert row.resolved_at and row.resolved_by
    page = client_as(people.adviser).get(f"{hub}/bespreken/geld/A.BE")
    assert "Afgehandeld (1)" in page.text and "Afgehandeld door functie van Cora Dinator" in page.text
    for _ in range(2):
        client_as(people.adviser).post(f"{hub}/opmerkingen/{remark}", fields(remark, action="reopen"))
    (row,) = remarks(session)
    assert (row.resolved_at, row.resolved_by) == (None, None)
    about = {"remark": remark, "audience": "all"}
    assert [entry[0] for entry in audited(session)] == ["resolve_remark", "reopen_remark"]
    assert all(entry[1:] == ("geld/A.BE", None, about) for entry in audited(session))


def test_an_answer_opens_what_was_done(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser, resolved_at=now(), resolved_by=people.adviser.id)
    client_as(people.coordinator).post(f"{hub}/opmerkingen/{remark}/antwoord", fields(remark, text="Toch niet."))
    page = client_as(people.coordinator).get(f"{hub}/bespreken/geld/A.BE")
    assert "Afgehandeld (" not in page.text
    assert remarks(session)[0].resolved_at is None
    assert [entry[0] for entry in audited(session)] == ["answer_remark", "reopen_remark"]


@pytest.mark.parametrize("resolved", [False, True])
@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"action": "assign", "addressee": "de wethouder"}, "Kies voor wie de opmerking is."),
        ({"action": "weg"}, "Kies wat je met de opmerking wilt doen."),
        ({}, "Kies wat je met de opmerking wilt doen."),
    ],
)
def test_says_what_is_wrong(session, people, client_as, made, hub, form, message, resolved):
    done = {"resolved_at": now(), "resolved_by": people.adviser.id} if resolved else {}
    remark = make_remark(session, made, people.adviser, **done)
    page = client_as(people.adviser).post(f"{hub}/opmerkingen/{remark}", fields(remark, **form), status=422)
    assert message in page.text
    assert audited(session) == []


def test_a_remark_keeps_the_place_in_a_list_of_points(session, people, client_as, made, hub):
    remark = make_remark(session, made, people.adviser)
    query = "?lijst=punten&domein=geld"
    adviser = client_as(people.adviser)
    response = adviser.post(f"{hub}/opmerkingen/{remark}/antwoord{query}", fields(remark, text="Ja."))
    assert response.headers["Location"] == f"{hub}/bespreken/geld/A.BE{query}#opmerking-{remark}"
    response = adviser.post(f"{hub}/bespreken/geld/A.BE/opmerking{query}", {"text": "Nog iets.", "audience": "all"})
    assert response.headers["Location"] == f"{hub}/bespreken/geld/A.BE{query}#opmerkingen"
