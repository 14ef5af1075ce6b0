"""Why the numbers of the municipality as a whole are what they are (S15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.explanation.domain import explained_domain
from scoring.explanation.profile import ProfileExplanation
from scoring.explanation.sources import Sources, item_step, sources
from scoring.explanation.step import Reason, Step, mean_step, operation_step
from scoring.municipality import group_coverage, groups, level_gap
from scoring.result import Result, Score


@dataclass(frozen=True, slots=True)
class MunicipalityExplanation:
    """The steps to the numbers of S15."""

    reached: Step
    shown: Step
    depth: Step
    balance: Step
    general_items: Mapping[str, Step]
    """By item id."""
    general_groups: Mapping[str, Step]
    """By group title."""


def municipality_explanation(
    questionnaire: Questionnaire, assessment: Assessment, result: Result
) -> MunicipalityExplanation:
    """The steps to the numbers of a municipality as a whole; the result is that of this assessment."""
    known = sources(questionnaire, assessment, result)
    explained = {domain_id: explained_domain(known, domain_id).known for domain_id in result.domains}
    totals = [each.total for each in explained.values()]
    gaps = [
        _gap(domain_id, each, level_gap(result.domains[domain_id].known.levels))
        for domain_id, each in explained.items()
    ]
    numbers, subject = result.municipality, assessment.municipality_code
    items = {item: item_step(known, score) for item, score in result.general_items.items()}
    return MunicipalityExplanation(
        reached=operation_step("S15", "reached", subject, "reached", Fraction(numbers.reached), totals),
        shown=operation_step("S15", "shown", subject, "count", Fraction(numbers.shown), totals),
        depth=operation_step("S15", "depth", subject, "median", numbers.depth, totals, "no_score"),
        balance=operation_step("S15", "balance", subject, "median", numbers.balance, gaps, "no_score"),
        general_items=items,
        general_groups=_group_steps(known, items),
    )


def _gap(domain_id: str, explained: ProfileExplanation, gap: Score) -> Step:
    return operation_step("S15", "gap", domain_id, "difference", gap, explained.levels.values())


def _group_steps(known: Sources, items: Mapping[str, Step]) -> dict[str, Step]:
    steps = {}
    scores = known.result.general_items
    for title, own in groups(known.questionnaire.of_kind("general"), scores).items():
        reason: Reason = "coverage" if group_coverage(own).applicable else "not_applicable"
        value = known.result.general_groups[title]
        steps[title] = mean_step("S15", "group", title, value, (items[score.item] for score in own), reason)
    return steps
