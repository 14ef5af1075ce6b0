"""A participant answers only the own domains and levels, and never meets answers of others."""

import pytest
from sqlalchemy import select

from app.models import Answer, Participation, ParticipationPart
from questionnaires.catalogue import current
from tests.factories import make_answers, make_assessment, make_participation

LEVELS = [question.level for question in current("iba").of_kind("domain")]


@pytest.fixture
def assessment(session, people):
    """The participant answers Geldzaken for the level of execution, and the coordinator answered already."""
    assessment = make_assessment(session, people)
    part = make_participation(session, assessment, people.participant, level="uitvoering", state="invited")
    assign(session, part, "geld", "uitvoering")
    joint = session.scalars(select(Participation).where(Participation.everything)).one()
    make_answers(session, joint, {"geld/A.UI": 4, "geld/A.BE": 1}, reason="Reden van de coördinator")
    return assessment


def assign(session, part, domain, level=""):
    session.add(
        ParticipationPart(participation_id=part.id, municipality_id=part.municipality_id, domain=domain, level=level)
    )
    session.commit()


def test_sees_only_the_own_part(people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    count = LEVELS.count("uitvoering")
    page = participant.get(hub)
    assert f"0 van {count} vragen beantwoord" in page.text
    assert "Inclusie" not in page.text and "Algemene vragen" not in page.text
    page = participant.get(f"{hub}/vragen/geld/A.UI")
    assert page.title.startswith(f"Vraag 1 van {count}: Geldzaken")
    page = participant.get(f"{hub}/vragen/geld")
    assert len([name for name in page.fields if name.endswith("-seen")]) == count


def test_questions_of_others_do_not_exist(session, people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    for question in ("geld/A.BE", "geld/A.BL", "inclusie/A.UI", "algemeen/G1"):
        participant.get(f"{hub}/vragen/{question}", status=404)
        participant.post(f"{hub}/vragen/{question}", {"value": "2"}, status=404)
    participant.get(f"{hub}/vragen/inclusie", status=404)


def test_answers_of_others_appear_nowhere(people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    for page in ("", "/vragen/geld/A.UI", "/vragen/geld", "/controle"):
        shown = participant.get(hub + page)
        assert "Reden van de coördinator" not in shown.html
        assert "value" not in shown.fields and "A.UI-value" not in shown.fields


def test_an_own_answer_stands_beside_that_of_another(session, people, client_as, assessment):
    hub = f"/inventarisaties/{assessment.id}"
    participant = client_as(people.participant)
    participant.post(f"{hub}/vragen/geld/A.UI", {"value": "1", "reason": "Mijn reden", "seen": "0"})
    participant.post(f"{hub}/vragen/geld", {"A.BE-value": "3"})
    rows = session.execute(select(Answer.item, Answer.value).order_by(Answer.item, Answer.value)).all()
    session.commit()
    assert [tuple(row) for row in rows] == [("geld/A.BE", "1"), ("geld/A.UI", "1"), ("geld/A.UI", "4")]
    assert "Mijn reden" not in client_as(people.coordinator).get(f"{hub}/controle").html


def test_the_first_answer_begins_the_participation(session, people, client_as, assessment):
    participant = client_as(people.participant)
    participant.post(f"/inventarisaties/{assessment.id}/vragen/geld/A.UI", {"value": "1"})
    states = session.scalars(select(Participation.state).where(Participation.user_id == people.participant.id)).all()
    assert states == ["started"]


def test_the_general_part_is_assigned_as_a_whole(session, people, client_as, assessment):
    part = session.scalars(select(Participation).where(Participation.user_id == people.participant.id)).one()
    assign(session, part, "algemeen")
    page = client_as(people.participant).get(f"/inventarisaties/{assessment.id}/vragen/algemeen")
    assert len([name for name in page.fields if name.endswith("-seen")]) == 12
