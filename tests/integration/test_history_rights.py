"""Who sees what of a history: leaders, blind as long as they answer, colleagues their own, readers nothing."""

import uuid

import pytest
from sqlalchemy import select, update

from app.models import Membership, Participation
from app.web.clock import now
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.histories import closing, joint_part, make_history, record, remark


@pytest.fixture
def made(session, people):
    return make_history(session, people)


@pytest.fixture
def address(made):
    return f"/inventarisaties/{made.id}/geschiedenis"


def test_remarks_among_advisers_are_for_advisers(session, people, client_as, made, address):
    remark(session, made, people.adviser, "Voor iedereen.")
    remark(session, made, people.adviser, "Onder ons.", "advisers")
    hidden = {"remark": str(uuid.uuid4()), "audience": "advisers"}
    record(session, made, people.adviser, "resolve_remark", "geld/M.BE", new=hidden)
    record(session, made, people.adviser, "add_remark", "geld/A.BE", new={**hidden, "audience": "all"})
    adviser = client_as(people.adviser).get(f"{address}?soort=opmerkingen").text
    assert "3 wijzigingen" in adviser and "Onder ons." in adviser and "handelde een opmerking af" in adviser
    coordinator = client_as(people.coordinator).get(f"{address}?soort=opmerkingen").text
    assert "1 wijziging." in coordinator and "Voor iedereen." in coordinator and "Onder ons" not in coordinator


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_while_open_who_leads_sees_only_own_and_joint_answers(session, people, client_as, ending):
    made = make_assessment(session, people)
    part = make_participation(session, made, people.participant)
    make_answers(session, part, {"geld/A.BE": 1}, reason="Geheim van Ivo.")
    make_answers(session, joint_part(session), {"geld/A.BL": 4}, reason="Samen gezegd.")
    closing(session, part, "Tekst van Ivo.")
    address = f"/inventarisaties/{made.id}/geschiedenis{ending}"
    for who in (people.coordinator, people.adviser):
        shown = client_as(who).ask(address).get_data(as_text=True)
        assert "Samen gezegd." in shown and "Geheim van Ivo." not in shown and "Tekst van Ivo." not in shown
    # Whoever leads and answers as a colleague does so blind too.
    make_participation(session, made, people.adviser)
    session.commit()
    shown = client_as(people.adviser).ask(address).get_data(as_text=True)
    assert "Geheim van Ivo." not in shown and "Samen gezegd." not in shown


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_a_colleague_sees_what_they_did_themselves(session, people, client_as, made, address, ending):
    other = make_participation(session, made, make_user(session, "kees@voorbeeldstad.example", "Kees"))
    make_answers(session, other, {"geld/A.BE": 1}, reason="Geheim van Kees.")
    make_agreed(session, made, people.adviser, {"geld/A.BE": 3}, reason="Afgesproken zonder Ivo.")
    remark(session, made, people.adviser, "Een opmerking.")
    part = session.scalars(select(Participation).where(Participation.user_id == people.participant.id)).one()
    closing(session, part, "Het loket loopt goed.")
    record(session, made, people.participant, "submit_answers", str(part.id), old="started", new="submitted")
    record(session, made, people.coordinator, "change_participant", str(part.id), new={"changed": ["function"]})
    session.commit()
    client = client_as(people.participant)
    shown = client.ask(address + ending + f"?wie={people.adviser.id}").get_data(as_text=True)
    assert "Het loket loopt goed." in shown and "Dat zag ik" in shown and "leverde de antwoorden in" in shown
    for word in ("Geheim van Kees", "Afgesproken zonder Ivo", "Een opmerking.", "functie van", "veranderde de functie"):
        assert word not in shown, word


def test_a_reader_sees_no_history(session, people, client_as):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    for ending in ("", ".csv", ".json"):
        client_as(people.reader).get(f"/inventarisaties/{made.id}/geschiedenis{ending}", 403)
        client_as(people.other).get(f"/inventarisaties/{made.id}/geschiedenis{ending}", 404)
        client_as(people.administrator).get(f"/inventarisaties/{made.id}/geschiedenis{ending}", 404)


def test_a_reader_who_was_not_invited_yet_sees_no_history(session, people, client_as):
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    make_participation(session, made, people.reader, invited_at=None)
    session.commit()
    client_as(people.reader).get(f"/inventarisaties/{made.id}/geschiedenis", 403)


def test_who_led_before_is_known_by_what_they_did_only(session, people, client_as, made, address):
    before = make_user(session, "toen@stichting.example", "Toen", "adviser", people.municipality)
    silent = make_user(session, "stil@stichting.example", "Stil", "adviser", people.municipality)
    make_agreed(session, made, before, {"geld/A.BE": 3})
    ended = update(Membership).where(Membership.user_id.in_([before.id, silent.id]))
    session.execute(ended.values(ended_at=now()))
    session.commit()
    page = client_as(people.coordinator).get(address)
    assert "Functie van Toen sprak een score af" in page.text and "functie van Stil" not in page.html
    assert "1 wijziging." in client_as(people.coordinator).get(f"{address}?wie={before.id}").text
