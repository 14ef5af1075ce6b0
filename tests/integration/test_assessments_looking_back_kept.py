"""Looking back is kept with who said what and when, and its single values are for nobody who may not read answers."""

import re

import pytest
from sqlalchemy import update

from app.comparisons.document.ground import Back
from app.comparisons.material import load_back
from app.models import Assessment, AssessmentDomain, BackAnswer, BackAnswerVersion
from app.web.clock import now
from tests.factories import make_participation, make_user
from tests.looking_back import ASKED, FORM, make_back_answers, make_colleague, make_looking_back
from tests.rounds import joint_of, look_back_at

FRESH = re.compile(rb'name="csrf_token" value="[^"]*"')
PAGES = ("", "/controle", "/vragen/geld", "/vragen/geld/A.BL", "/vragen/geld/slotvragen", "/terugkijken/geld")
LED = ("/terugkijken/domeinen", "/deelnemers", "/deelnemers?domein=geld", "/bespreken", "/bespreken/geld")
HISTORY = tuple(f"/geschiedenis{ending}" for ending in ("", ".csv", ".json"))


@pytest.fixture
def evaluation(session, people):
    return make_looking_back(session, people)


@pytest.fixture
def hub(evaluation):
    return f"/inventarisaties/{evaluation.id}"


@pytest.fixture
def kees(session, evaluation):
    """A colleague with the same questions, who looked back and changed their mind."""
    part = make_colleague(session, evaluation, make_user(session, "kees@voorbeeldstad.example", "Kees Kenner"))
    make_back_answers(session, part, {f"geld/{question}": 4 for question in ASKED})
    make_back_answers(session, part, {"geld/A.BL": 0}, seen=1)
    return part


def test_the_history_tells_it_per_question_and_person(session, people, client_as, evaluation, hub, kees):
    participant = client_as(people.participant)
    participant.post(f"{hub}/terugkijken/geld", FORM)
    participant.post(f"{hub}/terugkijken/geld", {"A.BL-value": "unknown", "A.BL-seen": "1"})
    participant.post(f"{hub}/terugkijken/geld", {"A.BL-value": "", "A.BL-seen": "2"})
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(state="in_review"))
    session.commit()
    told = client_as(people.coordinator).get(f"{hub}/geschiedenis?soort=terugkijken&wie={people.participant.id}").text
    for words in (
        "haalde het antwoord voor toen weg bij",
        "veranderde het antwoord voor toen bij",
        "en koos 1 voor toen.",
    ):
        assert words in told
    assert "van 1 naar ‘Weet ik niet’." in told and "en koos 4 voor toen." not in told
    told = client_as(people.adviser).get(f"{hub}/geschiedenis?soort=terugkijken&vraag=geld/A.BL").text
    assert "van 4 naar 0." in told and f"{len(ASKED)} wijzigingen" not in told
    changes = client_as(people.adviser).ask(f"{hub}/geschiedenis.json?soort=terugkijken").json["changes"]
    assert len(changes) == 2 * len(ASKED) + 3 and {change["domain"] for change in changes} == {"geld"}
    assert {change["kind"] for change in changes} == {"terugkijken"}
    assert "Kees Kenner" not in str(changes)


def test_a_colleague_reads_back_their_own_only(session, people, client_as, hub, kees):
    participant = client_as(people.participant)
    participant.post(f"{hub}/terugkijken/geld", FORM)
    for ending in HISTORY:
        told = participant.ask(f"{hub}{ending}?soort=terugkijken").get_data(as_text=True)
        assert "en koos 1 voor toen." in told and "en koos 4 voor toen." not in told and "van 4 naar 0" not in told


@pytest.mark.parametrize("ending", HISTORY)
def test_while_the_round_is_open_who_answers_together_sees_their_own_only(
    session, people, client_as, evaluation, hub, kees, ending
):
    make_back_answers(session, joint_of(session, evaluation), {"geld/A.BE": 3})
    for who in (people.coordinator, people.adviser):
        told = client_as(who).ask(f"{hub}{ending}?soort=terugkijken").get_data(as_text=True)
        assert "en koos 3 voor toen." in told and "en koos 4 voor toen." not in told and "van 4 naar 0" not in told
    make_participation(session, evaluation, people.adviser)
    session.commit()
    told = client_as(people.adviser).ask(f"{hub}{ending}?soort=terugkijken").get_data(as_text=True)
    assert "voor toen" not in told


@pytest.mark.parametrize("state", ["open", "in_review", "agreed"])
def test_what_others_look_back_at_makes_no_difference(session, people, client_as, evaluation, hub, kees, state):
    """Letter for letter the same pages, whatever somebody else says of then."""
    session.execute(update(Assessment).where(Assessment.id == evaluation.id).values(state=state))
    session.commit()
    shown = {"participant": PAGES + HISTORY, "reader": PAGES + LED + HISTORY}
    if state == "open":
        shown |= {"coordinator": PAGES + LED + HISTORY, "adviser": LED + HISTORY}
    before = {who: everything(client_as(getattr(people, who)), hub, pages) for who, pages in shown.items()}
    session.execute(update(BackAnswer).where(BackAnswer.participation_id == kees.id).values(value="2", version=3))
    row = {"participation_id": kees.id, "assessment_id": evaluation.id, "municipality_id": evaluation.municipality_id}
    more = {"item": "geld/A.BL", "value": "2", "version": 3, "saved_at": now(), "saved_by": kees.user_id}
    session.add(BackAnswerVersion(**row, **more))
    session.commit()
    for who, pages in shown.items():
        assert everything(client_as(getattr(people, who)), hub, pages) == before[who], who


def everything(client, hub, pages):
    answers = {page: client.ask(hub + page) for page in pages}
    return {page: (answer.status_code, FRESH.sub(b"", answer.data)) for page, answer in answers.items()}


def test_a_comparison_reads_one_value_for_each_person_and_question(session, people, evaluation, kees):
    make_back_answers(session, joint_of(session, evaluation), {"geld/A.BL": "unknown", "inclusie/A.BL": 2})
    make_back_answers(session, kees, {f"geld/{ASKED[1]}": ""}, seen=1)
    found = load_back(session, evaluation.id)
    said = {f"geld/{question}": 4 for question in ASKED if question not in ("A.BL", ASKED[1])}
    assert sorted(found, key=str) == sorted(
        [Back("geld/A.BL", 0), Back("geld/A.BL", "unknown"), *(Back(item, value) for item, value in said.items())],
        key=str,
    )
    # Inclusie was not chosen, and neither is anything any more.
    look_back_at(session, evaluation)
    assert load_back(session, evaluation.id) == ()


def test_the_answers_of_who_left_stay(session, evaluation, kees):
    kees.ended_at = now()
    session.commit()
    assert len(load_back(session, evaluation.id)) == len(ASKED)


def test_own_domains_are_told_apart_by_their_whole_id(session, people, evaluation, kees):
    shared = {"assessment_id": evaluation.id, "municipality_id": evaluation.municipality_id}
    for position, domain in enumerate(("eigen_1", "eigen_11"), start=5):
        looks_back = domain == "eigen_1"
        session.add(AssessmentDomain(**shared, domain=domain, position=position, title=domain, looks_back=looks_back))
    make_back_answers(session, kees, {"eigen_1/A.BE": 1, "eigen_11/A.BE": 2})
    assert {one.item for one in load_back(session, evaluation.id)} == {
        "eigen_1/A.BE",
        *(f"geld/{question}" for question in ASKED),
    }
