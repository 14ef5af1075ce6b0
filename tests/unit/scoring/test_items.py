"""S1, S13 and S14: what the answers to one item amount to."""

from fractions import Fraction

import pytest

from scoring.assessment import Answer
from scoring.items import agreement, inside_outside, item_score, question_id
from scoring.result import InsideOutside
from tests.unit.scoring.samples import values


@pytest.mark.parametrize(
    ("given", "state", "points"),
    [
        ("", "unknown", None),
        ("?", "unknown", None),
        ("3", "scored", 75),
        ("0", "scored", 0),
        ("2 3 3", "scored", Fraction(200, 3)),
        ("2 ? ?", "scored", 50),
        ("-", "not_applicable", None),
        ("- ?", "unknown", None),
        ("- 4", "scored", 100),
        ("- - 4", "not_applicable", None),
        ("- - 4 ?", "scored", 100),
        ("- - ? ?", "unknown", None),
        ("- - - 4 ?", "not_applicable", None),
    ],
)
def test_s1_counts_all_answers_for_the_majority_and_numbers_for_the_mean(given, state, points):
    score = item_score("geld/A.BE", values(given))
    assert (score.item, score.state, score.points, score.agreed) == ("geld/A.BE", state, points, False)


def test_s1_an_agreed_value_decides_alone():
    score = item_score("geld/A.BE", values("- - 4"), 0)
    assert (score.state, score.points, score.agreed) == ("scored", 0, True)


def test_s1_an_agreed_not_applicable_takes_the_item_out():
    score = item_score("geld/A.BE", values("4 4"), "not_applicable")
    assert (score.state, score.points, score.agreed) == ("not_applicable", None, True)


@pytest.mark.parametrize(
    ("given", "kind", "deviation"),
    [
        ("3", "single", 0),
        ("2 3", "agreed", Fraction(1, 2)),
        ("1 3", "different", 1),
        ("2 2 3", "agreed", Fraction(4, 9)),
        ("1 2 3 3", "spread", Fraction(3, 4)),
        ("0 2 4", "different", Fraction(4, 3)),
        # Exactly on the borders: not above them.
        ("2 2 3 3", "agreed", Fraction(1, 2)),
        ("0 0 0 0 0 3", "spread", Fraction(5, 6)),
        ("2 2 2 4 1 2 3 4", "different", Fraction(7, 8)),
    ],
)
def test_s13_compares_exact_deviations(given, kind, deviation):
    found = agreement(values(given))
    assert (found.kind, found.average_deviation) == (kind, deviation)


def answered(text):
    """Answers such as `bestuur:2`: where somebody works, and the value."""
    pairs = [word.split(":") for word in text.split()]
    answers = [Answer(f"p{n}", "geld/A.BE", values(value)[0]) for n, (_, value) in enumerate(pairs)]
    return answers, {f"p{n}": level or None for n, (level, _) in enumerate(pairs)}


def test_s14_sets_the_people_of_the_level_against_all_others():
    answers, level_of = answered("bestuur:4 bestuur:3 beleid:1 :2 uitvoering:? uitvoering:1")
    expected = InsideOutside(Fraction(7, 2), Fraction(4, 3))
    assert inside_outside("bestuur", answers, level_of) == expected


@pytest.mark.parametrize("text", ["bestuur:4 bestuur:? beleid:1 beleid:1", "bestuur:4 bestuur:4 beleid:1 beleid:-", ""])
def test_s14_needs_two_values_in_both_groups(text):
    answers, level_of = answered(text)
    assert inside_outside("bestuur", answers, level_of) is None


def test_an_item_is_about_a_question():
    assert question_id("geld/A.BE") == "A.BE"
