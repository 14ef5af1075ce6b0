"""What the page of a version says of the one before it, for any two versions."""

from collections import Counter
from random import Random

import pytest

from app.instrument.changes import VersionChangesPage, changes_page, comparing_of
from app.texts import questionnaire_versions as texts
from questionnaires.catalogue import questionnaire
from questionnaires.model import Change, ChangeKind
from tests.selection import examples
from tests.unit.questionnaires.edits import make_row, next_version, with_question, without_question
from tests.unit.questionnaires.random_versions import Step, next_random
from tests.unit.tiny import make_questionnaire

TINY = make_questionnaire()
SEEDS = range(examples(60))


def random_step(seed: int) -> Step:
    return next_random(Random(seed), next_random(Random(seed + 1000), TINY).after)


def total(page: VersionChangesPage, column: int) -> int:
    return sum(int(row[column]) for row in page.counts[:-1] if row[column] != "–")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_counts_add_up_to_all_questions_of_both_versions(seed: int) -> None:
    step = random_step(seed)
    page = changes_page(step.before, step.after)
    expected = (len(step.before.questions), len(step.after.questions))
    assert (total(page, 1), total(page, 2)) == expected
    assert page.counts[-1] == (texts.TOTAL, *map(str, expected))
    stayed = [row[1:] for row in page.counts if row[0] == texts.UNCHANGED]
    assert stayed == [(str(len(names(page, "question"))),) * 2]


def names(page: VersionChangesPage, kind: ChangeKind) -> tuple[str, ...]:
    title = texts.SECTIONS[kind]
    return next((names for heading, names in page.unchanged if heading.startswith(f"{title}:")), ())


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_told_once_and_says_what_it_means(seed: int) -> None:
    step = random_step(seed)
    page = changes_page(step.before, step.after)
    told = Counter(section.kind for section in page.sections for _ in section.entries)
    assert told == Counter(row.kind for row in step.after.changes)
    assert len(page.sections) + len(page.untouched) == len(texts.SECTIONS)
    for section in page.sections:
        for entry in section.entries:
            assert entry.name and entry.reason and entry.comparing.why
            assert bool(entry.comparing.word) == (entry.comparing.possible is not None)
            assert not (entry.lines and (entry.old or entry.new))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_can_be_compared_is_what_the_rules_compare(seed: int) -> None:
    step = random_step(seed)
    then = {(one.id, one.meaning) for one in step.before.questions}
    now = {(one.id, one.meaning) for one in step.after.questions}
    assert changes_page(step.before, step.after).comparable == len(then & now)
    for row in step.after.changes:
        found = comparing_of(row, step.before, step.after)
        if row.kind == "question" and found.possible is not None:
            assert found.possible == any(one in now for one in then if one[0] in row.old)


def test_version_2_of_ours() -> None:
    page = changes_page(questionnaire("iba", 1), questionnaire("iba", 2))
    assert page.counts == (
        ("gelijk gebleven", "24", "24"),
        ("alleen taal", "2", "2"),
        ("anders verwoord, zelfde vraag", "1", "1"),
        ("andere betekenis", "2", "2"),
        ("vervallen", "1", "–"),
        ("nieuw", "–", "1"),
        ("Samen", "30", "30"),
    )
    assert page.comparable == 27
    first = page.sections[0].entries[0]
    assert first.name == "M.BL: Gebruikt dit domein subsidies of contracten om basisvaardigheden te verbeteren?"
    assert (first.word, first.comparing.word) == ("andere betekenis", "Kun je niet vergelijken")
    assert [line.label for line in first.lines] == ["Vraag", "Uitleg"]
    assert page.untouched == ("Domeinen", "Afwijkende teksten", "Facetten")


ROWS = [
    (make_row("question", "retired", "G1"), {"questions": without_question(TINY, "G1")}, False),
    (make_row("question", "moved", "G1", "G1"), {"questions": with_question(TINY, "G1", group="Elders")}, True),
    (make_row("question", "moved", "G1", "G9"), {"questions": with_question(TINY, "G1", id="G9")}, False),
    (make_row("question", "grammar", "G1", "G1"), {"questions": with_question(TINY, "G1", text="Plan?")}, True),
    (make_row("question", "grammar", "K1", "K1"), {"questions": with_question(TINY, "K1", text="Veel?")}, None),
    (make_row("option", "grammar", "K1/0", "K1/0"), {}, None),
    (make_row("option", "grammar", "G1/0", "G1/0"), {}, True),
    (make_row("option", "grammar", "G1/0", "G1/0"), {"questions": with_question(TINY, "G1", meaning=2)}, False),
    (make_row("override", "grammar", "geld/steun.bestuur", "geld/steun.bestuur"), {}, True),
    (make_row("domain", "reworded", "geld", "geld"), {}, True),
    (make_row("domain", "retired", "geld"), {}, False),
    (make_row("domain", "reworded", "own_domain", "own_domain"), {}, True),
    (make_row("facet", "moved", "steun", "steun"), {}, True),
    (make_row("facet", "reworded", "steun", "steun"), {}, None),
    (make_row("action", "retired", "ACT1"), {}, None),
]


@pytest.mark.parametrize(("row", "changes", "possible"), ROWS)
def test_what_a_row_means_for_comparing(row: Change, changes: dict[str, object], possible: bool | None) -> None:
    found = comparing_of(row, TINY, next_version(TINY, row, **changes))
    assert found.possible is possible
    assert found.word == {True: "Kun je vergelijken", False: "Kun je niet vergelijken", None: ""}[possible]


def test_a_question_with_another_number_is_told_with_its_answers() -> None:
    """Its answers have no rows of their own: they belong to another id."""
    options = ("Helemaal niet.", *TINY.question("G3").options[1:])
    row = make_row("question", "moved", "G3", "G9")
    after = next_version(TINY, row, questions=with_question(TINY, "G3", id="G9", options=options))
    (section,) = changes_page(TINY, after).sections
    assert [line.label for line in section.entries[0].lines] == ["Nummer", "Antwoord 0"]
