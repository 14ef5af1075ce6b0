"""S2-S10: from items to a profile, and what it could still become."""

from fractions import Fraction

import pytest

from scoring.profile import Coverage, coverage, grid, profile, profiles, weakest_cell
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE, values

GRID = grid(QUESTIONNAIRE)


def points(text):
    """The points of the numbers in a row, by question id."""
    rows = zip(PROFILE, values(text), strict=True)
    return {question: Fraction(25 * value) for question, value in rows if isinstance(value, int)}


def unknown(text):
    return frozenset(question for question, value in zip(PROFILE, values(text), strict=True) if value == "unknown")


def scored(text):
    return profile(GRID, points(text), unknown(text))


def test_s2_a_facet_at_a_level_is_the_mean_of_its_items():
    facets = scored("4 0 1 2 / 0 0 0 0 0 0 / 0 0 ? 3").facets
    assert facets["aandacht", "uitvoering"] == Fraction(75, 2)
    assert facets["steun", "uitvoering"] == 75


def test_s3_a_cell_is_the_mean_of_its_facets_and_skips_one_without_a_score():
    cells = scored("0 0 0 0 / 1 ? ? 4 3 ? / 0 0 0 0").cells
    assert cells["middelen", "bestuur"] == Fraction(125, 2)
    assert cells["middelen", "beleid"] == 75
    assert cells["middelen", "uitvoering"] is None


def test_s4_every_level_of_a_dimension_weighs_the_same():
    assert scored("4 0 2 2 / 0 0 0 0 0 0 / 0 0 0 0").dimensions["betrokkenheid"] == 50


def test_s5_a_level_is_the_mean_of_its_cells():
    assert scored("4 0 0 0 / 2 0 0 2 0 0 / 0 0 0 0").levels["bestuur"] == 50


@pytest.mark.parametrize(
    ("row", "bestuur"), [("4 2 2 2 / ? 2 2 2 2 2 / ? 2 2 2", 75), ("4 2 2 2 / ? 2 2 ? 2 2 / ? 2 2 2", None)]
)
def test_s5_a_level_is_shown_with_two_cells(row, bestuur):
    assert scored(row).levels["bestuur"] == bestuur


def test_s6_the_total_is_the_mean_of_the_dimensions():
    assert scored("4 4 4 4 / 0 0 0 0 0 0 / 2 2 2 2").total == 50


def test_s6_there_is_no_total_without_every_dimension():
    assert scored("4 4 4 4 / 0 0 0 0 0 0 / 2 2 ? ?").total is None


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("4 4 4 4 / 4 4 4 4 4 4 / 4 4 4 4", ("betrokkenheid", "bestuur")),
        ("4 4 4 4 / 4 0 0 4 0 0 / 0 4 4 4", ("middelen", "beleid")),
        ("4 4 4 4 / ? ? ? ? ? ? / 4 3 4 4", ("ondersteuning", "beleid")),
    ],
)
def test_s7_the_weakest_cell_is_the_first_lowest_by_dimension_then_level(row, place):
    weakest = weakest_cell(GRID, scored(row).cells)
    assert (weakest.dimension, weakest.level) == place


def test_s7_without_scores_there_is_no_weakest_cell():
    assert weakest_cell(GRID, profile(GRID, {}).cells) is None


def test_s8_coverage_leaves_out_what_is_not_applicable():
    row = "4 - ? 4 / - - - - - - / 2 2 2 2"
    covered = coverage(GRID, points(row), unknown(row))
    assert covered == {"betrokkenheid": (2, 3), "middelen": (0, 0), "ondersteuning": (4, 4)}


def test_nothing_applicable_is_not_enough():
    assert not Coverage(0, 0).enough


@pytest.mark.parametrize(
    ("row", "score"),
    [
        # Four of six is exactly two thirds.
        ("0 0 0 0 / 4 4 ? 4 4 ? / 0 0 0 0", 100),
        ("0 0 0 0 / 4 4 ? 4 ? ? / 0 0 0 0", None),
        # Everything applicable is known, at one level only.
        ("0 0 0 0 / 4 - - 4 - - / 0 0 0 0", None),
        ("0 0 0 0 / 4 4 - - - - / 0 0 0 0", 100),
        ("0 0 0 0 / - - - - - - / 0 0 0 0", None),
    ],
)
def test_s9_shows_a_dimension_with_two_thirds_known_and_two_levels(row, score):
    assert scored(row).dimensions["middelen"] == score


def test_a_profile_of_a_few_items_knows_no_others():
    core = {"A.BE": Fraction(100), "A.BL": Fraction(50)}
    found = profile(GRID, core)
    assert found.dimensions == {"betrokkenheid": 75, "middelen": None, "ondersteuning": None}
    assert found.total is None


def test_s10_fills_in_the_unknown_items_under_the_same_rules():
    row = "2 2 ? ? / 1 2 ? 1 2 ? / - - 2 ?"
    known, low, high = profiles(GRID, points(row), unknown(row))
    assert known.dimensions["betrokkenheid"] is None
    assert (low.dimensions["betrokkenheid"], high.dimensions["betrokkenheid"]) == (Fraction(100, 3), Fraction(200, 3))
    # Also when everything is filled in, support has a score at one level only.
    assert (low.dimensions["ondersteuning"], high.dimensions["ondersteuning"]) == (None, None)
    assert (low.cells["ondersteuning", "uitvoering"], high.cells["ondersteuning", "uitvoering"]) == (25, 75)
    assert (low.total, high.total) == (None, None)


def test_s10_without_unknown_items_there_is_one_profile():
    known, low, high = profiles(GRID, points("2 2 2 2 / 1 2 - 1 2 - / 2 2 2 2"), frozenset())
    assert low is known
    assert high is known
