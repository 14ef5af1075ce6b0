"""What every explanation is made from: the answers, the agreed scores, and the result that is explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Questionnaire
from scoring.assessment import AgreedValue, Answer, Assessment
from scoring.domain import DomainQuestions, domain_questions
from scoring.explanation.step import Reason, Step, leaf, weighted
from scoring.items import POINTS, agreed_by_item, answers_by_item
from scoring.result import ItemScore, Result


@dataclass(frozen=True, slots=True)
class Sources:
    """One assessment with its result, looked up once."""

    questionnaire: Questionnaire
    asked: DomainQuestions
    answers: Mapping[str, Sequence[Answer]]
    agreed: Mapping[str, AgreedValue]
    result: Result


def sources(questionnaire: Questionnaire, assessment: Assessment, result: Result) -> Sources:
    """The sources of the explanations of a result; the result is that of this assessment."""
    asked = domain_questions(questionnaire)
    return Sources(questionnaire, asked, answers_by_item(assessment), agreed_by_item(assessment), result)


def item_step(known: Sources, score: ItemScore) -> Step:
    """S1: an item from its agreed score, or else from the answers."""
    answers = known.answers.get(score.item, ())
    agreed = known.agreed.get(score.item)
    if agreed is None:
        return _from_answers(score, answers)
    left_out = tuple(answer_step(answer, "overruled") for answer in answers)
    if agreed == "not_applicable":
        decision = Step("S1", "agreed_score", score.item, "nothing", None, Fraction(0), reason="not_applicable")
        left_out = (decision, *left_out)
        return Step("S1", "item", score.item, "nothing", None, left_out=left_out, reason="not_applicable")
    decision = weighted(leaf("S1", "agreed_score", score.item, Fraction(agreed)), Fraction(POINTS))
    return Step("S1", "item", score.item, "sum", score.points, parts=(decision,), left_out=left_out)


def _from_answers(score: ItemScore, answers: Sequence[Answer]) -> Step:
    if score.state == "scored":
        numbers = [answer for answer in answers if isinstance(answer.value, int)]
        weight = Fraction(POINTS, len(numbers))
        parts = tuple(weighted(answer_step(answer), weight) for answer in numbers)
        left_out = tuple(answer_step(answer) for answer in answers if not isinstance(answer.value, int))
        return Step("S1", "item", score.item, "sum", score.points, parts=parts, left_out=left_out)
    left_out = tuple(answer_step(answer, "outvoted") for answer in answers)
    return Step("S1", "item", score.item, "nothing", None, left_out=left_out, reason=score.state)


def answer_step(answer: Answer, number_reason: Reason | None = None) -> Step:
    """One answer; a special value is its own reason not to count."""
    if isinstance(answer.value, int):
        step = leaf("S1", "answer", answer.participant, Fraction(answer.value), number_reason)
    else:
        step = Step("S1", "answer", answer.participant, "nothing", None, reason=answer.value)
    return weighted(step, Fraction(0))
