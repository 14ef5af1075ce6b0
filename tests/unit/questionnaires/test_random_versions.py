"""Whatever an author does to a questionnaire: the complete table is accepted, any other one is refused by name."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.changes import change_problems, classes_between, missing_rows
from questionnaires.changes.completeness import NOUNS
from questionnaires.model import Change, Questionnaire
from tests.selection import examples
from tests.unit.questionnaires.edits import make_row
from tests.unit.questionnaires.random_versions import Step, class_over, next_random
from tests.unit.tiny import make_questionnaire

TINY = make_questionnaire()
CLASSES = ("carried", "grammar", "reworded", "moved", "meaning_changed", "merged", "split", "retired", "added")
randoms = st.integers(0, 2**32 - 1).map(Random)
"""One whole number each, so that what fails is found again soon."""
bounded = settings(max_examples=examples(60), database=None)


def random_step(random: Random) -> Step:
    """From a random questionnaire to the next version."""
    return next_random(random, next_random(random, TINY).after)


def with_rows(step: Step, *rows: Change) -> list[str]:
    """What is wrong when the table has these rows."""
    return change_problems(step.before, step.after.model_copy(update={"changes": rows}))


def ids(row: Change) -> set[str]:
    return {*row.old, *row.new}


@bounded
@given(randoms)
def test_a_complete_table_is_accepted(random: Random) -> None:
    step = random_step(random)
    assert change_problems(step.before, step.after) == []
    assert missing_rows(step.before, step.after, "") == []


@bounded
@given(randoms)
def test_each_row_that_is_left_out_is_missed_by_the_names_of_its_parts(random: Random) -> None:
    step = random_step(random)
    for row in step.after.changes:
        found = with_rows(step, *(other for other in step.after.changes if other is not row))
        places = {problem.split(": ")[1] for problem in found}
        assert places == {f"{NOUNS[row.kind]} {one}" for one in ids(row)}
        assert all(problem.endswith("maar staat niet in de tabel") for problem in found)


@bounded
@given(randoms)
def test_without_any_row_everything_that_differs_is_named(random: Random) -> None:
    step = random_step(random)
    expected = {(row.kind, one) for row in step.after.changes for one in ids(row)}
    assert len(with_rows(step)) == len(expected)
    empty = step.after.model_copy(update={"changes": ()})
    made = missing_rows(step.before, empty, "Omdat het beter is.")
    assert {(row.kind, one) for row in made for one in ids(row)} == expected


@bounded
@given(randoms)
def test_a_row_too_many_is_refused_and_named(random: Random) -> None:
    step = random_step(random)
    rows = step.after.changes
    for row in rows:
        found = with_rows(step, *rows, row)
        assert all(any(f" {one}: staat er meer dan 1 keer" in problem for problem in found) for one in ids(row))
    touched = {one for row in rows if row.kind == "question" for one in ids(row)}
    for question in step.after.questions:
        if question.id not in touched:
            found = with_rows(step, *rows, make_row("question", "grammar", question.id, question.id))
            assert any(f"vraag {question.id}: is niet veranderd, maar staat wel" in problem for problem in found)
    found = with_rows(step, *rows, make_row("question", "grammar", "X1", "X1"))
    assert any("X1 bestaat niet in versie" in problem for problem in found)


# Each row with each class.
@settings(bounded, max_examples=examples(20))
@given(randoms)
def test_a_row_with_another_class_is_refused(random: Random) -> None:
    """Only an author can tell a comma from other words: of what reads differently both may be said."""
    step = random_step(random)
    for place, row in enumerate(step.after.changes):
        accepted = set()
        for class_ in CLASSES:
            other = make_row(row.kind, class_, " ".join(row.old), " ".join(row.new))
            rows = [*step.after.changes]
            rows[place] = other
            if not with_rows(step, *rows):
                accepted.add(class_)
        same = {"grammar", "reworded"}
        assert accepted == (same if row.class_ in same else {row.class_})


@bounded
@given(randoms)
def test_every_question_has_the_class_of_what_was_done_to_it(random: Random) -> None:
    step = random_step(random)
    found = classes_between(step.before, step.after)
    assert found == {one.id: step.became[one.id][0] for one in step.before.questions}
    backwards = classes_between(step.after, step.before)
    assert backwards == {one.id: step.was[one.id][0] for one in step.after.questions}


@bounded
@given(randoms)
def test_over_two_steps_and_back_the_strongest_class_holds(random: Random) -> None:
    first = random_step(random)
    second = next_random(random, first.after)
    versions = {one.version: one for one in (first.before, first.after, second.after)}

    def version(_questionnaire_id: str, number: int) -> Questionnaire:
        return versions[number]

    found = classes_between(first.before, second.after, version)
    onward = [first.became, second.became]
    assert found == {one.id: class_over(onward, one.id) for one in first.before.questions}
    back = classes_between(second.after, first.before, version)
    homeward = [second.was, first.was]
    assert back == {one.id: class_over(homeward, one.id) for one in second.after.questions}


def test_the_random_versions_reach_every_class_of_every_part() -> None:
    steps = [next_random(Random(seed), TINY) for seed in range(300)]
    found = Counter((row.kind, row.class_) for step in steps for row in step.after.changes)
    texts, whole = {"grammar", "reworded"}, {"carried", "grammar", "reworded", "moved", "split", "retired", "added"}
    expected = {
        "question": {*CLASSES},
        "option": texts,
        "domain": whole,
        "override": texts,
        "action": whole,
        "facet": {*texts, "moved", "added"},
    }
    assert {kind: {class_ for of, class_ in found if of == kind} for kind in NOUNS} == expected
