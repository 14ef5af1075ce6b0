"""S15: the municipality as a whole."""

from fractions import Fraction

import pytest

from scoring.assessment import Answer
from scoring.averages import median
from scoring.engine import score
from tests.unit.scoring.samples import QUESTIONNAIRE, make_assessment, row, values

ALL_TWO = "2 2 2 2 / 2 2 2 2 2 2 / 2 2 2 2"


@pytest.mark.parametrize(
    ("scores", "middle"),
    [([], None), ([None], None), ([30, 10], 20), ([50, None, 10, 30], 30), ([1, 2, 3, 4], Fraction(5, 2))],
)
def test_the_median_of_an_even_number_is_the_mean_of_the_middle_two(scores, middle):
    assert median([None if score is None else Fraction(score) for score in scores]) == middle


def test_s15_breadth_counts_totals_from_62_and_a_half():
    reached = row("geld", "3 3 3 3 / 2 2 2 2 2 2 / 2 3 3 3")
    assessment = make_assessment(
        [*reached, *row("wonen", ALL_TWO), *row("inclusie", "4")], ["geld", "wonen", "inclusie"]
    )
    found = score(QUESTIONNAIRE, assessment)
    assert found.domains["geld"].known.total == Fraction(575, 9)
    assert (found.municipality.reached, found.municipality.shown) == (1, 2)
    assert found.municipality.depth == (Fraction(575, 9) + 50) / 2


def test_s15_exactly_62_and_a_half_is_reached():
    found = score(QUESTIONNAIRE, make_assessment(row("geld", "3 3 3 3 / 2 2 2 3 3 3 / 2 2 2 2")))
    assert found.domains["geld"].known.total == Fraction(125, 2)
    assert found.municipality.reached == 1


def test_s15_balance_is_the_median_over_domains_with_all_levels():
    answers = [*row("geld", "4 2 0 0 / 4 2 0 4 2 0 / 4 2 0 0"), *row("wonen", ALL_TWO)]
    answers += row("inclusie", "4 2 0 0 / 4 2 ? 4 2 ? / 4 2 ? ?")
    found = score(QUESTIONNAIRE, make_assessment(answers, ["geld", "wonen", "inclusie"]))
    assert found.domains["inclusie"].known.levels["uitvoering"] is None
    assert found.municipality.balance == 50


def test_s15_without_scores_there_is_no_depth_and_no_balance():
    found = score(QUESTIONNAIRE, make_assessment([])).municipality
    assert (found.reached, found.shown, found.depth, found.balance) == (0, 0, None, None)


@pytest.mark.parametrize(
    ("given", "group"),
    [("4 2 ?", 75), ("4 ? ?", None), ("4 - ?", None), ("4 - -", 100), ("- - -", None), ("4 2 1", Fraction(175, 3))],
)
def test_s15_a_group_needs_two_thirds_of_its_applicable_items(given, group):
    items = zip(("G01", "G02", "G03"), values(given), strict=True)
    answers = [Answer("p1", f"algemeen/{question}", value) for question, value in items]
    found = score(QUESTIONNAIRE, make_assessment(answers))
    assert found.general_groups["Plan en regie"] == group
    assert found.general_groups["Bestuur"] is None
    assert list(found.general_groups) == list(QUESTIONNAIRE.groups)
