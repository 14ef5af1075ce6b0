"""Version 1 still scores the worked example of the rules as it was signed off."""

import json
from pathlib import Path

import pytest

from questionnaires import catalogue
from scoring.engine import score
from scoring.interchange import build_result_document, parse, render_json

FOLDER = Path(__file__).parent
EXAMPLE = FOLDER / "iba-1.worked-example.json"
SIGNED_OFF = FOLDER / "iba-1.worked-example.result.json"

DIMENSIONS = ("betrokkenheid", "middelen", "ondersteuning")
LEVELS = ("bestuur", "beleid", "uitvoering")

# From the table in the rules, calculated by hand.
DIMENSION_SCORES = {
    "geld": (54.1667, 33.3333, 54.1667),
    "inclusie": (58.3333, 37.5, 66.6667),
    "wonen": (16.6667, 4.1667, 20.8333),
    "bibliotheek_cultuur": (95.8333, 83.3333, 100.0),
    "gezondheid": (None, 37.5, None),
}
BANDWIDTHS = {
    ("geld", "middelen"): (29.1667, 45.8333),
    ("gezondheid", "betrokkenheid"): (33.3333, 66.6667),
    ("gezondheid", "middelen"): (25.0, 58.3333),
    ("gezondheid", "ondersteuning"): (33.3333, 66.6667),
}
LEVEL_SCORES = {
    "geld": (45.8333, 50.0, 45.8333),
    "inclusie": (62.5, 54.1667, 45.8333),
    "wonen": (20.8333, 8.3333, 12.5),
    "bibliotheek_cultuur": (91.6667, 95.8333, 91.6667),
    "gezondheid": (41.6667, 50.0, None),
}
TOTALS = {
    "geld": (47.2222, 45.8333, 51.3889, "In opbouw", False),
    "inclusie": (54.1667, 54.1667, 54.1667, "In opbouw", False),
    "wonen": (13.8889, 13.8889, 13.8889, "Los", True),
    "bibliotheek_cultuur": (93.0556, 93.0556, 93.0556, "Verankerd", False),
    "gezondheid": (None, 30.5556, 63.8889, None, None),
}
OPPORTUNITIES = {
    "geld": (100.0, 64.5833, 1.0, 80.3638, "Nu kansrijk"),
    "inclusie": (75.0, 81.25, 1.0, 78.0625, "Nu kansrijk"),
    "wonen": (62.5, 15.625, 1.0, 31.25, "Later"),
    "bibliotheek_cultuur": (87.5, 86.4583, 0.0, 0.0, "Behouden"),
    "gezondheid": None,
}
RANKS = [("geld", 1, 1, 2), ("inclusie", 1, 1, 2), ("wonen", 3, 3, 3), ("bibliotheek_cultuur", 4, 4, 4)]


@pytest.fixture(scope="module")
def rendered():
    questionnaire = catalogue.questionnaire("iba", 1)
    return render_json(build_result_document(questionnaire, score(questionnaire, parse(EXAMPLE.read_bytes()))))


@pytest.fixture
def document(rendered):
    return json.loads(rendered)


def test_the_document_is_the_signed_off_one_byte_for_byte(rendered):
    assert rendered == SIGNED_OFF.read_bytes()


@pytest.mark.parametrize("domain", DIMENSION_SCORES)
def test_the_scores_are_those_of_the_table(document, domain):
    found = document["domains"][domain]
    assert tuple(found["dimensions"][name]["score"] for name in DIMENSIONS) == DIMENSION_SCORES[domain]
    assert tuple(found["levels"][name] for name in LEVELS) == LEVEL_SCORES[domain]
    assert tuple(found["total"].values()) == TOTALS[domain]
    opportunity = found["opportunity"]
    assert (opportunity and tuple(opportunity.values())) == OPPORTUNITIES[domain]


@pytest.mark.parametrize(("domain", "dimension"), [(d, n) for d in DIMENSION_SCORES for n in DIMENSIONS])
def test_the_bandwidths_are_those_of_the_table(document, domain, dimension):
    found = document["domains"][domain]["dimensions"][dimension]
    assert (found["low"], found["high"]) == BANDWIDTHS.get((domain, dimension), (found["score"], found["score"]))


def test_the_places_are_those_of_the_table(document):
    assert [tuple(rank.values()) for rank in document["ranking"]] == RANKS


def test_what_the_example_of_the_format_says(document):
    geld = document["domains"]["geld"]
    assert geld["cells"]["betrokkenheid"] == {"bestuur": 50.0, "beleid": 75.0, "uitvoering": 37.5}
    assert geld["dimensions"]["middelen"]["word"] == "Los"
    assert (geld["dimensions"]["middelen"]["scored"], geld["dimensions"]["middelen"]["applicable"]) == (5, 6)
    assert geld["weakest"] == {"dimension": "middelen", "level": "beleid", "score": 25.0}
    assert geld["pattern"] == "balanced"
    single = {"n": 1, "mean": 2.0, "average_deviation": 0.0, "kind": "single"}
    assert document["agreement"]["geld/A.BE"] == single
    assert "geld/C.BL" not in document["agreement"]
    assert document["general"]["items"]["algemeen/G01"] == 75.0
    assert document["general"]["groups"]["Plan en regie"] is None


def test_the_municipality_of_only_geld_and_inclusie():
    """The numbers beside the abridged example: depth and balance of two domains."""
    file = json.loads(EXAMPLE.read_bytes())
    file["domains"] = ["geld", "inclusie"]
    file["answers"] = [answer for answer in file["answers"] if answer["item"].split("/")[0] in ("geld", "inclusie")]
    questionnaire = catalogue.questionnaire("iba", 1)
    result = score(questionnaire, parse(json.dumps(file).encode()))
    document = build_result_document(questionnaire, result)
    assert document["municipality"] == {"breadth": {"reached": 0, "shown": 2}, "depth": 50.6944, "balance": 10.4167}
