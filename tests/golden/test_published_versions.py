"""Every published version has an example in which each question is answered, and scores it as when it was published."""

import json
from pathlib import Path

import pytest

from questionnaires import catalogue
from scoring.engine import score
from scoring.interchange import build_questionnaire_document, build_result_document, parse, render_json
from tests.golden.random_documents import Json, all_items
from tests.golden.reference import result_document

FOLDER = Path(__file__).parent
VERSIONS = [pytest.param(*version, id="/".join(map(str, version))) for version in catalogue.published()]


def example_of(questionnaire_id: str, version: int) -> bytes:
    """The example that was kept when the version was published."""
    return (FOLDER / f"{questionnaire_id}-{version}.every-question.json").read_bytes()


def signed_off(questionnaire_id: str, version: int) -> bytes:
    """How it scored then."""
    return (FOLDER / f"{questionnaire_id}-{version}.every-question.result.json").read_bytes()


def plain(questionnaire_id: str, version: int) -> Json:
    """The version as the command prints it."""
    document = build_questionnaire_document(catalogue.questionnaire(questionnaire_id, version))
    found: Json = json.loads(json.dumps(document))
    return found


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_it_still_scores_as_signed_off_byte_for_byte(questionnaire_id: str, version: int) -> None:
    questionnaire = catalogue.questionnaire(questionnaire_id, version)
    example = parse(example_of(questionnaire_id, version))
    found = render_json(build_result_document(questionnaire, score(questionnaire, example)))
    assert found == signed_off(questionnaire_id, version)


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_what_was_signed_off_is_what_the_rules_say(questionnaire_id: str, version: int) -> None:
    example = json.loads(example_of(questionnaire_id, version))
    expected = result_document(plain(questionnaire_id, version), example)
    assert json.loads(signed_off(questionnaire_id, version)) == expected


@pytest.mark.parametrize(("questionnaire_id", "version"), VERSIONS)
def test_the_example_answers_every_question_about_every_domain(questionnaire_id: str, version: int) -> None:
    example, questionnaire = json.loads(example_of(questionnaire_id, version)), plain(questionnaire_id, version)
    assert example["questionnaire"] == {"id": questionnaire_id, "version": version}
    assert example["domains"] == [domain["id"] for domain in questionnaire["domains"]]
    answered = {(answer["participant"], answer["item"]) for answer in example["answers"]}
    items = all_items(questionnaire, example["domains"])
    assert answered == {(person["id"], item) for person in example["participants"] for item in items}


def test_there_are_examples_of_published_versions_only() -> None:
    kept = {path.name.partition(".")[0] for path in FOLDER.glob("*.every-question*.json")}
    assert kept == {f"{questionnaire_id}-{version}" for questionnaire_id, version in catalogue.published()}
