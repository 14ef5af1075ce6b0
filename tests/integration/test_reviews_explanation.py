"""How the scores of a domain come about: every number down to answers and agreed scores, in sentences."""

import pytest
from sqlalchemy import select

from app.models import Participation
from tests.factories import make_agreed, make_answers, make_assessment, make_participation

QUESTIONS = ["A.BE", "A.BL", "A.UI", "D1.UI", "M.BE", "M.BL", "M.UI", "C.BE", "C.BL", "C.UI", "S.BE", "S.BL"]
QUESTIONS += ["S.UI", "D2.UI"]
WORKED = [2, 3, 2, 1, 1, 1, 2, 2, "unknown", 1, 2, 2, 3, 2]


@pytest.fixture
def assessment(session, people):
    """The worked example for geld of the scoring rules, and Inclusie with nothing known."""
    made = make_assessment(session, people, state="in_review")
    joint = session.scalars(select(Participation)).one()
    values = {f"geld/{question}": value for question, value in zip(QUESTIONS, WORKED, strict=True)}
    make_answers(session, joint, values | {"geld/K1": 4, "geld/K2": 4, "geld/K3": 3, "geld/K4": 3})
    return made


def test_the_worked_example_can_be_followed(people, client_as, assessment):
    page = client_as(people.coordinator).get(f"/inventarisaties/{assessment.id}/bespreken/geld/uitleg")
    for words in (
        "Het totaal is 47,2: het gemiddelde van betrokkenheid (54,2), middelen (33,3) en ondersteuning (54,2).",
        "Tellen alle onbekende vragen als 0, dan is het 45,8. Tellen ze als 100, dan is het 51,4.",
        "Middelen bij beleid is 25,0: alleen het deel over middelen telt mee.",
        "Het deel over capaciteit telt niet mee: er is nog geen score.",
        "ligt middelen tussen 29,2 en 45,8.",
        "1 antwoord: 3 (functie van Cora Dinator, beleid). 3 × 25 = 75,0.",
        "Nog niet bekend. Telt niet mee: ‘Weet ik niet’ (functie van Cora Dinator, beleid).",
        "De opbrengst is 100,0",
        "De haalbaarheid is 64,6: 1/2 × 75,0 (het moment en de mensen) + 1/4 × 54,2 (betrokkenheid) + 1/4 × 54,2",
        "De ruimte is 1,00: de ambitie is 75 punten, het totaal 47,2.",
        "De kans is 80,4.",
        "Het zwakste vak is middelen bij beleid (25,0).",
        "Regel S4",
    ):
        assert words in page.text, (words, page.text)


def test_an_agreed_score_is_named_with_its_reason_and_what_it_overrules(session, people, client_as, assessment):
    other = make_participation(
        session, assessment, people.participant, level="uitvoering", function="functie van Ivo Vuller"
    )
    make_answers(session, other, {"geld/A.BE": 4, "geld/A.BL": 1})
    make_agreed(session, assessment, people.adviser, {"geld/A.BE": 3, "geld/S.BE": "not_applicable"})
    page = client_as(people.adviser).get(f"/inventarisaties/{assessment.id}/bespreken/geld/uitleg")
    for words in (
        "Afgesproken: 3 × 25 = 75,0. Door functie van Ad Viseur, op ",
        "Reden: Zo hebben we het besproken. Telt niet mee: ‘2’ (functie van Cora Dinator, beleid) en ‘4’",
        "Gemiddelde van 2 antwoorden: 3 (functie van Cora Dinator, beleid) en 1 (functie van Ivo Vuller, uitvoering).",
        "Afgesproken: niet van toepassing. Door functie van Ad Viseur",
    ):
        assert words in page.text, (words, page.text)


def test_without_answers_it_says_what_is_missing(people, client_as, assessment):
    page = client_as(people.adviser).get(f"/inventarisaties/{assessment.id}/bespreken/inclusie/uitleg")
    for words in (
        "Het totaal heeft nog geen score: er ontbreekt nog een deel.",
        "Betrokkenheid heeft nog geen score: er is te weinig bekend",
        "Nog niet bekend.",
        "De kans heeft nog geen score",
    ):
        assert words in page.text, (words, page.text)


def test_while_the_round_is_open_answers_stay_hidden(session, people, client_as):
    made = make_assessment(session, people)
    page = client_as(people.adviser).get(f"/inventarisaties/{made.id}/bespreken/geld/uitleg", status=409)
    assert "nog open" in page.text


def test_the_general_part_has_no_scores_to_explain(people, client_as, assessment):
    client_as(people.adviser).get(f"/inventarisaties/{assessment.id}/bespreken/algemeen/uitleg", status=404)


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("reader", 404), ("administrator", 404), ("other", 404)]
)
def test_only_who_leads_the_review(session, people, client_as, assessment, who, status):
    make_participation(session, assessment, people.participant)
    session.commit()
    address = f"/inventarisaties/{assessment.id}/bespreken/geld/uitleg"
    client_as(getattr(people, who)).get(address, status=status)
