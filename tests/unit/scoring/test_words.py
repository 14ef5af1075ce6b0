"""S11 and S12: words for numbers, and the pattern of the levels."""

from fractions import Fraction

import pytest

from scoring.words import near_border, pattern, total_step, word_step


@pytest.mark.parametrize(
    ("score", "step"),
    [
        ("0", 0),
        ("12.4999", 0),
        ("12.5", 1),
        ("37.4999", 1),
        ("37.5", 2),
        ("62.4999", 2),
        ("62.5", 3),
        ("87.5", 4),
        ("100", 4),
    ],
)
def test_s11_a_border_belongs_to_the_higher_word(score, step):
    assert word_step(Fraction(score)) == step


@pytest.mark.parametrize(("lowest", "step"), [("0", 1), ("12.5", 2), ("37.5", 3), ("62.5", 3)])
def test_s11_the_word_of_a_total_is_one_step_above_its_lowest_dimension_at_most(lowest, step):
    assert total_step(Fraction(70), [Fraction(100), Fraction(lowest), Fraction(100)]) == step


@pytest.mark.parametrize(
    ("score", "near"),
    [
        ("9.9", False),
        ("10", True),
        ("15", True),
        ("15.1", False),
        ("35", True),
        ("60", True),
        ("90", True),
        ("90.1", False),
    ],
)
def test_s11_two_and_a_half_points_is_near_a_border(score, near):
    assert near_border(Fraction(score)) is near


def test_no_score_is_near_nothing():
    assert near_border(None) is None


@pytest.mark.parametrize(
    ("levels", "named"),
    [
        ((50, 50, 50), "balanced"),
        ((50, Fraction("25.0001"), 50), "balanced"),
        ((25, 50, 50), "beleid_above_bestuur"),
        ((50, 25, 25), "bestuur_above_beleid"),
        ((0, 50, 100), "uitvoering_above_bestuur"),
        ((0, None, 100), None),
        ((None, None, None), None),
    ],
)
def test_s12_names_the_highest_and_the_lowest_level_from_25_points(levels, named):
    assert pattern(dict(zip(("bestuur", "beleid", "uitvoering"), levels, strict=True))) == named
