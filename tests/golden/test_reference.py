"""The product and the second implementation of the rules agree, on random assessments and pairs of them."""

import json
import tomllib
from collections.abc import Iterator
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
from tests.golden.reference_comparison import comparison_document, question_classes
from tests.selection import EVERYTHING

ASSESSMENTS, PAIRS, BATCH = 140, 80, 20
TRIED = BATCH if EVERYTHING else BATCH // 2
"""Of each batch of assessments: half of them reach every outcome too."""
TRIED_PAIRS = BATCH if EVERYTHING else 6
"""Of each batch of pairs, which are compared in six ways: these reach every outcome too."""
STEPS = [(1, 2), (2, 2), (2, 1)]
"""From which version to which; within version 1 has a test of its own."""

QUESTIONNAIRE = catalogue.questionnaire("iba", 1)
PLAIN: Json = json.loads(json.dumps(build_questionnaire_document(QUESTIONNAIRE)))
PLAINS: dict[int, Json] = {
    1: PLAIN,
    2: json.loads(json.dumps(build_questionnaire_document(catalogue.questionnaire("iba", 2)))),
}
TABLE = tomllib.loads((catalogue.ROOT / "files/iba/2/changes.toml").read_text("utf-8"))["changes"]
CLASSES = {(1, 2): question_classes(TABLE), (2, 1): question_classes(TABLE, backwards=True)}


def parsed(document: Json) -> Assessment:
    return parse(json.dumps(document).encode())


@pytest.mark.parametrize("start", range(0, ASSESSMENTS, BATCH))
def test_results_equal_the_reference_in_every_key(start: int) -> None:
    for seed in range(start, start + TRIED):
        version = (1, 1, 2, 2)[seed % 4]
        questionnaire = catalogue.questionnaire("iba", version)
        document = random_document(Random(seed), PLAINS[version], ("baseline", "evaluation")[seed % 2])
        result = build_result_document(questionnaire, score(questionnaire, parsed(document)))
        assert json.loads(render_json(result)) == result_document(PLAINS[version], document), f"seed {seed}"


@pytest.mark.parametrize("start", range(0, PAIRS, BATCH))
def test_comparisons_equal_the_reference_in_every_key(start: int) -> None:
    for seed in range(start, start + TRIED_PAIRS):
        before, after = random_pair(Random(seed), PLAIN)
        found = build_comparison_document(compare(QUESTIONNAIRE, parsed(before), QUESTIONNAIRE, parsed(after)))
        assert json.loads(render_json(found)) == comparison_document((PLAIN, before), (PLAIN, after)), f"seed {seed}"


@pytest.mark.parametrize("start", range(PAIRS, PAIRS + 2 * BATCH, BATCH))
def test_comparisons_with_another_version_equal_the_reference(start: int) -> None:
    for seed in range(start, start + TRIED_PAIRS):
        before, after = random_pair(Random(seed), PLAIN)
        version = next_version(Random(seed))
        plain = json.loads(json.dumps(build_questionnaire_document(version)))
        found = build_comparison_document(compare(QUESTIONNAIRE, parsed(before), version, parsed(after)))
        assert json.loads(render_json(found)) == comparison_document((PLAIN, before), (plain, after)), f"seed {seed}"


@pytest.mark.parametrize("start", range(0, PAIRS, BATCH))
@pytest.mark.parametrize(("first", "last"), STEPS)
def test_comparisons_over_published_versions_equal_the_reference(first: int, last: int, start: int) -> None:
    for seed in range(start, start + TRIED_PAIRS):
        before, after = random_pair(Random(seed), PLAINS[first], PLAINS[last])
        expected = comparison_document((PLAINS[first], before), (PLAINS[last], after), CLASSES.get((first, last)))
        assert compared(before, after) == expected, f"seed {seed}"


def compared(before: Json, after: Json) -> Json:
    """What the product says of two files."""
    then, now = parsed(before), parsed(after)
    asked = [catalogue.questionnaire("iba", each.version) for each in (then, now)]
    found: Json = json.loads(render_json(build_comparison_document(compare(asked[0], then, asked[1], now))))
    return found


def seeds(number: int, tried: int) -> list[int]:
    """The seeds of which this many are tried of each batch."""
    return [seed for start in range(0, number, BATCH) for seed in range(start, start + tried)]


def test_the_random_pairs_reach_every_outcome() -> None:
    pairs = [random_pair(Random(seed), PLAINS[1], PLAINS[2]) for seed in seeds(PAIRS, TRIED_PAIRS)]
    documents = [compared(*pair) for pair in pairs]
    domains = [domain for document in documents for domain in document["domains"].values()]
    assert {document["same_people"] for document in documents} == {domain["comparable"] for domain in domains}
    for name in ("now_known", "now_unknown", "task_changed", "seen_differently", "unsaid"):
        assert any(domain.get(name) for domain in domains), name
    found = [change for domain in domains for change in domain.get("dimensions", {}).values()]
    assert {(change["kind"], change["supported"]) for change in found} == {
        *((kind, None) for kind in ("same", "small", "unsaid", "not_comparable")),
        ("visible", True),
        ("visible", False),
    }
    reached = {name for document in documents for name, count in document["accounting"].items() if count}
    assert reached == {"total", "carried", "grammar", "reworded", "meaning_changed", "retired", "domain_left"}
    assert {said for _, after in pairs for said in flags(after)} == {"yes", "no", "unknown", None}
    assert any(own_titles(before) != own_titles(after) for before, after in pairs)
    assert any(before.get("renamed") != after.get("renamed") for before, after in pairs)


def flags(document: Json) -> Iterator[str | None]:
    """What is said about whether something really changed."""
    yield from (given.get("changed") for given in [*document["answers"], *(document.get("agreed") or [])])


def own_titles(document: Json) -> dict[str, str]:
    return {own["id"]: own["title"] for own in document.get("own_domains") or []}


def next_version(random: Random) -> Questionnaire:
    """The same questions in another order, some with another meaning and only some of them anchors."""
    questions = [
        question.model_copy(update={"meaning": random.choice([1, 1, 1, 2]), "anchor": random.random() < 0.6})
        for question in random.sample(QUESTIONNAIRE.questions, len(QUESTIONNAIRE.questions))
    ]
    return QUESTIONNAIRE.model_copy(update={"questions": tuple(questions)})


def test_the_random_documents_reach_every_outcome() -> None:
    """A cross-check on documents that never come near a rule says nothing about it."""
    results = [result_document(PLAIN, random_document(Random(seed), PLAIN)) for seed in seeds(ASSESSMENTS, TRIED)]
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
