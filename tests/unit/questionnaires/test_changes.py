"""A change table says exactly what differs between two versions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.changes import change_problems
from questionnaires.model import Change, Override, Questionnaire
from tests.selection import examples
from tests.unit.questionnaires.edits import EDITS, edited, make_row, next_version, with_question, without_question
from tests.unit.tiny import make_questionnaire

BEFORE = make_questionnaire()
QUESTIONS = [question.id for question in BEFORE.questions]
K1 = BEFORE.question("K1")
choices = st.fixed_dictionaries({question_id: st.sampled_from(sorted(EDITS)) for question_id in QUESTIONS})
bounded = settings(max_examples=examples(40), database=None)


def problems(after: Questionnaire) -> list[str]:
    return [problem.removeprefix("changes.toml: ") for problem in change_problems(BEFORE, after)]


def after_k1(*rows: Change, **changes: object) -> Questionnaire:
    """The next version with a changed K1 and these rows."""
    return next_version(BEFORE, *rows, questions=with_question(BEFORE, "K1", **changes))


@bounded
@given(choices)
def test_a_complete_table_is_accepted(chosen: dict[str, str]) -> None:
    assert problems(edited(BEFORE, chosen)) == []


@bounded
@given(choices, st.data())
def test_a_removed_row_is_missed_by_name(chosen: dict[str, str], data: st.DataObject) -> None:
    after = edited(BEFORE, chosen)
    removed = data.draw(st.sampled_from([*after.changes, None]))
    rows = tuple(row for row in after.changes if row is not removed)
    found = problems(after.model_copy(update={"changes": rows}))
    missing = dict.fromkeys([*removed.old, *removed.new]) if removed else {}
    assert len(found) == len(missing)
    for unit_id in missing:
        assert any(f" {unit_id}: is " in problem and "staat niet in de tabel" in problem for problem in found)


@bounded
@given(choices, st.data())
def test_a_row_that_stands_twice_is_named(chosen: dict[str, str], data: st.DataObject) -> None:
    after = edited(BEFORE, chosen | {"K1": "grammar"})
    twice = data.draw(st.sampled_from(after.changes))
    found = problems(after.model_copy(update={"changes": (*after.changes, twice)}))
    expected = {*twice.old, *twice.new}
    assert {problem.split(": ")[0].split(" ")[-1] for problem in found} == expected
    assert all(problem.endswith("staat er meer dan 1 keer") for problem in found)


def test_merged_questions_have_one_row() -> None:
    merged = K1.model_copy(update={"id": "K9"})
    questions = (*without_question(BEFORE, "K1", "K2"), merged)
    assert problems(next_version(BEFORE, make_row("question", "merged", "K1 K2", "K9"), questions=questions)) == []


DOMAIN, ACTION, FACET = BEFORE.domains[1], BEFORE.actions[0], BEFORE.facets[0]
OVERRIDE = BEFORE.overrides[0]
EXTRA = Override(domain="werk", question="K1", help="Denk aan de intake.")
OTHER_PARTS: list[tuple[dict[str, object], Change]] = [
    (
        {"domains": (BEFORE.domains[0], DOMAIN.model_copy(update={"title": "Geld"}))},
        make_row("domain", "reworded", "geld", "geld"),
    ),
    (
        {"domains": (BEFORE.domains[0], DOMAIN.model_copy(update={"default": True}))},
        make_row("domain", "carried", "geld", "geld"),
    ),
    ({"domains": BEFORE.domains[:1]}, make_row("domain", "retired", "geld")),
    (
        {"domains": (*BEFORE.domains, DOMAIN.model_copy(update={"id": "wonen"}))},
        make_row("domain", "added", new="wonen"),
    ),
    (
        {
            "domains": (
                BEFORE.domains[0],
                DOMAIN.model_copy(update={"short": "Geld"}),
                DOMAIN.model_copy(update={"id": "schuld"}),
            )
        },
        make_row("domain", "split", "geld", "geld schuld"),
    ),
    (
        {"actions": (ACTION.model_copy(update={"question": "K1"}), BEFORE.actions[1])},
        make_row("action", "moved", "ACT1", "ACT1"),
    ),
    ({"actions": BEFORE.actions[1:]}, make_row("action", "retired", "ACT1")),
    (
        {"facets": (FACET.model_copy(update={"dimension": "middelen"}), *BEFORE.facets[1:])},
        make_row("facet", "moved", "aandacht", "aandacht"),
    ),
    ({"overrides": ()}, make_row("override", "reworded", "geld/steun.bestuur", "geld/steun.bestuur")),
    ({"overrides": (OVERRIDE, EXTRA)}, make_row("override", "reworded", "werk/K1", "werk/K1")),
]


@pytest.mark.parametrize(("changes", "row"), OTHER_PARTS, ids=[f"{row.kind} {row.class_}" for _, row in OTHER_PARTS])
def test_every_part_that_differs_has_a_row(changes: dict[str, object], row: Change) -> None:
    assert problems(next_version(BEFORE, row, **changes)) == []
    missing = problems(next_version(BEFORE, **changes))
    assert len(missing) == len({*row.old, *row.new})
    assert all("maar staat niet in de tabel" in problem for problem in missing)


def test_texts_of_a_retired_question_go_with_it() -> None:
    questions = without_question(BEFORE, "steun.bestuur")
    row = make_row("question", "retired", "steun.bestuur")
    assert problems(next_version(BEFORE, row, questions=questions, overrides=(EXTRA,)))[0].startswith(
        "afwijkende tekst werk/K1"
    )
    assert problems(next_version(BEFORE, row, questions=questions, overrides=())) == []


def test_missing_rows_say_what_happened() -> None:
    questions = (*without_question(BEFORE, "K2"), K1.model_copy(update={"id": "K3"}))
    changed = tuple(it.model_copy(update={"help": "Anders."}) if it.id == "K1" else it for it in questions)
    assert problems(next_version(BEFORE, questions=changed)) == [
        "vraag K1: is anders dan in versie 1, maar staat niet in de tabel",
        "vraag K2: is weg in versie 2, maar staat niet in de tabel",
        "vraag K3: is nieuw in versie 2, maar staat niet in de tabel",
    ]


def test_a_row_about_nothing_is_named() -> None:
    row = make_row("question", "grammar", "K1", "K1")
    assert problems(next_version(BEFORE, row)) == [
        "vraag K1: is niet veranderd, maar staat wel in de tabel",
        "wijziging nummer 1 (vraag K1): dit is niet grammar, maar carried",
    ]


def test_meaning_can_only_rise() -> None:
    before = next_version(BEFORE, questions=with_question(BEFORE, "K1", meaning=2))
    after = next_version(before, make_row("question", "meaning_changed", "K1", "K1"), questions=BEFORE.questions)
    assert change_problems(before, after) == [
        "changes.toml: vraag K1: de betekenis (meaning) gaat van 2 naar 1, en kan alleen omhoog"
    ]


WRONG_ROWS: list[tuple[dict[str, object], Change, str]] = [
    ({"meaning": 2}, make_row("question", "reworded", "K1", "K1"), "dit is niet reworded, maar meaning_changed"),
    (
        {"text": "Anders?"},
        make_row("question", "meaning_changed", "K1", "K1"),
        "dit is niet meaning_changed, maar grammar of reworded",
    ),
    ({"group": "Elders"}, make_row("question", "grammar", "K1", "K1"), "dit is niet grammar, maar moved"),
    ({"anchor": True}, make_row("question", "moved", "K1", "K1"), "dit is niet moved, maar carried"),
    ({"text": "Anders?"}, make_row("question", "retired", "K1"), "K1 bestaat nog in versie 2"),
    ({"text": "Anders?"}, make_row("question", "added", new="K1"), "K1 bestond al in versie 1"),
    ({"text": "Anders?"}, make_row("question", "added", "K1", "K1"), "added heeft geen id bij old en 1 id bij new"),
    (
        {"text": "Anders?"},
        make_row("question", "split", "K1", "K1"),
        "split heeft 1 id bij old en minstens 2 id’s bij new",
    ),
    (
        {"text": "Anders?"},
        make_row("question", "merged", "K1", "K1"),
        "merged heeft minstens 2 id’s bij old en 1 id bij new",
    ),
    ({"text": "Anders?"}, make_row("question", "grammar", "K1"), "grammar heeft 1 id bij old en 1 id bij new"),
]


@pytest.mark.parametrize(("changes", "row", "problem"), WRONG_ROWS, ids=[problem for _, _, problem in WRONG_ROWS])
def test_a_row_has_to_call_a_change_what_it_is(changes: dict[str, object], row: Change, problem: str) -> None:
    assert problems(after_k1(row, **changes)) == [f"wijziging nummer 1 (vraag K1): {problem}"]


def test_a_question_keeps_its_id() -> None:
    questions = with_question(BEFORE, "K1", id="K9")
    row = make_row("question", "reworded", "K1", "K9")
    assert problems(next_version(BEFORE, row, questions=questions)) == [
        "wijziging nummer 1 (vraag K1, K9): bij reworded blijft het id gelijk"
    ]


def test_ids_in_a_row_have_to_exist() -> None:
    row = make_row("question", "moved", "X1", "X2")
    assert problems(next_version(BEFORE, row)) == [
        "wijziging nummer 1 (vraag X1, X2): X1 bestaat niet in versie 1",
        "wijziging nummer 1 (vraag X1, X2): X2 bestaat niet in versie 2",
    ]


def test_a_split_question_that_keeps_its_id_asks_something_else() -> None:
    questions = (*with_question(BEFORE, "K1", text="De helft?"), K1.model_copy(update={"id": "K9"}))
    row = make_row("question", "split", "K1", "K1 K9")
    assert problems(next_version(BEFORE, row, questions=questions)) == [
        "wijziging nummer 1 (vraag K1, K9): K1 houdt zijn id, dus de betekenis (meaning) moet omhoog"
    ]
