"""Points that were talked about and need no agreed score: settling them, and when they come back."""

import pytest
from sqlalchemy import select, update

from app.models import Assessment, AuditEntry, Participation, SettledPoint
from tests.factories import make_agreed, make_answers
from tests.points import counts_on, make_alike, make_points, settle


@pytest.fixture
def assessment(session, people):
    return make_points(session, people)


@pytest.fixture
def address(assessment):
    return f"/inventarisaties/{assessment.id}/bespreken"


@pytest.fixture
def alike(session, people, assessment):
    return make_alike(session, people, assessment)


@pytest.mark.parametrize("who", ["adviser", "coordinator"])
def test_settling_takes_a_point_off_the_list_and_leaves_a_line(session, people, client_as, address, who):
    client = client_as(getattr(people, who))
    page = client.follow(settle(client, address))
    assert "geen afspraak nodig" in page.text and "Dat verschil hoort zo." in page.text
    row = session.scalars(select(SettledPoint)).one()
    assert (row.kind, row.subject, row.note, row.settled_by) == (
        "different",
        "geld/A.BE",
        "Dat verschil hoort zo.",
        getattr(people, who).id,
    )
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "settle_point")).one()
    assert (entry.subject, entry.new, entry.reason) == ("geld/A.BE", {"kinds": ["different"]}, "Dat verschil hoort zo.")
    session.commit()
    page = client.get(f"{address}/punten")
    assert "Er zijn 3 vragen open. 1 punt is afgehandeld." in page.text
    assert counts_on(page)["Verschil"] == 0
    everything = client.get(f"{address}/punten?toon=alles")
    assert "Afgehandeld" in everything.text and "Dat verschil hoort zo." in everything.text


def test_settling_on_the_way_goes_to_the_next_point(people, client_as, address):
    client = client_as(people.adviser)
    page = client.get(f"{address}/geld/A.BE?lijst=punten&punt=different")
    response = settle(client, address, query="?lijst=punten&punt=different", next=page.fields["next"])
    assert response.headers["Location"] == f"{address}/geld/A.UI?lijst=punten&punt=unknown"


def test_what_was_settled_in_one_go_is_told_once(session, people, client_as, address):
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, part, {"geld/A.BE": 4}, seen=1, confidence="not_sure", evidence_kind="document")
    client = client_as(people.adviser)
    settle(client, address, kinds=("different", "uncertain"))
    page = client.get(f"{address}/punten?toon=alles")
    assert page.text.count("Dat verschil hoort zo.") == 1
    assert "3 vragen open. 2 punten zijn afgehandeld." in page.text


def test_twice_is_once_and_opening_again_takes_it_back(session, people, client_as, address):
    client = client_as(people.adviser)
    settle(client, address)
    settle(client, address)
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "settle_point")).all()) == 1
    session.commit()
    page = client.follow(settle(client, address, undo="different", note=""))
    assert "Het punt staat weer open." in page.text
    settle(client, address, undo="different", note="")
    assert session.scalars(select(SettledPoint)).all() == []
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "open_point_again")).all()
    assert [entry.old for entry in entries] == [{"kinds": ["different"]}]
    session.commit()
    assert counts_on(client.get(f"{address}/punten"))["Verschil"] == 1


def test_a_settled_point_comes_back_with_a_new_answer(session, people, client_as, address):
    client = client_as(people.adviser)
    settle(client, address)
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, part, {"geld/A.BE": 3}, seen=1, evidence_kind="document")
    page = client.get(f"{address}/punten")
    assert counts_on(page)["Verschil"] == 1
    client.follow(settle(client, address, note=""))
    assert counts_on(client.get(f"{address}/punten"))["Verschil"] == 0
    assert session.scalars(select(SettledPoint.note)).one() == ""


def test_a_settled_high_answer_comes_back_when_a_high_score_is_agreed_without_evidence(
    session, people, client_as, assessment, address
):
    client = client_as(people.adviser)
    part = session.scalars(select(Participation).where(Participation.role == "participant")).one()
    make_answers(session, part, {"geld/A.BE": 4}, seen=1, evidence_kind=None)
    settle(client, address, kinds=("no_evidence",))
    assert counts_on(client.get(f"{address}/punten"))["3 of 4 zonder bewijs"] == 0
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    assert counts_on(client.get(f"{address}/punten"))["3 of 4 zonder bewijs"] == 1
    client.follow(settle(client, address, kinds=("no_evidence",)))
    assert counts_on(client.get(f"{address}/punten"))["3 of 4 zonder bewijs"] == 0


def test_settling_says_what_is_wrong_and_keeps_what_was_typed(session, people, client_as, address):
    client = client_as(people.adviser)
    page = settle(client, address, kinds=(), status=422)
    assert "Kies welke punten jullie hebben besproken." in page.text
    assert page.fields["note"].strip() == "Dat verschil hoort zo."
    assert "Kies uit de punten op deze pagina." in settle(client, address, kinds=("unknown",), status=422).text
    assert "maximaal 5000 tekens" in settle(client, address, note="x" * 5001, status=422).text
    settle(client, address, subject="geld/X", status=404)
    settle(client, address, subject="wonen/A.BE", status=404)
    assert session.scalars(select(SettledPoint)).all() == []


def test_a_point_that_is_gone_meanwhile_is_not_settled(session, people, client_as, assessment, address):
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 2})
    page = settle(client_as(people.adviser), address, status=200)
    assert "Dit punt staat niet meer op de lijst." in page.text and "Dat verschil hoort zo." in page.text
    assert session.scalars(select(SettledPoint)).all() == []


@pytest.mark.parametrize("state", ["open", "agreed"])
def test_settles_nothing_outside_the_review(session, people, client_as, address, state):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    page = settle(client_as(people.adviser), address, status=409)
    assert "Dat verschil hoort zo." in page.text
    assert "Besproken, geen afspraak nodig" not in client_as(people.adviser).get(f"{address}/geld/A.BE").text


def test_a_settled_pattern_comes_back_when_this_person_answers_anew(session, people, client_as, address, alike):
    client = client_as(people.adviser)
    settle(client, address, subject=f"geld/{alike.id}", kinds=("pattern",))
    other = session.scalars(select(Participation).where(Participation.function == "consulent")).one()
    make_answers(session, other, {"geld/A.BE": 3}, seen=1)
    assert counts_on(client.get(f"{address}/punten"))["Opvallend patroon"] == 0
    make_answers(session, alike, {"geld/A.BE": 2}, seen=1)
    assert counts_on(client.get(f"{address}/punten"))["Opvallend patroon"] == 1
