"""Why the numbers on how people differ about an item are what they are (S13, S14)."""

from dataclasses import dataclass

from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.explanation.sources import answer_step
from scoring.explanation.step import Step, mean_step, operation_step
from scoring.items import question_id
from scoring.result import Result


@dataclass(frozen=True, slots=True)
class AgreementExplanation:
    """The steps to the numbers of S13 and S14 for one item, in answer steps; without a value where there is none."""

    mean: Step
    average_deviation: Step
    inside: Step
    outside: Step


def agreement_explanation(
    questionnaire: Questionnaire, assessment: Assessment, result: Result, item: str
) -> AgreementExplanation:
    """The steps to how people differ about one item; the result is that of this assessment."""
    answers = [answer for answer in assessment.answers if answer.item == item]
    level = questionnaire.question(question_id(item)).level
    people = {person.id for person in assessment.participants if person.level == level}
    steps = [answer_step(answer) for answer in answers]
    inside = [answer_step(answer) for answer in answers if answer.participant in people]
    outside = [answer_step(answer) for answer in answers if answer.participant not in people]
    agreement, groups = result.agreement.get(item), result.inside_outside.get(item)
    mean, deviation = (agreement.mean, agreement.average_deviation) if agreement else (None, None)
    within, without = (groups.inside, groups.outside) if groups else (None, None)
    return AgreementExplanation(
        mean=mean_step("S13", "agreement_mean", item, mean, steps),
        average_deviation=operation_step("S13", "average_deviation", item, "deviation", deviation, steps, "no_score"),
        inside=mean_step("S14", "inside", item, within, inside, "too_few"),
        outside=mean_step("S14", "outside", item, without, outside, "too_few"),
    )
