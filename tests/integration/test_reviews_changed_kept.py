"""What an agreed score says about real change when it is agreed, changed, withdrawn or agreed in a meeting."""

import uuid

import pytest
from sqlalchemy import select

from app.models import AgreedScore, Assessment
from scoring.comparison.moment import moment
from tests.factories import make_agreed, make_answers, make_participation
from tests.meetings import begun
from tests.rounds import assessment_data, joint_of, make_agreed_long_ago, make_evaluation, whole_round
from tests.trajectories import make_action, make_trajectory

WHAT = "Er is nu een plan met het taalhuis."
ACTION = uuid.UUID("0196829a-0000-7000-8000-000000000001")


@pytest.fixture
def assessment(session, people):
    """A second round in review, of one in which everything was agreed as 1."""
    return make_evaluation(session, people, make_agreed_long_ago(session, people), "in_review")


@pytest.fixture
def address(assessment):
    """One question of it."""
    return f"/inventarisaties/{assessment.id}/bespreken/geld/A.BE"


@pytest.fixture
def said(session, assessment):
    """The value of the agreed score of that question, and what it says."""

    def read():
        columns = (AgreedScore.value, AgreedScore.changed, AgreedScore.changed_what, AgreedScore.changed_action_id)
        mine = AgreedScore.assessment_id == assessment.id, AgreedScore.item == "geld/A.BE"
        row = session.execute(select(*columns).where(*mine)).one()
        session.rollback()
        return tuple(row)

    return read


def score(value, seen="0"):
    return {"value": str(value), "reason": "Zo besproken.", "seen": seen}


def asks(response):
    """Whether the next page asks if something really changed."""
    return response.headers["Location"].endswith("/veranderd")


@pytest.fixture
def answered(session, people, assessment):
    """One who answered 3 and says that it really changed, and one who answered 2 and sees it differently."""
    real = {"changed": "yes", "changed_what": WHAT, "changed_action_id": ACTION}
    make_answers(session, joint_of(session, assessment), {"geld/A.BE": 3}, **real)
    other = make_participation(session, assessment, people.participant)
    make_answers(session, other, {"geld/A.BE": 2}, changed="no", changed_what="Strenger gekeken.")


@pytest.mark.usefixtures("answered")
@pytest.mark.parametrize(
    ("value", "expected", "is_asked"),
    [
        (3, ("yes", WHAT, ACTION), False),
        (2, ("no", None, None), False),
        # Nobody answered this: what was said was said about another value.
        (4, (None, None, None), True),
        (1, (None, None, None), False),
        ("not_applicable", (None, None, None), False),
    ],
)
def test_a_first_score_says_what_the_answers_say_that_gave_it(
    people, client_as, address, said, value, expected, is_asked
):
    assert asks(client_as(people.adviser).post(address, score(value))) is is_asked
    assert said() == (str(value), *expected)


def test_that_a_colleague_does_not_know_leaves_it_to_be_asked(session, people, client_as, assessment, address, said):
    """One of them says no about the other: who does not know says nothing for all (S25)."""
    part = joint_of(session, assessment)
    make_answers(session, part, {"geld/A.BE": 3, "geld/A.BL": 2}, changed="unknown")
    other = make_participation(session, assessment, people.participant)
    make_answers(session, other, {"geld/A.BL": 2}, changed="no")
    client = client_as(people.adviser)
    assert asks(client.post(address, score(3))) and said() == ("3", None, None, None)
    page = client.get(f"{address}/veranderd")
    assert "ik weet niet of er werkelijk iets veranderde." in page.text
    client.post(address.replace("A.BE", "overnemen"), {"reason": "Zo is het."})
    mine = AgreedScore.assessment_id == assessment.id, AgreedScore.item == "geld/A.BL"
    assert session.execute(select(AgreedScore.value, AgreedScore.changed).where(*mine)).one() == ("2", "no")
    session.rollback()
    # What they do not know together was said, and is asked no more.
    client.post(f"{address}/veranderd", {"changed": "unknown", "changed_what": "Te kort geleden.", "seen": "1"})
    assert said() == ("3", "unknown", "Te kort geleden.", None)
    assert "Dat weten we niet." in client.get(address).text
    assert not asks(client.post(address, {**score(3, "2"), "reason": "Beter gezegd."}))
    later = assessment_data(session, whole_round(session, assessment))
    assert moment(later).said("geld/A.BE") == "unsaid"


@pytest.mark.usefixtures("answered")
def test_another_value_keeps_what_was_written_and_asks_again(people, client_as, address, said):
    client = client_as(people.adviser)
    client.post(address, score(3))
    response = client.post(address, score(4, "1"))
    assert asks(response) and said() == ("4", None, WHAT, ACTION)
    page = client.follow(response)
    assert page.fields.get("changed", "") == "" and page.fields["changed_what"].strip() == WHAT
    client.post(f"{address}/veranderd", {"changed": "yes", "changed_what": WHAT, "changed_action": "", "seen": "2"})
    # Only the reason is another one: nothing is asked again.
    assert not asks(client.post(address, {**score(4, "3"), "reason": "Anders gezegd."}))
    assert said() == ("4", "yes", WHAT, None)


@pytest.mark.usefixtures("answered")
def test_no_about_one_value_is_no_for_no_other(session, people, client_as, assessment, address, said):
    """Otherwise a change counts as looking differently (S25) of which nobody said so."""
    client = client_as(people.adviser)
    client.post(address, score(2))
    assert said()[:2] == ("2", "no")
    assert asks(client.post(address, score(4, "1")))
    assert said()[:2] == ("4", None)
    later = assessment_data(session, whole_round(session, assessment))
    assert moment(later).said("geld/A.BE") == "unsaid"
    session.rollback()
    approving = client.get(f"/inventarisaties/{assessment.id}/bespreken")
    assert f"/inventarisaties/{assessment.id}/bespreken/geld/veranderd" in approving.links


@pytest.mark.usefixtures("answered")
def test_the_value_of_then_clears_what_was_said(people, client_as, address, said):
    client = client_as(people.adviser)
    client.post(address, score(3))
    assert not asks(client.post(address, score(1, "1")))
    assert said() == ("1", None, None, None)
    # Then again another one: as at first.
    assert not asks(client.post(address, score(2, "2")))
    assert said() == ("2", "no", None, None)


@pytest.mark.usefixtures("answered")
def test_a_withdrawn_score_keeps_what_was_said(people, client_as, address, said):
    client = client_as(people.adviser)
    client.post(address, score(3))
    assert not asks(client.post(address, score("withdrawn", "1")))
    assert said() == ("", "yes", WHAT, ACTION)
    assert asks(client.post(address, score(2, "2")))
    assert said() == ("2", None, WHAT, ACTION)


@pytest.mark.parametrize("changed", [None, "no"])
def test_the_same_score_again_asks_only_what_was_not_said(session, people, client_as, assessment, address, changed):
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 3}, changed=changed)
    client = client_as(people.adviser)
    assert asks(client.post(address, {**score(3, "1"), "reason": "Beter gezegd."})) is (changed is None)
    # A button that was pressed twice.
    assert asks(client.post(address, {**score(3, "1"), "reason": "Beter gezegd."})) is (changed is None)


@pytest.mark.usefixtures("answered")
def test_taking_over_keeps_the_action_and_clears_what_does_not_differ(
    session, people, client_as, assessment, address, said
):
    part = joint_of(session, assessment)
    real = {"changed": "yes", "changed_what": WHAT, "changed_action_id": ACTION}
    make_answers(session, part, {"geld/A.BE": 2}, seen=1, **real)
    make_answers(session, part, {"geld/A.BL": 1}, **real)
    client_as(people.adviser).post(address.replace("A.BE", "overnemen"), {"reason": "Zo is het."})
    assert said() == ("2", "yes", WHAT, ACTION)
    mine = AgreedScore.assessment_id == assessment.id, AgreedScore.item == "geld/A.BL"
    assert session.execute(select(AgreedScore.value, AgreedScore.changed).where(*mine)).one() == ("1", None)


def test_a_score_of_a_meeting_is_unsaid_on_the_page_of_the_domain(
    session, people, client_as, assessment, address, said
):
    begun(session, assessment, people.adviser)
    client = client_as(people.adviser)
    hub = address.removesuffix("/geld/A.BE")
    client.post(f"{hub}/samen/score", {**score(3), "item": "geld/A.BE"})
    assert said() == ("3", None, None, None)
    assert "Anders dan toen. Nog niets over gezegd" in client.get(f"{hub}/geld").text


def test_a_change_can_belong_to_an_action(session, people, client_as, assessment, address, said):
    trajectory = make_trajectory(session, session.get(Assessment, assessment.earlier_id), people.coordinator)
    running = make_action(session, trajectory, people.coordinator, state="running")
    make_action(session, trajectory, people.coordinator, title="Nog niet begonnen", position=2)
    running_id, title = running.id, running.title
    make_agreed(session, assessment, people.coordinator, {"geld/A.BE": 3})
    client = client_as(people.adviser)
    page = client.get(f"{address}/veranderd")
    assert title in page.text and "Nog niet begonnen" not in page.text
    typed = {"changed": "yes", "changed_what": WHAT, "changed_action": str(running_id), "seen": "1"}
    client.post(f"{address}/veranderd", {**typed, "changed_action": "geen"}, status=422)
    client.post(f"{address}/veranderd", typed)
    assert said() == ("3", "yes", WHAT, running_id)
    assert f"Verbeteractie: {title}" in client.get(address).text
    # Looked at differently after all: then it belongs to no action.
    client.post(f"{address}/veranderd", {**typed, "changed": "no", "seen": "2"})
    assert said() == ("3", "no", WHAT, None)
