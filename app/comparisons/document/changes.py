"""Which questions cannot be compared because the questionnaire changed, and why according to the was-wordt tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires import catalogue
from questionnaires.changes import classes_between
from questionnaires.changes.accounting import Rows, steps_between
from questionnaires.changes.reasons import OTHER_MEANING
from questionnaires.model import ChangeClass, Kind, Question, Questionnaire

COMPARED: tuple[Kind, ...] = ("domain", "general")
"""The kinds of questions of which a change is told: what is asked about chances is never compared."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One question that one of the versions does not have, or that means something else now."""

    question: Question
    """Of the later version, or of the earlier when the later does not have it; with its parameters."""
    class_: ChangeClass
    reasons: tuple[str, ...]
    """Oldest first."""


def changed_questions(before: Questionnaire, after: Questionnaire) -> tuple[Changed, ...]:
    """Every question that is not the same in both: what means something else, what is new, and what is gone."""
    onward = list(steps_between(before, after, catalogue.questionnaire))
    back = [[row.reversed for row in rows] for rows in reversed(onward)]
    classes = classes_between(before, after)
    return (
        *(each for question in _asked(after) for each in _in_both(before, question, onward, classes)),
        *(
            Changed(question, "added", tuple(_reasons(question.id, back))[::-1])
            for question in _asked(after)
            if not before.has_question(question.id)
        ),
        *(
            Changed(question, classes[question.id], tuple(_reasons(question.id, onward)))
            for question in _asked(before)
            if not after.has_question(question.id)
        ),
    )


def _in_both(
    before: Questionnaire, question: Question, onward: Sequence[Rows], classes: Mapping[str, ChangeClass]
) -> Iterator[Changed]:
    """A question that both have, when it means something else."""
    if before.has_question(question.id) and before.question(question.id).meaning != question.meaning:
        class_ = classes[question.id] if classes[question.id] in OTHER_MEANING else "meaning_changed"
        yield Changed(question, class_, tuple(_reasons(question.id, onward)))


def _asked(questionnaire: Questionnaire) -> Iterator[Question]:
    for kind in COMPARED:
        yield from questionnaire.of_kind(kind)


def _reasons(question_id: str, steps: Sequence[Rows]) -> Iterator[str]:
    """The reasons of every row about this question, and about what it became."""
    ids = {question_id}
    for rows in steps:
        about = [row for row in rows if row.kind == "question" and ids.intersection(row.old)]
        yield from (row.reason for row in about)
        ids = {new for row in about for new in row.new} | (ids - {old for row in about for old in row.old})
