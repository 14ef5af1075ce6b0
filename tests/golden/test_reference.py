"""The product and the second implementation of the rules agree, on random assessments and pairs of them."""

import json
from random import Random

import pytest

from questionnaires import catalogue
from questionnaires.model import Questionnaire
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
from tests.golden.random_documents import Json, random_document
from tests.golden.random_pairs import random_pair
from tests.golden.reference import result_document
from tests.golden.reference_comparison import comparison_document

ASSESSMENTS, PAIRS, BATCH = 140, 80, 20

QUESTIONNAIRE = catalogue.questionnaire("iba", 1)
PLAIN: Json = json.loads(json.dumps(build_questionnaire_document(QUESTIONNAIRE)))


def parsed(document: Json) -> Assessment:
    return parse(json.dumps(document).encode())


@pytest.mark.parametrize("start", range(0, ASSESSMENTS, BATCH))
def test_results_equal_the_reference_in_every_key(start: int) -> None:
    for seed in range(start, start + BATCH):
        document = random_document(Random(seed), PLAIN, ("baseline", "evaluation")[seed % 2])
        result = build_result_document(QUESTIONNAIRE, score(QUESTIONNAIRE, parsed(document)))
        assert json.loads(render_json(result)) == result_document(PLAIN, document), f"seed {seed}"


@pytest.mark.parametrize("start", range(0, PAIRS, BATCH))
def test_comparisons_equal_the_reference_in_every_key(start: int) -> None:
    for seed in range(start, start + BATCH):
        before, after = random_pair(Random(seed), PLAIN)
        found = build_comparison_document(compare(QUESTIONNAIRE, parsed(before), QUESTIONNAIRE, parsed(after)))
        assert json.loads(render_json(found)) == comparison_document((PLAIN, before), (PLAIN, after)), f"seed {seed}"


@pytest.mark.parametrize("start", range(PAIRS, PAIRS + 2 * BATCH, BATCH))
def test_comparisons_with_another_version_equal_the_reference(start: int) -> None:
    for seed in range(start, start + BATCH):
        before, after = random_pair(Random(seed), PLAIN)
        version = next_version(Random(seed))
        plain = json.loads(json.dumps(build_questionnaire_document(version)))
        found = build_comparison_document(compare(QUESTIONNAIRE, parsed(before), version, parsed(after)))
        assert json.loads(render_json(found)) == comparison_document((PLAIN, before), (plain, after)), f"seed {seed}"


def next_version(random: Random) -> Questionnaire:
    """The same questions in another order, some with another meaning and only some of them anchors."""
    questions = [
        question.model_copy(update={"meaning": random.choice([1, 1, 1, 2]), "anchor": random.random() < 0.6})
        for question in random.sample(QUESTIONNAIRE.questions, len(QUESTIONNAIRE.questions))
    ]
    return QUESTIONNAIRE.model_copy(update={"questions": tuple(questions)})


def test_the_random_documents_reach_every_outcome() -> None:
    """A cross-check on documents that never come near a rule says nothing about it."""
    results = [result_document(PLAIN, random_document(Random(seed), PLAIN)) for seed in range(0, ASSESSMENTS, 2)]
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
