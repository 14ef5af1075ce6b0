"""What the score of one question is made of (S1), and how much people differ about it (S13, S14)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from app.formatting import long_date, number
from app.reports.explained.case import Case
from app.reports.explained.model import ItemRow
from app.texts.explanations import differences, items
from app.texts.words import SPECIAL
from questionnaires.model import Question
from scoring.explanation import Step
from scoring.items import POINTS, agreement


def item_row(case: Case, question: Question, place: str, step: Step) -> ItemRow:
    """A question with the step to its points."""
    sentences = (*made_of(case, step), *difference(case, question, step))
    return ItemRow(step.subject, question.text, place, points(step), sentences)


def points(step: Step) -> str:
    """The number of a step, or a dash."""
    return "–" if step.value is None else number(step.value)


def made_of(case: Case, step: Step) -> Iterator[str]:
    """What makes the points of an item, and what does not count."""
    if step.subject in case.agreed:
        yield from _agreed(case, step)
    elif step.value is not None:
        yield _from_answers(case, step.parts, step.value)
    else:
        yield items.NOT_APPLICABLE if step.reason == "not_applicable" else items.UNKNOWN
    yield from _left_out(case, [part for part in step.left_out if part.kind == "answer"])


def _agreed(case: Case, step: Step) -> Iterator[str]:
    score, how = case.agreed[step.subject], case.agreements.get(step.subject)
    if step.value is None:
        first = items.AGREED_NOT_APPLICABLE
    else:
        first = items.agreed(int(step.parts[0].value or 0), step.value)
    yield f"{first} {items.agreed_by(how.who, long_date(how.day))}" if how else first
    yield items.reason(score.reason)
    if how and how.present:
        yield items.present(how.present)
    if how and how.dissent:
        yield items.dissent(how.dissent)


def _from_answers(case: Case, parts: Sequence[Step], value: Fraction | float) -> str:
    if case.functions is None:
        return items.from_numbers(len(parts), value / POINTS, value)
    return items.from_answers([_answer(case.functions[part.subject], part) for part in parts], value)


def _left_out(case: Case, answers: Sequence[Step]) -> Iterator[str]:
    """The answers that do not count: first those with a value, that would have."""
    reasons = {"overruled": items.AGREED, "outvoted": items.OUTVOTED}
    for numbers in (True, False):
        found = [part for part in answers if (part.value is not None) is numbers]
        why = reasons.get(found[0].reason or "") if found else None
        if found and case.functions is None:
            yield items.so_many_not_counted(len(found), why)
        elif found and case.functions is not None:
            yield items.not_counted([_answer(case.functions[part.subject], part) for part in found], why)


def _answer(function: str, part: Step) -> tuple[str, str]:
    return str(part.value) if part.value is not None else SPECIAL[part.reason or "unknown"], function


def difference(case: Case, question: Question, step: Step) -> Iterator[str]:
    """How far the answers lie apart; nothing where a score was agreed, or fewer than two people chose one."""
    steps = case.agreement(step.subject)
    mean, deviation = steps.mean.value, steps.average_deviation.value
    if mean is None or deviation is None or len(steps.mean.parts) < 2:
        return
    values = [int(part.value or 0) for part in steps.mean.parts]
    yield differences.mean(len(values), mean)
    if case.functions is None:
        yield f"{differences.deviation_only(deviation)} {differences.kind(agreement(values).kind)}"
    else:
        distances = [abs(value - mean) for value in values]
        yield f"{differences.deviation(distances, deviation)} {differences.kind(agreement(values).kind)}"
    inside, outside = steps.inside, steps.outside
    if not case.levels_told:
        return
    if inside.value is not None and outside.value is not None and question.level is not None:
        level = case.questionnaire.level(question.level).title.lower()
        counts = (len(inside.parts), len(outside.parts))
        yield differences.inside_outside(level, inside.value, outside.value, counts)
