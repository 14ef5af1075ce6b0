"""Rounds that are compared in the tests: small assessments of one domain, and a second questionnaire version."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from questionnaires.model import Change, Questionnaire
from scoring.assessment import Answer, Assessment
from scoring.comparison import Comparison, DimensionChange, DomainComparison, compare
from tests.unit.scoring.samples import PROFILE, QUESTIONNAIRE, make_assessment

ALL_TWO = dict.fromkeys(PROFILE, 2)
"""Value 2 on every profile question."""


def said(values: Mapping[str, Any], participant: str = "p1", domain: str = "geld", **more: Any) -> list[Answer]:
    """One participant's answers about a domain, by question id; `more` goes with each of them."""
    return [Answer(participant, f"{domain}/{question}", value, **more) for question, value in values.items()]


def five(question: str, values: Sequence[int], domain: str = "geld", **more: Any) -> list[Answer]:
    """The answers of five people to one question: with them a mean can move by any fifth."""
    return [Answer(f"p{number}", f"{domain}/{question}", value, **more) for number, value in enumerate(values, start=1)]


def by_all(values: Mapping[str, Any], people: int = 2, **more: Any) -> list[Answer]:
    """The same answers of more than one person, so that not most of the core has one answer (S24)."""
    return [one for number in range(1, people + 1) for one in said(values, f"p{number}", **more)]


def without(values: Mapping[str, Any], *questions: str) -> dict[str, Any]:
    """The values of the other questions."""
    return {question: value for question, value in values.items() if question not in questions}


def compared(before: Assessment | Sequence[Answer], after: Assessment | Sequence[Answer]) -> Comparison:
    """The comparison of two rounds on the same version."""
    return compare(QUESTIONNAIRE, _assessment(before), QUESTIONNAIRE, _assessment(after))


def _assessment(given: Assessment | Sequence[Answer]) -> Assessment:
    return given if isinstance(given, Assessment) else make_assessment(given)


def domain(comparison: Comparison, domain_id: str = "geld") -> DomainComparison:
    """What is said of one domain that is in both rounds."""
    found = comparison.domains[domain_id]
    assert found is not None
    return found


def dimension(comparison: Comparison, name: str = "betrokkenheid") -> DimensionChange:
    """What is said of one dimension."""
    return domain(comparison).dimensions[name]


def second_version(changes: Sequence[Change] = (), **questions: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire one version later, with some fields of some questions changed."""
    changed = tuple(
        question.model_copy(update=dict(questions.get(question.id.replace(".", "_"), {})))
        for question in QUESTIONNAIRE.questions
    )
    return QUESTIONNAIRE.model_copy(update={"version": 2, "questions": changed, "changes": tuple(changes)})


def evaluation(answers: Sequence[Answer], **fields: Any) -> Assessment:
    """A second round."""
    return replace(make_assessment(answers), round="evaluation", **fields)
