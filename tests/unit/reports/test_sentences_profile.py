"""The fixed sentences on profiles, items, differences and what is unknown."""

from fractions import Fraction

import pytest

from app.reports.document import differences, scores
from app.reports.document.scores import CellInWords
from tests.unit.scoring.samples import QUESTIONNAIRE

OPTIONS = ("Nee.", "Soms.", "Vaak.", "Altijd.", "Alles van het antwoord hierboven. En: het wordt beter.")
WORDS = ("Nog niet", "Los", "In opbouw", "Geregeld", "Verankerd")


@pytest.mark.parametrize(
    ("name", "near", "expected"),
    [(None, None, "Nog te weinig bekend"), ("Los", False, "Los"), ("Los", True, "Los, op de grens")],
)
def test_words(name, near, expected):
    assert scores.word(name, near) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, None, "–"),
        (Fraction(50), Fraction(50), "alles bekend"),
        (Fraction(175, 6), Fraction(275, 6), "29,2 tot 45,8"),
    ],
)
def test_bandwidths(low, high, expected):
    assert scores.bandwidth(low, high) == expected


def test_coverage_and_unknown_answers():
    assert (scores.coverage(5, 6), scores.coverage(0, 0)) == ("5 van 6", "geen vragen")
    assert (scores.unknown_share(1, 6), scores.unknown_share(0, 0)) == ("1 van 6", "–")


def test_a_total_with_and_without_a_score():
    assert scores.total("Werk", Fraction(425, 9), "In opbouw", False) == "Werk heeft 47,2 van de 100 punten: In opbouw."
    assert scores.total("Werk", None, None, None) == "Over Werk is nog te weinig bekend voor een totaalscore."


@pytest.mark.parametrize(
    ("low", "high", "missing", "expected"),
    [
        (Fraction(40), Fraction(40), 0, None),
        (None, None, 9, None),
        (
            Fraction(40),
            Fraction(60),
            1,
            "Van 1 vraag weten we het antwoord nog niet. "
            "Met dat antwoord erbij ligt de score tussen 40,0 en 60,0 punten.",
        ),
        (
            Fraction(40),
            Fraction(60),
            2,
            "Van 2 vragen weten we het antwoord nog niet. "
            "Met die antwoorden erbij ligt de score tussen 40,0 en 60,0 punten.",
        ),
    ],
)
def test_what_unknown_answers_could_still_do(low, high, missing, expected):
    assert scores.reach(low, high, missing) == expected


def test_strong_and_weak_cells():
    strong, weak = (
        CellInWords("betrokkenheid bij beleid", Fraction(75)),
        CellInWords("middelen bij beleid", Fraction(25)),
    )
    assert scores.strong_and_weak(strong, weak) == (
        "Het hoogst scoort betrokkenheid bij beleid (75,0 punten). Het laagst scoort middelen bij beleid (25,0 punten)."
    )
    assert scores.strong_and_weak(weak, weak) == "Alle scores op de niveaus zijn even hoog: 25,0 punten."
    assert scores.strong_and_weak(None, None) == "Voor geen enkel niveau is er al een score."


def test_levels_out_of_balance():
    high, low = CellInWords("Bestuur", Fraction(250, 3)), CellInWords("Uitvoering", Fraction(125, 3))
    assert scores.out_of_balance(high, low) == "Bestuur staat duidelijk hoger dan uitvoering: 83,3 tegen 41,7 punten."


@pytest.mark.parametrize(
    ("points", "now", "step"),
    [
        (Fraction(0), "Nog niet (0,0). Nee.", "Soms."),
        (Fraction(75), "Geregeld (75,0). Altijd.", "Alles van ‘nu’. En: het wordt beter."),
        (Fraction(100), "Verankerd (100,0). Altijd. En: het wordt beter.", "Dit is al het hoogste antwoord."),
        (Fraction(175, 3), "Tussen In opbouw en Geregeld (58,3). In elk geval: Vaak.", "Altijd."),
    ],
)
def test_now_and_one_step_further(points, now, step):
    assert scores.now(OPTIONS, WORDS, points) == now
    assert scores.next_step(OPTIONS, points) == step


@pytest.mark.parametrize(
    ("agreed", "answers", "numbers", "expected"),
    [
        (True, 0, 0, "Afgesproken, zonder losse antwoorden."),
        (True, 1, 1, "Afgesproken, na 1 antwoord."),
        (True, 3, 2, "Afgesproken, na 3 antwoorden."),
        (False, 0, 0, "Er zijn geen antwoorden."),
        (False, 1, 1, "1 antwoord."),
        (False, 3, 3, "Gemiddelde van 3 antwoorden."),
        (False, 3, 2, "Gemiddelde van 2 van de 3 antwoorden."),
        (False, 3, 1, "1 van de 3 antwoorden."),
        (False, 2, 0, "2 antwoorden, zonder score."),
    ],
)
def test_on_what_a_score_rests(agreed, answers, numbers, expected):
    assert scores.basis(agreed, answers, numbers) == expected


@pytest.mark.parametrize(
    ("note", "expected"), [("bladzijde 12", "Cijfers: bladzijde 12"), (None, "Cijfers."), ("  ", "Cijfers.")]
)
def test_evidence(note, expected):
    assert scores.evidence("figures", note) == expected


ONE = "Er is 1 vraag met 2 of meer antwoorden en zonder afgesproken score. "
MANY = "Er zijn 9 vragen met 2 of meer antwoorden en zonder afgesproken score. "


@pytest.mark.parametrize(
    ("different", "spread", "compared", "expected"),
    [
        (
            0,
            0,
            0,
            "Er zijn geen vragen met 2 of meer antwoorden en zonder afgesproken score. "
            "Daarom zegt dit rapport niets over verschillen tussen collega’s.",
        ),
        (0, 0, 9, "Bij 9 vragen met 2 of meer antwoorden en zonder afgesproken score zijn collega’s het eens."),
        (
            1,
            0,
            1,
            ONE + "Bij 1 daarvan zien collega’s het duidelijk anders. Bij geen daarvan liggen de antwoorden verspreid.",
        ),
        (0, 2, 9, MANY + "Bij geen daarvan is het verschil groot. Bij 2 daarvan liggen de antwoorden verspreid."),
    ],
)
def test_differences_between_colleagues(different, spread, compared, expected):
    assert differences.differences_overview(different, spread, compared) == expected


def test_how_large_a_difference_is():
    assert differences.average_difference(Fraction(4, 3)) == "1,3 stap"
    assert differences.said("spread", Fraction(3, 4)) == "Verspreid, gemiddeld verschil 0,8 stap."
    assert differences.cut(12).startswith("Hier staan de 12 grootste verschillen.")
    assert differences.inside_outside(Fraction(1), Fraction(5, 2)) == "op het niveau zelf 1,0, anderen 2,5"


@pytest.mark.parametrize(
    ("missing", "start"),
    [
        (0, "Van alle vragen is het antwoord bekend."),
        (1, "Van 1 van de 14 vragen weten we het antwoord nog niet. Niet weten telt nooit als nul."),
        (3, "Van 3 van de 14 vragen weten we het antwoord nog niet."),
    ],
)
def test_how_much_is_unknown(missing, start):
    assert differences.unknown_overview(missing, 14).startswith(start)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("bestuur", "de wethouder van armoede en schulden"),
        ("beleid", "beleidsmedewerkers van het domein Geldzaken"),
        ("uitvoering", "schuldhulpverleners en inkomensconsulenten"),
    ],
)
def test_who_could_know(level, expected):
    assert differences.who_could_know(QUESTIONNAIRE.domain("geld"), level) == expected


def test_too_little_known_names_what():
    assert differences.too_little("Werk", "middelen") == "Werk: nog te weinig bekend over middelen."


def test_a_chance_answer_between_two_is_told_as_the_lower_that_holds_in_any_case():
    said = ("niets", "iets", "half", "veel", "alles")
    assert scores.reached_statement(said, Fraction(75)) == "veel"
    assert scores.reached_statement(said, Fraction(125, 2)) == "half (of iets beter)"
    assert scores.reached_statement(said, Fraction(100)) == "alles"
