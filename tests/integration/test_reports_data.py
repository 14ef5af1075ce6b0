"""From the database to what scoring takes: everything that was said, and a file that can be read back."""

import json
from datetime import date

import pytest
from sqlalchemy import select, update

from app.accounts.people import person_of
from app.accounts.sessions import start_session
from app.doors.access import assessment_for
from app.models import Assessment, AssessmentDomain, Participation
from app.reports.context import report_context
from app.reports.stored import load_rows
from app.web.clock import now
from scoring.interchange import build_interchange, parse
from tests.factories import make_agreed, make_answers, make_assessment, make_participation
from tests.integration.test_assessments_statements import statements
from tests.rounds import assessment_data


@pytest.fixture
def load(app, session, people):
    """Load the only assessment as a request of the coordinator would."""

    def loaded():
        token = start_session(session, people.coordinator, now=now())
        session.commit()
        person = person_of(session.connection(), token, now=now())
        return assessment_for(person, session.scalars(select(Assessment.id)).one())

    return loaded


@pytest.fixture
def assessment(session, people):
    """A second round with everything that an interchange file can hold."""
    titles = {"geld": "Armoede en schulden", "eigen_1": "Veiligheid"}
    made = make_assessment(session, people, ("geld", "inclusie", "eigen_1"), "in_review", titles, round="evaluation")
    joint = session.scalars(select(Participation)).one()
    evidence = {"evidence_kind": "document", "evidence_note": "Bladzijde 12", "evidence_link": "https://raad.example/a"}
    make_answers(session, joint, {"geld/A.BE": 2}, reason="Zie plan", confidence="sure", changed="no", **evidence)
    make_answers(session, joint, {"geld/A.BL": "unknown", "geld/K1": 4, "algemeen/G01": 0, "eigen_1/A.BE": 1})
    other = make_participation(session, made, people.participant, level="uitvoering")
    make_answers(session, other, {"geld/M.BE": "not_applicable"}, reason="Taak van de regio")
    make_participation(session, made, people.adviser, level=None)
    make_agreed(session, made, people.adviser, {"geld/A.BE": 3, "inclusie/A.BE": "not_applicable", "geld/A.UI": ""})
    session.execute(update(AssessmentDomain).where(AssessmentDomain.domain == "geld").values(ambition=100))
    session.commit()
    return made


def test_everything_that_was_said_is_there(assessment, load, session):
    data = assessment_data(session, load())
    assert (data.questionnaire_id, data.version, data.round) == ("iba", 2, "evaluation")
    assert (data.municipality_code, data.municipality_name) == ("GM9901", "Voorbeeldstad")
    assert data.domains == ("geld", "inclusie", "eigen_1")
    assert (data.renamed, data.own_domains) == ({"geld": "Armoede en schulden"}, {"eigen_1": "Veiligheid"})
    assert data.ambitions == {"geld": 100}
    # Who answered nothing is no participant.
    assert [(person.role, person.level) for person in data.participants] == [
        ("coordinator", "beleid"),
        ("participant", "uitvoering"),
    ]
    values = {answer.item: answer.value for answer in data.answers}
    assert values == {
        "algemeen/G01": 0,
        "eigen_1/A.BE": 1,
        "geld/A.BE": 2,
        "geld/A.BL": "unknown",
        "geld/K1": 4,
        "geld/M.BE": "not_applicable",
    }
    first = next(answer for answer in data.answers if answer.item == "geld/A.BE")
    assert (first.reason, first.confidence, first.changed) == ("Zie plan", "sure", "no")
    assert first.evidence and (first.evidence.kind, first.evidence.note) == ("document", "Bladzijde 12")
    assert first.evidence.link == "https://raad.example/a"
    assert {score.item: score.value for score in data.agreed} == {"geld/A.BE": 3, "inclusie/A.BE": "not_applicable"}


def test_the_file_of_it_is_valid_and_the_same(assessment, load, session):
    data = assessment_data(session, load())
    assert parse(json.dumps(build_interchange(data)).encode()) == data


def test_it_takes_three_statements(assessment, load, session):
    loaded = load()
    with statements() as sent:
        assessment_data(session, loaded)
    assert len(sent) == 3, sent


@pytest.mark.parametrize(
    ("together", "way"), [((True,), "together"), ((False,), "invited"), ((True, False), "mixed"), ((), None)]
)
def test_how_it_was_filled_in(session, people, load, together, way):
    made = make_assessment(session, people)
    joint = session.scalars(select(Participation)).one()
    other = make_participation(session, made, people.participant)
    for part, everything in ((joint, True), (other, False)):
        if everything in together:
            make_answers(session, part, {"geld/A.BE": 1})
    session.commit()
    loaded = load()
    context = report_context(session, loaded, load_rows(session, loaded), version=1, date=date(2026, 11, 24))
    assert context.way == way
    assert (context.filled_in is None) == (way is None)
    assert context.preliminary and not context.without_adviser and context.agreed_by == ()
