"""What a row of the was-wordt table means for comparing two rounds (S22)."""

from dataclasses import dataclass

from app.texts import questionnaire_versions as texts
from questionnaires.changes.units import OWN_DOMAIN
from questionnaires.model import Change, Question, Questionnaire


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
        return _question(row, before, after)
    if row.kind == "option":
        return _text_of(row.new[0].partition("/")[0], before, after)
    if row.kind == "override":
        return _text_of(row.new[0].partition("/")[2], before, after)
    if row.kind == "domain":
        return _domain(row)
    if row.kind == "facet" and row.class_ == "moved" and row.old == row.new:
        return Comparing(True, texts.COUNTS_ELSEWHERE)
    return NO_MATTER


def _question(row: Change, before: Questionnaire, after: Questionnaire) -> Comparing:
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


def _domain(row: Change) -> Comparing:
    if OWN_DOMAIN in row.new:
        return Comparing(True, texts.SAME)
    why_not = texts.WHY_NOT_DOMAIN.get(row.class_)
    return Comparing(False, why_not) if why_not else Comparing(True, texts.SAME)
