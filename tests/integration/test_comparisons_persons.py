"""The same people in the documents of every round (S26): exported files compare as the page does."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.models import Assessment, Participation, Report
from app.reports.stored import load_rows, persons_of
from app.web.clock import now
from scoring.interchange import parse
from tests.factories import make_agreed, make_answers, make_assessment, make_participation, make_user
from tests.rounds import close_round, joint_of, make_evaluation, make_values, whole_round
from tests.unit.commands import run

LONG_AGO = now() - timedelta(days=300)
ITEMS = {item: value for item, value in make_values(2, 2).items() if item.startswith("geld/") and "M.BL" not in item}


@pytest.fixture
def colleague(session, people):
    """Somebody who answers in the first round, and goes away."""
    return make_user(session, "weg@voorbeeldstad.example", "Wim Weg")


@pytest.fixture
def first(session, people, colleague):
    """A first round that the coordinator and two colleagues answered, agreed."""
    made = make_assessment(session, people, state="in_review", questionnaire_version=1, created_at=LONG_AGO)
    session.execute(update(Participation).values(created_at=LONG_AGO))
    make_answers(session, joint_of(session, made), ITEMS)
    for user in (people.participant, colleague):
        part = make_participation(session, made, user)
        part.created_at = LONG_AGO + timedelta(days=1)
        make_answers(session, part, {"geld/A.BE": 3})
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 3})
    return close_round(session, people, made)


def second_round(session, people, earlier, *others, joint=True):
    """A second round in review, answered by these people, and by the coordinator unless told otherwise."""
    made = make_evaluation(session, people, earlier, "in_review")
    if joint:
        make_answers(session, joint_of(session, made), dict.fromkeys(ITEMS, 3))
    for user in others:
        make_answers(session, make_participation(session, made, user), {"geld/A.BE": 4})
    return made


def exported(client, assessment):
    """The answers of a round as a file."""
    return client.ask(f"/inventarisaties/{assessment.id}/rapport.json").data


@pytest.fixture
def compares(people, client_as, first, tmp_path):
    """The comparison of two exported rounds by the command is what the application says; that is given back."""

    def compared(later, who=None):
        client = client_as(who or people.coordinator)
        files = [tmp_path / "toen.json", tmp_path / "nu.json"]
        for file, assessment in zip(files, (first, later), strict=True):
            file.write_bytes(exported(client, assessment))
        printed = run("compare", *files)
        assert (printed.exit_code, printed.stderr) == (0, "")
        shown = client.ask(f"/inventarisaties/{later.id}/vergelijking.json")
        assert shown.status_code == 200 and shown.data == printed.stdout_bytes
        return json.loads(shown.data)

    return compared


def test_the_same_people(session, people, colleague, first, compares):
    assert compares(second_round(session, people, first, people.participant))["same_people"] is True


def test_other_people(session, people, first, compares):
    others = [make_user(session, f"nieuw{n}@voorbeeldstad.example", f"Nieuw {n}") for n in range(2)]
    assert compares(second_round(session, people, first, *others))["same_people"] is False


def test_a_second_coordinator_who_took_over_is_somebody_else(session, people, first, compares):
    successor = make_user(session, "opvolger@voorbeeldstad.example", "Olga Volger", "coordinator", people.municipality)
    made = second_round(session, people, first, joint=False)
    joint = joint_of(session, made)
    joint.user_id = successor.id
    make_answers(session, joint, dict.fromkeys(ITEMS, 3))
    assert compares(made)["same_people"] is False


def test_who_left_and_came_back_is_the_same_person(session, people, colleague, first, compares):
    session.execute(update(Participation).where(Participation.user_id == colleague.id).values(ended_at=now()))
    between = second_round(session, people, first, people.participant)
    session.execute(update(Assessment).where(Assessment.id == between.id).values(created_at=now() - timedelta(days=9)))
    session.commit()
    later = second_round(session, people, first, colleague, joint=False)
    assert compares(later)["same_people"] is True


def test_agreed_rounds_compare_alike(session, people, first, compares):
    made = second_round(session, people, first, people.participant)
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 4}, changed="yes")
    later = close_round(session, people, made)
    frozen = session.scalars(select(Report).where(Report.assessment_id == later.id)).one()
    then = session.scalars(select(Report).where(Report.assessment_id == first.id)).one()
    people_of = [{person.id for person in parse(report.interchange.encode()).participants} for report in (then, frozen)]
    assert len(people_of[1]) == 2 and people_of[1] < people_of[0]
    assert compares(later)["same_people"] is True


def test_inside_the_application_participations_keep_their_own_ids(session, people, client_as, first):
    made = second_round(session, people, first, people.participant)
    persons = persons_of(session, made.id)
    assert len(persons) == 2 and not persons.keys() & set(persons.values())
    rows = load_rows(session, whole_round(session, made))
    assert rows.person_of == persons
    assert {str(answer.participation_id) for answer in rows.answers} == persons.keys()
    # In a first round everybody stands under the id of the part that they have there.
    assert all(own == person for own, person in persons_of(session, first.id).items())
    session.commit()
    # The explanation of what was frozen finds who said what, by function.
    make_agreed(session, made, people.coordinator, {"geld/A.BL": 1})
    later = close_round(session, people, made)
    page = client_as(people.coordinator).get(f"/inventarisaties/{later.id}/rapport/uitleg/geld?soort=adviseur")
    assert "functie van Cora Dinator" in page.text


def test_versions_from_before_and_after_do_not_differ_by_ids_only(session, people, client_as, first):
    made = second_round(session, people, first, people.participant)
    make_agreed(session, made, people.coordinator, {"geld/A.BE": 4})
    later = close_round(session, people, made)
    frozen = session.scalars(select(Report).where(Report.assessment_id == later.id)).one()
    persons = persons_of(session, later.id)
    older = frozen.interchange
    for participation, person in persons.items():
        older = older.replace(person, participation)
    columns = ("assessment_id", "municipality_id", "rules", "agreed_at", "agreed_by")
    session.add(Report(**{name: getattr(frozen, name) for name in columns}, number=2, interchange=older))
    session.commit()
    page = client_as(people.coordinator).get(f"/inventarisaties/{later.id}/rapport/versies/2")
    assert "Antwoorden die anders zijn" not in page.text
