"""Why return, feasibility, room and chance are what they are (S16-S19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Axis
from scoring.explanation.profile import ProfileExplanation
from scoring.explanation.sources import Sources
from scoring.explanation.step import Step, leaf, mean_step, operation_step, weighted
from scoring.opportunity import DIMENSION_SHARE, INVOLVEMENT, OWN_SHARE, SUPPORT, opportunity, opportunity_parts
from scoring.result import Profile


@dataclass(frozen=True, slots=True)
class OpportunityExplanation:
    """The steps to the chance of a domain under one profile."""

    return_: Step
    feasibility: Step
    room: Step
    chance: Step


def opportunity_explanation(
    known: Sources, domain_id: str, items: Mapping[str, Step], scores: Profile, explained: ProfileExplanation
) -> OpportunityExplanation:
    """S16-S19 under one profile, from the steps of K1 to K4 by question id and those of that profile."""
    domain = known.result.domains[domain_id]
    own = domain.parts.own_feasibility
    parts = opportunity_parts(domain.parts.return_, own, scores, domain.ambition)
    return_ = mean_step("S16", "return", domain_id, parts.return_, _on_axis(known, items, "return"))
    own_step = mean_step("S17", "own_feasibility", domain_id, own, _on_axis(known, items, "feasibility"))
    terms = _feasibility_terms(own_step, explained)
    feasibility = operation_step("S17", "feasibility", domain_id, "sum", parts.feasibility, terms)
    ambition = leaf("S18", "ambition", domain_id, Fraction(domain.ambition))
    room = operation_step("S18", "room", domain_id, "room", parts.room, [ambition, explained.total])
    complete = opportunity(parts)
    score = complete.score if complete else None
    chance = operation_step("S19", "chance", domain_id, "geometric", score, [return_, feasibility, room])
    return OpportunityExplanation(return_, feasibility, room, chance)


def _on_axis(known: Sources, items: Mapping[str, Step], axis: Axis) -> list[Step]:
    return [items[question.id] for question in known.asked.opportunity if question.axis == axis]


def _feasibility_terms(own: Step, explained: ProfileExplanation) -> list[Step]:
    dimensions = [step for name, step in explained.dimensions.items() if name in (INVOLVEMENT, SUPPORT)]
    return [weighted(own, OWN_SHARE), *(weighted(step, DIMENSION_SHARE) for step in dimensions)]
