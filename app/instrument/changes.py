"""What differs between a version of the questionnaire and the one before it, as people read it (S22)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from app.texts import questionnaire_versions as texts
from app.trail.differences import Difference, difference
from questionnaires.changes import classes_between
from questionnaires.changes.units import KINDS, OWN_DOMAIN, units
from questionnaires.model import Change, ChangeClass, ChangeKind, Parameters, Question, Questionnaire

Texts = dict[str, str]
"""By label; what is empty is not there."""


def texts_of(kind: ChangeKind, questionnaire: Questionnaire, unit_id: str) -> Texts:
    """All that belongs to a part, with the words of any domain in its questions."""
    return {label: text for label, text in _TEXTS[kind](questionnaire, unit_id).items() if text}


def name_of(kind: ChangeKind, questionnaire: Questionnaire, unit_id: str) -> str:
    """How a part is called."""
    return _NAMES[kind](questionnaire, unit_id)


def _filled(questionnaire: Questionnaire, question_id: str) -> Question:
    return questionnaire.question(question_id).filled(questionnaire.any_domain.parameters)


def _question(questionnaire: Questionnaire, question_id: str) -> Texts:
    question = _filled(questionnaire, question_id)
    options = {f"{texts.ANSWER} {value}": option for value, option in enumerate(question.options)}
    return {
        texts.NUMBER: question_id,
        texts.QUESTION: question.text,
        texts.HELP: question.help,
        **options,
        texts.PLACE: _place(questionnaire, question),
        texts.ANCHOR: texts.YES_NO[question.anchor] if question.kind == "domain" else "",
        texts.EVIDENCE: question.evidence or "",
    }


def _place(questionnaire: Questionnaire, question: Question) -> str:
    if question.facet and question.level:
        facet = {each.id: each for each in questionnaire.facets}[question.facet]
        dimension = questionnaire.dimension(facet.dimension)
        return texts.place_of(dimension.title, facet.title, questionnaire.level(question.level).title)
    return question.group or (texts.AXES[question.axis] if question.axis else "")


def _option(questionnaire: Questionnaire, unit_id: str) -> Texts:
    question_id, _, value = unit_id.partition("/")
    return {texts.ANSWER: _filled(questionnaire, question_id).options[int(value)]}


def _domain(questionnaire: Questionnaire, domain_id: str) -> Texts:
    if domain_id == OWN_DOMAIN:
        return _words(questionnaire.own_domain)
    domain = questionnaire.domain(domain_id)
    return {
        texts.NAME: domain.title,
        texts.SHORT: domain.short,
        texts.EXPLANATION: domain.explanation,
        **_words(domain.parameters),
        texts.DEFAULT: texts.YES_NO[domain.default],
        texts.FACT: domain.fact.text if domain.fact else "",
        texts.PRACTICE: domain.practice or "",
    }


def _words(parameters: Parameters) -> Texts:
    return {texts.word_in_questions(name): value for name, value in dict(parameters).items()}


def _override(questionnaire: Questionnaire, unit_id: str) -> Texts:
    """What is read in this domain, whether it differs from elsewhere or not."""
    domain_id, _, question_id = unit_id.partition("/")
    question = questionnaire.question_in(questionnaire.domain(domain_id), questionnaire.question(question_id))
    return {texts.QUESTION: question.text, texts.HELP: question.help}


def _action(questionnaire: Questionnaire, action_id: str) -> Texts:
    action = {each.id: each for each in questionnaire.actions}[action_id].filled(questionnaire.any_domain.parameters)
    return {
        texts.NUMBER: action_id,
        texts.TITLE: action.title,
        texts.TEXT: action.text,
        texts.AT_QUESTION: f"{action.question}: {_filled(questionnaire, action.question).text}",
        texts.WHO: action.who,
        texts.PARTNERS: action.partners,
        texts.EFFORT: texts.EFFORTS[action.effort],
        texts.DONE_WHEN: action.done_when,
        texts.BASIS: questionnaire.source(action.basis).title if action.basis else "",
    }


def _facet(questionnaire: Questionnaire, facet_id: str) -> Texts:
    facet = {each.id: each for each in questionnaire.facets}[facet_id]
    return {texts.NAME: facet.title, texts.DIMENSION: questionnaire.dimension(facet.dimension).title}


def _question_name(questionnaire: Questionnaire, question_id: str) -> str:
    return f"{question_id}: {_filled(questionnaire, question_id).text}"


def _option_name(_questionnaire: Questionnaire, unit_id: str) -> str:
    question_id, _, value = unit_id.partition("/")
    return texts.answer_of(value, question_id)


def _domain_name(questionnaire: Questionnaire, domain_id: str) -> str:
    return texts.OWN_DOMAIN if domain_id == OWN_DOMAIN else questionnaire.domain(domain_id).title


def _override_name(questionnaire: Questionnaire, unit_id: str) -> str:
    domain_id, _, question_id = unit_id.partition("/")
    return texts.in_domain(question_id, questionnaire.domain(domain_id).title)


def _action_name(questionnaire: Questionnaire, action_id: str) -> str:
    return _action(questionnaire, action_id)[texts.TITLE]


def _facet_name(questionnaire: Questionnaire, facet_id: str) -> str:
    return _facet(questionnaire, facet_id)[texts.NAME]


_TEXTS: dict[ChangeKind, Callable[[Questionnaire, str], Texts]] = {
    "question": _question,
    "option": _option,
    "domain": _domain,
    "override": _override,
    "action": _action,
    "facet": _facet,
}
_NAMES: dict[ChangeKind, Callable[[Questionnaire, str], str]] = {
    "question": _question_name,
    "option": _option_name,
    "domain": _domain_name,
    "override": _override_name,
    "action": _action_name,
    "facet": _facet_name,
}


@dataclass(frozen=True, slots=True)
class Comparing:
    """Whether answers of both versions can be compared, and why."""

    possible: bool | None
    """None where it makes no difference."""
    why: str

    @property
    def word(self) -> str:
        """The same in a few words; empty where it makes no difference."""
        return {True: texts.COMPARABLE, False: texts.NOT_COMPARABLE, None: ""}[self.possible]


NO_MATTER = Comparing(None, texts.NO_MATTER)


def comparing_of(row: Change, before: Questionnaire, after: Questionnaire) -> Comparing:
    """What a row of the table of `after` means."""
    if row.kind == "question":
        return _question_compared(row, before, after)
    if row.kind == "option":
        return _text_of(row.new[0].partition("/")[0], before, after)
    if row.kind == "override":
        return _text_of(row.new[0].partition("/")[2], before, after)
    if row.kind == "domain":
        return _domain_compared(row)
    if row.kind == "facet" and row.class_ == "moved" and row.old == row.new:
        return Comparing(True, texts.COUNTS_ELSEWHERE)
    return NO_MATTER


def _question_compared(row: Change, before: Questionnaire, after: Questionnaire) -> Comparing:
    if all(_is_chance(one) for one in _asked(row, before, after)):
        return Comparing(None, texts.CHANCES)
    if row.class_ == "moved" and row.old == row.new:
        return Comparing(True, texts.MOVED_COUNTS)
    why_not = texts.WHY_NOT.get(row.class_)
    return Comparing(False, why_not) if why_not else Comparing(True, texts.SAME)


def _asked(row: Change, before: Questionnaire, after: Questionnaire) -> list[Question]:
    return [*map(before.question, row.old), *map(after.question, row.new)]


def _is_chance(question: Question) -> bool:
    return question.kind == "opportunity"


def _text_of(question_id: str, before: Questionnaire, after: Questionnaire) -> Comparing:
    """A text of a question that both versions have."""
    old, new = before.question(question_id), after.question(question_id)
    if _is_chance(new):
        return Comparing(None, texts.CHANCES)
    is_same = old.meaning == new.meaning
    return Comparing(True, texts.SAME) if is_same else Comparing(False, texts.OF_OTHER_QUESTION)


def _domain_compared(row: Change) -> Comparing:
    if OWN_DOMAIN in row.new:
        return Comparing(True, texts.SAME)
    why_not = texts.WHY_NOT_DOMAIN.get(row.class_)
    return Comparing(False, why_not) if why_not else Comparing(True, texts.SAME)


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that differs, before and after."""

    label: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row of the table: either `lines`, or whole parts when these came, left, or became more or fewer."""

    name: str
    word: str
    """What happened, in a few words."""
    reason: str
    comparing: Comparing
    lines: tuple[TextChange, ...]
    old: tuple[Texts, ...] = ()
    new: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """What differs in one kind of part."""

    kind: ChangeKind
    title: str
    entries: tuple[ChangedRow, ...]


@dataclass(frozen=True, slots=True)
class VersionChangesPage:
    """Everything that the page of a version says of the version before it."""

    before: Questionnaire
    after: Questionnaire
    comparable: int
    """How many questions of the version before ask the same now."""
    counts: tuple[tuple[str, str, str], ...]
    """(what became of them, questions of the version before, questions of this one); the last row is the total."""
    sections: tuple[ChangedSection, ...]
    """Those in which something differs."""
    untouched: tuple[str, ...]
    """The titles of the others."""
    unchanged: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, names) of what stayed, questions with their answers; answers are only counted."""


def changes_page(before: Questionnaire, after: Questionnaire) -> VersionChangesPage:
    """The page of `after`, which follows `before`."""
    sections = [ChangedSection(kind, texts.SECTIONS[kind], tuple(_entries(kind, before, after))) for kind in KINDS]
    return VersionChangesPage(
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


def _entries(kind: ChangeKind, before: Questionnaire, after: Questionnaire) -> Iterator[ChangedRow]:
    """In the order of the table, in which the author put them."""
    for row in after.changes:
        if row.kind == kind:
            yield _entry(row, before, after)


def _entry(row: Change, before: Questionnaire, after: Questionnaire) -> ChangedRow:
    old = tuple(texts_of(row.kind, before, unit_id) for unit_id in row.old)
    new = tuple(texts_of(row.kind, after, unit_id) for unit_id in row.new)
    is_one = len(old) == len(new) == 1
    where = (after, row.new) if row.new else (before, row.old)
    return ChangedRow(
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


def _lines(row: Change, old: Texts, new: Texts) -> Iterator[TextChange]:
    """The texts that differ; answers of a question that keeps its number have rows of their own."""
    has_own_rows = row.kind == "question" and row.old == row.new
    for label in dict.fromkeys((*old, *new)):
        was, is_ = old.get(label, ""), new.get(label, "")
        if was != is_ and not (has_own_rows and label.startswith(texts.ANSWER)):
            yield TextChange(label, difference(was, is_))


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
