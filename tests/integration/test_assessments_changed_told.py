"""What people said about a difference, elsewhere: in the history, on paper, on the check page and in the overview."""

import pytest

from tests.factories import make_answers, make_participation
from tests.guards.browsers import text_of_pdf
from tests.integration.test_assessments_statements import MOST, statements
from tests.rounds import joint_of, make_agreed_long_ago, make_evaluation, make_values
from tests.trajectories import make_action, make_trajectory


@pytest.fixture
def earlier(session, people):
    """The first round, in which every score is 1."""
    return make_agreed_long_ago(session, people)


@pytest.fixture
def evaluation(session, people, earlier):
    """Its second round."""
    return make_evaluation(session, people, earlier)


@pytest.fixture
def hub(evaluation):
    """Where that is."""
    return f"/inventarisaties/{evaluation.id}"


@pytest.fixture
def action(session, people, earlier):
    """An action of the ten months of the first round, which is done."""
    trajectory = make_trajectory(session, earlier, people.coordinator)
    return make_action(session, trajectory, people.coordinator, title="Taalcafé", state="done")


def test_history_and_paper_name_the_action(session, people, client_as, hub, action):
    coordinator = client_as(people.coordinator)
    coordinator.post(f"{hub}/vragen/geld/A.BE", {"value": "3", "seen": "0"})
    told = {"changed": "yes", "changed_what": "Er is een akkoord.", "changed_action": str(action.id), "seen": "1"}
    coordinator.post(f"{hub}/vragen/geld/A.BE/veranderd", told)
    text = coordinator.get(f"{hub}/geschiedenis").text
    for words in (
        "Werkelijk veranderd sinds de vorige rondeJa",
        "Er is een akkoord.",
        "Hoort bij de verbeteractieTaalcafé",
    ):
        assert words in text
    coordinator.post(f"{hub}/vragen/geld/A.BE/veranderd", {"changed": "no", "seen": "2"})
    assert "de verbeteractie waar het bij hoort" in coordinator.get(f"{hub}/geschiedenis").text
    assert "Taalcafé" in coordinator.ask(f"{hub}/geschiedenis.json").get_data(as_text=True)
    coordinator.post(f"{hub}/vragen/geld/A.BE/veranderd", {**told, "seen": "3"})
    paper = text_of_pdf(coordinator.ask(f"{hub}/mijn-antwoorden.pdf").data)
    assert "Er is een akkoord." in paper and "Taalcafé" in paper


def test_check_page_and_overview_count_what_nobody_told(session, people, client_as, evaluation, hub):
    make_answers(session, joint_of(session, evaluation), {"geld/A.BE": 3, "geld/A.BL": 4, "algemeen/G01": 0})
    make_answers(session, joint_of(session, evaluation), {"inclusie/A.BE": 3}, changed="yes", changed_what="Akkoord.")
    coordinator = client_as(people.coordinator)
    for page, goal in ((hub, "overzicht"), (f"{hub}/controle", "controle")):
        found = coordinator.get(page)
        assert "3 antwoorden zijn anders dan in de vorige ronde." in found.text
        assert f"{hub}/veranderd/geld?naar={goal}" in found.links
        assert f"{hub}/veranderd/algemeen?naar={goal}" in found.links
        assert f"{hub}/veranderd/inclusie?naar={goal}" not in found.links
    assert "Er is werkelijk iets veranderd sinds de vorige ronde." in found.text and "Akkoord." in found.text
    assert "Je kunt inleveren zonder te zeggen of er werkelijk iets is veranderd." in found.text
    told = {f"{id_}-{name}": text for id_ in ("A.BE", "A.BL") for name, text in (("changed", "no"), ("seen", "1"))}
    response = coordinator.post(f"{hub}/veranderd/geld?naar=controle", told)
    page = coordinator.follow(response)
    assert page.h1 == "Controleer je antwoorden" and "1 antwoord is anders" in page.text
    coordinator.post(f"{hub}/controle")


def test_a_closed_round_and_who_only_looks_are_not_asked(session, people, client_as, evaluation, hub):
    make_answers(session, joint_of(session, evaluation), {"geld/A.BE": 3})
    assert "in de vorige ronde" not in client_as(people.adviser).get(hub).text
    evaluation.state = "in_review"
    session.commit()
    coordinator = client_as(people.coordinator)
    for page in (hub, f"{hub}/controle"):
        assert "anders dan in de vorige ronde" not in coordinator.get(page).text


@pytest.mark.parametrize("answered", [1, 12])
def test_a_second_round_takes_a_few_statements_more(session, people, client_as, evaluation, hub, action, answered):
    """Whatever the number of questions that differ; a first round takes none of these (test_assessments_statements)."""
    part = make_participation(session, evaluation, people.participant, everything=True)
    items = [item for item in make_values(2, 3) if item.startswith("geld/") and item != "geld/M.BL"][:answered]
    linked = {"changed": "yes", "changed_what": "Akkoord.", "changed_action_id": action.id}
    make_answers(session, part, dict.fromkeys(items, 3), **linked)
    question = items[0].partition("/")[2]
    participant = client_as(people.participant)
    tell = f"/vragen/geld/{question}/veranderd"
    for page in ("", "/controle", f"/vragen/geld/{question}", tell, "/veranderd/geld"):
        with statements() as sent:
            participant.get(hub + page)
        assert MOST < len(sent) <= MOST + 5, (page, sent)
    with statements() as sent:
        participant.get(f"{hub}/vragen/geld")
    assert len(sent) <= MOST
    ids = [item.partition("/")[2] for item in items]
    said = {f"{id_}-{name}": text for id_ in ids for name, text in (("changed", "no"), ("seen", "1"))}
    with statements() as sent:
        participant.post(f"{hub}/veranderd/geld", said)
    assert len(sent) <= MOST + 5, sent
    whole = {f"{id_}-value": "4" for id_ in ids} | {f"{id_}-seen": "2" for id_ in ids}
    with statements() as sent:
        participant.post(f"{hub}/vragen/geld", whole)
    assert len(sent) <= MOST + 3, sent
