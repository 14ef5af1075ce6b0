"""The worked example of the scoring rules, every number of its table."""

import pytest

from scoring.engine import RULES, score
from tests.unit.scoring.samples import QUESTIONNAIRE, worked_example

RESULT = score(QUESTIONNAIRE, worked_example())

DIMENSIONS = {
    "geld": [(54.1667, 54.1667, 54.1667), (33.3333, 29.1667, 45.8333), (54.1667, 54.1667, 54.1667)],
    "inclusie": [(58.3333, 58.3333, 58.3333), (37.5, 37.5, 37.5), (66.6667, 66.6667, 66.6667)],
    "wonen": [(16.6667, 16.6667, 16.6667), (4.1667, 4.1667, 4.1667), (20.8333, 20.8333, 20.8333)],
    "bibliotheek_cultuur": [(95.8333, 95.8333, 95.8333), (83.3333, 83.3333, 83.3333), (100, 100, 100)],
    "gezondheid": [(None, 33.3333, 66.6667), (37.5, 25, 58.3333), (None, 33.3333, 66.6667)],
}
LEVELS = {
    "geld": [45.8333, 50, 45.8333],
    "inclusie": [62.5, 54.1667, 45.8333],
    "wonen": [20.8333, 8.3333, 12.5],
    "bibliotheek_cultuur": [91.6667, 95.8333, 91.6667],
    "gezondheid": [41.6667, 50, None],
}
TOTALS = {
    "geld": (47.2222, 45.8333, 51.3889, "In opbouw", False),
    "inclusie": (54.1667, 54.1667, 54.1667, "In opbouw", False),
    "wonen": (13.8889, 13.8889, 13.8889, "Los", True),
    "bibliotheek_cultuur": (93.0556, 93.0556, 93.0556, "Verankerd", False),
    "gezondheid": (None, 30.5556, 63.8889, None, None),
}
CHANCES = {
    "geld": (100, 64.5833, 80.3638, "Nu kansrijk"),
    "inclusie": (75, 81.25, 78.0625, "Nu kansrijk"),
    "wonen": (62.5, 15.625, 31.25, "Later"),
    "bibliotheek_cultuur": (87.5, 86.4583, 0, "Behouden"),
}
PLACES = [("geld", 1, 1, 2), ("inclusie", 1, 1, 2), ("wonen", 3, 3, 3), ("bibliotheek_cultuur", 4, 4, 4)]


def rounded(number):
    return None if number is None else round(float(number), 4)


@pytest.mark.parametrize("domain", DIMENSIONS)
def test_dimensions_with_their_bandwidth(domain):
    scores = RESULT.domains[domain].dimensions.values()
    assert [tuple(map(rounded, (one.score, one.low, one.high))) for one in scores] == DIMENSIONS[domain]


@pytest.mark.parametrize("domain", LEVELS)
def test_levels(domain):
    assert list(map(rounded, RESULT.domains[domain].known.levels.values())) == LEVELS[domain]


@pytest.mark.parametrize("domain", TOTALS)
def test_totals_with_their_bandwidth_and_word(domain):
    total = RESULT.domains[domain].total
    numbers = tuple(map(rounded, (total.score, total.low, total.high)))
    assert (*numbers, total.word, total.near_border) == TOTALS[domain]


@pytest.mark.parametrize("domain", CHANCES)
def test_chances(domain):
    found = RESULT.domains[domain].opportunity
    assert (*map(rounded, (found.return_, found.feasibility, found.score)), found.word) == CHANCES[domain]


def test_a_domain_without_an_order_keeps_the_return_that_is_known():
    found = RESULT.domains["gezondheid"]
    assert (found.opportunity, found.parts.return_, found.parts.feasibility) == (None, 87.5, None)


def test_places():
    assert [(rank.domain, rank.rank, rank.best, rank.worst) for rank in RESULT.ranking] == PLACES


def test_weakest_cell_coverage_and_version():
    geld = RESULT.domains["geld"]
    assert (geld.weakest.dimension, geld.weakest.level, geld.weakest.score) == ("middelen", "beleid", 25)
    middelen = geld.dimensions["middelen"]
    assert (middelen.word, middelen.near_border, middelen.scored, middelen.applicable) == ("Los", False, 5, 6)
    assert (middelen.unknown_answers, middelen.answers) == (1, 6)
    assert (RESULT.rules, RESULT.questionnaire_id, RESULT.version) == (RULES, "iba", 1)
    assert {one.pattern for one in RESULT.domains.values()} == {"balanced", None}
