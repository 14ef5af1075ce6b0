"""What differs between a version and the one before it, as people read it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from app.differences import Difference, difference
from app.instrument.queries.comparing import Comparing, comparing_of
from app.instrument.queries.parts import Texts, name_of, texts_of
from app.texts import questionnaire_versions as texts
from questionnaires.changes import classes_between
from questionnaires.changes.units import KINDS, units
from questionnaires.model import Change, ChangeClass, ChangeKind, Questionnaire


@dataclass(frozen=True, slots=True)
class Line:
    """One text that differs, before and after."""

    label: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table: either `lines`, or whole parts when these came, left, or became more or fewer."""

    name: str
    word: str
    """What happened, in a few words."""
    reason: str
    comparing: Comparing
    lines: tuple[Line, ...]
    old: tuple[Texts, ...] = ()
    new: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What differs in one kind of part."""

    kind: ChangeKind
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything that the page of a version says of the version before it."""

    before: Questionnaire
    after: Questionnaire
    comparable: int
    """How many questions of the version before ask the same now."""
    counts: tuple[tuple[str, str, str], ...]
    """(what became of them, questions of the version before, questions of this one); the last row is the total."""
    sections: tuple[Section, ...]
    """Those in which something differs."""
    untouched: tuple[str, ...]
    """The titles of the others."""
    unchanged: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, names) of what stayed, questions with their answers; answers are only counted."""


def changes_page(before: Questionnaire, after: Questionnaire) -> ChangesPage:
    """The page of `after`, which follows `before`."""
    sections = [Section(kind, texts.SECTIONS[kind], tuple(_entries(kind, before, after))) for kind in KINDS]
    return ChangesPage(
        before=before,
        after=after,
        comparable=sum(is_same(before, after, question.id) for question in before.questions),
        counts=tuple(_counts(before, after)),
        sections=tuple(section for section in sections if section.entries),
        untouched=tuple(section.title for section in sections if not section.entries),
        unchanged=tuple(_unchanged(before, after)),
    )


def is_same(before: Questionnaire, after: Questionnaire, question_id: str) -> bool:
    """S22: whether a question of `before` asks the same in `after`."""
    is_there = after.has_question(question_id)
    return is_there and after.question(question_id).meaning == before.question(question_id).meaning


def _counts(before: Questionnaire, after: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """One row for each thing that became of a question; both columns add up to all questions."""
    touched = {one for row in after.changes if row.kind == "question" for one in (*row.old, *row.new)}
    old = Counter(_became(classes_between(before, after), touched, texts.CLASSES))
    new = Counter(_became(classes_between(after, before), touched, texts.NEW_QUESTIONS))
    for word in dict.fromkeys((texts.UNCHANGED, *texts.CLASSES.values(), *texts.NEW_QUESTIONS.values())):
        if old[word] or new[word]:
            yield word, str(old[word] or "–"), str(new[word] or "–")
    yield texts.TOTAL, str(old.total()), str(new.total())


def _became(
    classes: Mapping[str, ChangeClass], touched: Collection[str], words: Mapping[ChangeClass, str]
) -> Iterator[str]:
    for question_id, class_ in classes.items():
        yield texts.UNCHANGED if class_ == "carried" and question_id not in touched else words[class_]


def _entries(kind: ChangeKind, before: Questionnaire, after: Questionnaire) -> Iterator[Entry]:
    """In the order of the table, in which the author put them."""
    for row in after.changes:
        if row.kind == kind:
            yield _entry(row, before, after)


def _entry(row: Change, before: Questionnaire, after: Questionnaire) -> Entry:
    old = tuple(texts_of(row.kind, before, unit_id) for unit_id in row.old)
    new = tuple(texts_of(row.kind, after, unit_id) for unit_id in row.new)
    is_one = len(old) == len(new) == 1
    where = (after, row.new) if row.new else (before, row.old)
    return Entry(
        name=" / ".join(name_of(row.kind, where[0], unit_id) for unit_id in where[1]),
        word=_word(row),
        reason=row.reason,
        comparing=comparing_of(row, before, after),
        lines=tuple(_lines(row, old[0], new[0])) if is_one else (),
        old=() if is_one else old,
        new=() if is_one else new,
    )


def _word(row: Change) -> str:
    is_question = row.kind == "question"
    return texts.REWORDED if row.class_ == "reworded" and not is_question else texts.CLASSES[row.class_]


def _lines(row: Change, old: Texts, new: Texts) -> Iterator[Line]:
    """The texts that differ; answers of a question that keeps its number have rows of their own."""
    has_own_rows = row.kind == "question" and row.old == row.new
    for label in dict.fromkeys((*old, *new)):
        was, is_ = old.get(label, ""), new.get(label, "")
        if was != is_ and not (has_own_rows and label.startswith(texts.ANSWER)):
            yield Line(label, difference(was, is_))


def _unchanged(before: Questionnaire, after: Questionnaire) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind in KINDS:
        old, new = units(kind, before, after)
        same = [unit_id for unit_id in new if old.get(unit_id) == new[unit_id]]
        if kind == "question":
            classes = classes_between(before, after)
            same = [unit_id for unit_id in same if classes[unit_id] == "carried"]
        if same:
            names = () if kind == "option" else tuple(name_of(kind, after, unit_id) for unit_id in same)
            yield texts.unchanged(texts.SECTIONS[kind], len(same)), names
