"""Why everything about a domain is what it is (S1-S10, S16-S19)."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.explanation.opportunity import OpportunityExplanation, opportunity_explanation
from scoring.explanation.profile import (
    ProfileExplanation,
    coverage_steps,
    filled_items,
    profile_explanation,
    with_spans,
)
from scoring.explanation.sources import Sources, item_step, sources
from scoring.explanation.step import Step
from scoring.items import points_by_question, unknown_questions
from scoring.profile import HIGHEST, LOWEST
from scoring.result import Result


@dataclass(frozen=True, slots=True)
class DomainExplanation:
    """The steps to every number of a domain."""

    known: ProfileExplanation
    low: ProfileExplanation
    high: ProfileExplanation
    coverage: Mapping[str, Step]
    """By dimension (S8)."""
    opportunity_items: Mapping[str, Step]
    """By question id: K1 to K4."""
    opportunity: OpportunityExplanation


def domain_explanation(
    questionnaire: Questionnaire, assessment: Assessment, result: Result, domain_id: str
) -> DomainExplanation:
    """The steps to every number of one domain of a result, which is that of this assessment."""
    return explained_domain(sources(questionnaire, assessment, result), domain_id)


def explained_domain(known: Sources, domain_id: str) -> DomainExplanation:
    """The same, from sources that were looked up before."""
    domain, layout = known.result.domains[domain_id], known.asked.layout
    in_profile = {question.id: domain.items[question.id] for question in known.asked.profile}
    items = {question_id: item_step(known, score) for question_id, score in in_profile.items()}
    chances = {q.id: item_step(known, domain.items[q.id]) for q in known.asked.opportunity}
    explained = profile_explanation(layout, domain_id, items, domain.known)
    points, unknown = points_by_question(in_profile), unknown_questions(in_profile)
    return DomainExplanation(
        known=with_spans(explained, layout, domain_id, points, unknown),
        low=profile_explanation(layout, domain_id, filled_items(items, LOWEST), domain.low),
        high=profile_explanation(layout, domain_id, filled_items(items, HIGHEST), domain.high),
        coverage=coverage_steps(layout, domain_id, items),
        opportunity_items=chances,
        opportunity=opportunity_explanation(known, domain_id, chances, domain.known, explained),
    )
