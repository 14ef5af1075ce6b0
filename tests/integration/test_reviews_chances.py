"""The chance questions and the ambition of a domain, which coordinator and adviser answer together."""

import pytest
from sqlalchemy import select

from app.models import Answer, AnswerVersion, AssessmentDomain, AuditEntry, Participation
from app.web.clock import now
from tests.factories import make_answers, make_assessment


@pytest.fixture
def assessment(session, people):
    """A review of Geldzaken and Inclusie."""
    return make_assessment(session, people, state="in_review")


@pytest.fixture
def address(assessment):
    """The review of Geldzaken."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld"


def answers(session):
    rows = session.execute(select(Answer.item, Answer.version, Answer.value)).all()
    session.commit()
    return sorted(tuple(row) for row in rows)


def ambition(session):
    rows = session.execute(
        select(AssessmentDomain.domain, AssessmentDomain.ambition, AssessmentDomain.ambition_version)
    )
    found = {domain: tuple(rest) for domain, *rest in rows}["geld"]
    session.commit()
    return found


@pytest.mark.parametrize("who", ["coordinator", "adviser"])
@pytest.mark.parametrize("value", ["0", "4", "unknown"])
def test_an_answer_belongs_to_the_coordinator(session, people, client_as, address, who, value):
    user = getattr(people, who)
    response = client_as(user).post(f"{address}/K1", {"value": value, "seen": "0"})
    assert response.headers["Location"].endswith("/bespreken/geld")
    answer = session.scalars(select(Answer)).one()
    joint = session.scalars(select(Participation)).one()
    assert (answer.item, answer.value, answer.participation_id, answer.saved_by) == (
        "geld/K1",
        value,
        joint.id,
        user.id,
    )
    assert len(session.scalars(select(AnswerVersion)).all()) == 1
    session.commit()
    page = client_as(user).get(f"{address}/K1")
    assert (page.fields["value"], page.fields["seen"]) == (value, "1")


@pytest.mark.parametrize("value", ["", "5", "not_applicable", "withdrawn"])
def test_a_chance_question_is_never_not_applicable(session, people, client_as, address, value):
    page = client_as(people.adviser).post(f"{address}/K1", {"value": value, "seen": "0"}, status=422)
    assert "Kies een antwoord" in page.text
    assert answers(session) == []


def test_two_people_at_once_see_both_answers(session, people, client_as, address):
    client_as(people.coordinator).post(f"{address}/K1", {"value": "3", "seen": "0"})
    adviser = client_as(people.adviser)
    page = adviser.post(f"{address}/K1", {"value": "1", "seen": "0"}, status=409)
    assert "Nu opgeslagen: 3" in page.text
    assert (page.fields["value"], page.fields["seen"]) == ("1", "1")
    assert answers(session) == [("geld/K1", 1, "3")]
    adviser.post(f"{address}/K1", {"value": "1", "seen": "1"})
    assert answers(session) == [("geld/K1", 2, "1")]


def test_what_else_was_said_stays(session, people, client_as, assessment, address):
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/K1": 2}, reason="Een schatting van het CBS.")
    client_as(people.adviser).post(f"{address}/K1", {"value": "3", "seen": "1"})
    assert session.scalars(select(Answer.reason)).one() == "Een schatting van het CBS."


def test_all_questions_and_the_ambition_on_one_page(session, people, client_as, address):
    client = client_as(people.coordinator)
    form = client.get(f"{address}/kansen").fields
    assert form["ambition"] == "none"
    form |= {"K1-value": "4", "K3-value": "unknown", "ambition": "100"}
    page = client.follow(client.post(f"{address}/kansen", form))
    assert "2 van 4 kansvragen" not in page.text and "1 van 4 kansvragen" in page.text
    assert "Verankerd (100)" in page.text
    assert answers(session) == [("geld/K1", 1, "4"), ("geld/K3", 1, "unknown")]
    assert ambition(session) == (100, 1)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.old, entry.new) == ("set_ambition", "geld", None, 100)


def test_an_ambition_can_be_taken_back(session, people, client_as, address):
    client = client_as(people.coordinator)
    client.post(f"{address}/kansen", {"ambition": "25", "ambition_seen": "0"})
    client.post(f"{address}/kansen", {"ambition": "none", "ambition_seen": "1"})
    assert ambition(session) == (None, 2)


@pytest.mark.parametrize("change", [{"K2-value": "not_applicable"}, {"ambition": "60"}])
def test_bad_input_saves_nothing_and_stays(session, people, client_as, address, change):
    typed = {"K1-value": "4", "K1-seen": "0", "ambition": "100", "ambition_seen": "0", **change}
    page = client_as(people.adviser).post(f"{address}/kansen", typed, status=422)
    assert page.fields["K1-value"] == "4"
    assert answers(session) == [] and ambition(session) == (None, 0)


@pytest.mark.parametrize("newer", [{"K1-value": "1"}, {"ambition": "50"}])
def test_a_newer_answer_or_ambition_stops_everything(session, people, client_as, address, newer):
    first = client_as(people.coordinator).get(f"{address}/kansen").fields
    del first["csrf_token"]
    client_as(people.coordinator).post(f"{address}/kansen", first | newer)
    before = answers(session), ambition(session)
    adviser = client_as(people.adviser)
    page = adviser.post(f"{address}/kansen", first | {"K1-value": "4", "K2-value": "3", "ambition": "100"}, status=409)
    assert page.title.startswith("Fout: ")
    assert "Nu opgeslagen" in page.text
    assert [page.fields[name] for name in ("K1-value", "K2-value", "ambition")] == ["4", "3", "100"]
    assert (answers(session), ambition(session)) == before
    adviser.post(f"{address}/kansen", page.fields)
    assert [row[2] for row in answers(session)] == ["4", "3"]
    assert ambition(session)[0] == 100


@pytest.mark.parametrize(("state", "approved"), [("open", False), ("agreed", False), ("in_review", True)])
def test_closed_in_every_other_state(session, people, client_as, state, approved):
    columns = {"approved_at": now(), "approved_by": people.adviser.id} if approved else {}
    made = make_assessment(session, people, state=state, **columns)
    address = f"/inventarisaties/{made.id}/bespreken/geld"
    client = client_as(people.coordinator)
    client.get(f"{address}/kansen")
    client.get(f"{address}/K1")
    client.post(f"{address}/kansen", {"K1-value": "4", "ambition": "100"}, status=409)
    client.post(f"{address}/K1", {"value": "4", "seen": "0"}, status=409)
    assert answers(session) == [] and ambition(session) == (None, 0)
