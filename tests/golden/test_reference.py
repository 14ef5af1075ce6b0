"""The product and the second implementation of the rules agree, on random assessments and pairs of them."""

import json

import pytest

from questionnaires import catalogue
from scoring.assessment import Assessment
from scoring.comparison import compare
from scoring.engine import score
from scoring.interchange import (
    build_comparison_document,
    build_questionnaire_document,
    build_result_document,
    parse,
    render_json,
)
from tests.golden.random_documents import Json, random_document, seeded
from tests.golden.random_pairs import random_pair
from tests.golden.reference import result_document
from tests.golden.reference_comparison import comparison_document

ASSESSMENTS, PAIRS, BATCH = 160, 100, 20

QUESTIONNAIRE = catalogue.questionnaire("iba", 1)
PLAIN: Json = json.loads(json.dumps(build_questionnaire_document(QUESTIONNAIRE)))


def parsed(document: Json) -> Assessment:
    return parse(json.dumps(document).encode())


@pytest.mark.parametrize("start", range(0, ASSESSMENTS, BATCH))
def test_results_equal_the_reference_in_every_key(start):
    for seed in range(start, start + BATCH):
        document = random_document(seeded(seed), PLAIN, ("baseline", "evaluation")[seed % 2])
        result = build_result_document(QUESTIONNAIRE, score(QUESTIONNAIRE, parsed(document)))
        assert json.loads(render_json(result)) == result_document(PLAIN, document), f"seed {seed}"


@pytest.mark.parametrize("start", range(0, PAIRS, BATCH))
def test_comparisons_equal_the_reference_in_every_key(start):
    for seed in range(start, start + BATCH):
        before, after = random_pair(seeded(seed), PLAIN)
        found = build_comparison_document(compare(QUESTIONNAIRE, parsed(before), QUESTIONNAIRE, parsed(after)))
        assert json.loads(render_json(found)) == comparison_document((PLAIN, before), (PLAIN, after)), f"seed {seed}"


def test_the_random_documents_reach_every_outcome():
    """A cross-check on documents that never come near a rule says nothing about it."""
    results = [result_document(PLAIN, random_document(seeded(seed), PLAIN)) for seed in range(0, ASSESSMENTS, 2)]
    domains = [domain for result in results for domain in result["domains"].values()]
    opportunities = [domain["opportunity"] for domain in domains if domain["opportunity"]]
    assert {domain["total"]["word"] for domain in domains} >= {None, *PLAIN["words"]}
    assert {domain["pattern"] for domain in domains} >= {None, "balanced", "bestuur_above_uitvoering"}
    assert {found["word"] for found in opportunities} == {
        "Nu kansrijk",
        "Kansrijk met voorwerk",
        "Later",
        "Behouden",
    }
    kinds = {entry["kind"] for result in results for entry in result["agreement"].values()}
    assert kinds == {"single", "agreed", "spread", "different"}
