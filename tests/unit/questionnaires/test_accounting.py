"""Every old question has one class, over any number of versions, in both directions."""

import pytest
from hypothesis import given

from questionnaires.changes import classes_between
from questionnaires.model import ChangeClass, Questionnaire
from tests.unit.questionnaires.edits import EDITS, edited, make_row, next_version, without_question
from tests.unit.questionnaires.test_changes import BEFORE, QUESTIONS, bounded, choices


def steps(*edits: str, question_id: str = "K1") -> list[Questionnaire]:
    """Versions in which one question had one edit after another."""
    versions = [BEFORE]
    for edit in edits:
        chosen = {question.id: "kept" for question in versions[-1].questions} | {question_id: edit}
        versions.append(edited(versions[-1], chosen))
    return versions


def class_between(versions: list[Questionnaire], first: int, last: int, question_id: str = "K1") -> ChangeClass:
    """The class of a question between two of these versions."""

    def version(questionnaire_id: str, number: int) -> Questionnaire:
        assert questionnaire_id == BEFORE.id
        return versions[number - 1]

    return classes_between(versions[first - 1], versions[last - 1], version)[question_id]


def test_within_one_version_everything_is_carried() -> None:
    assert classes_between(BEFORE, BEFORE) == dict.fromkeys(QUESTIONS, "carried")


@bounded
@given(choices)
def test_one_step_gives_every_question_its_class(chosen: dict[str, str]) -> None:
    assert classes_between(BEFORE, edited(BEFORE, chosen)) == {it: EDITS[chosen[it]][0] for it in QUESTIONS}


@bounded
@given(choices)
def test_every_question_of_the_later_version_is_accounted_for_backwards(chosen: dict[str, str]) -> None:
    after = edited(BEFORE, chosen)
    assert classes_between(after, BEFORE).keys() == {question.id for question in after.questions}


@pytest.mark.parametrize(
    ("edits", "class_"),
    [
        (("grammar", "kept"), "grammar"),
        (("kept", "reworded"), "reworded"),
        (("meaning", "grammar"), "meaning_changed"),
        (("option", "moved", "reworded"), "moved"),
        (("reworded", "retired"), "retired"),
    ],
)
def test_the_strongest_class_of_a_chain_holds(edits: tuple[str, ...], class_: ChangeClass) -> None:
    assert class_between(steps(*edits), 1, len(edits) + 1) == class_


def test_a_question_is_followed_under_its_new_id() -> None:
    versions = steps("renamed")
    versions.append(edited(versions[-1], {it.id: "kept" for it in versions[-1].questions} | {"K1.new": "retired"}))
    assert class_between(versions, 1, 3) == "retired"


def test_a_split_question_is_retired_only_with_its_last_part() -> None:
    versions = steps("split")
    for part in ("K1.a", "K1.b"):
        row = make_row("question", "retired", part)
        versions.append(next_version(versions[-1], row, questions=without_question(versions[-1], part)))
    assert class_between(versions, 1, 3) == "split"
    assert class_between(versions, 1, 4) == "retired"


def test_backwards_a_split_is_a_merge_and_what_was_added_is_retired() -> None:
    versions = steps("split")
    assert class_between(versions, 2, 1, "K1.a") == "merged"
    added = BEFORE.question("K1").model_copy(update={"id": "K9"})
    row = make_row("question", "added", new="K9")
    versions = [BEFORE, next_version(BEFORE, row, questions=(*BEFORE.questions, added))]
    assert class_between(versions, 2, 1, "K9") == "retired"
    assert class_between(versions, 2, 1, "K1") == "carried"


def test_versions_in_between_come_from_the_catalogue_unless_told_otherwise() -> None:
    first, second, third = steps("grammar", "kept")
    with pytest.raises(KeyError):
        classes_between(first, third)
    assert classes_between(first, second)["K1"] == "grammar"
