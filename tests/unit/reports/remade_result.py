"""A whole result, put together from nothing but numbers that were computed from the leaves of explanations."""

from fractions import Fraction
from typing import Any

from questionnaires.model import OWN_DOMAINS
from scoring.engine import RULES
from scoring.explanation import Step
from scoring.items import agreement
from scoring.result import (
    Agreement,
    DimensionScore,
    DomainResult,
    InsideOutside,
    ItemScore,
    MunicipalityResult,
    Opportunity,
    OpportunityParts,
    Profile,
    Rank,
    Result,
    Total,
    WeakestCell,
)
from scoring.words import near_border, pattern, total_step, word_step
from tests.unit.reports.remade import Remade
from tests.unit.scoring.samples import QUESTIONNAIRE

WORDS = QUESTIONNAIRE.words
ORDER = (*(domain.id for domain in QUESTIONNAIRE.domains), *OWN_DOMAINS)


def remade_result(case: Remade) -> Result:
    """Everything that scoring says, without a number of its own."""
    made = {domain_id: case.domain(domain_id) for domain_id in case.data.domains}
    whole, items = case.municipality, _asked_items(case, made)
    differences = {item: case.agreement(item) for item in items}
    return Result(
        rules=RULES,
        questionnaire_id="iba",
        version=1,
        domains={domain_id: _domain(steps) for domain_id, steps in made.items()},
        ranking=tuple(
            Rank(domain_id, int(each.rank.value), int(each.best.value), int(each.worst.value))
            for domain_id, each in sorted(case.places.items(), key=lambda found: _place(*found))
        ),
        agreement={item: _agreement(each) for item, each in differences.items() if _counts(case, item, each)},
        inside_outside={
            item: InsideOutside(each.inside.value, each.outside.value)
            for item, each in differences.items()
            if each.inside.value is not None and each.outside.value is not None
        },
        municipality=MunicipalityResult(
            int(whole.reached.value), int(whole.shown.value), whole.depth.value, whole.balance.value
        ),
        general_items={item: _item(step) for item, step in whole.general_items.items()},
        general_groups={title: step.value for title, step in whole.general_groups.items()},
    )


def _asked_items(case: Remade, made: dict[str, Any]) -> list[str]:
    of_domains = [
        step.subject
        for steps in made.values()
        for step in (*steps.known.items.values(), *steps.opportunity_items.values())
    ]
    return [*of_domains, *case.municipality.general_items]


def _place(domain_id: str, each: Any) -> tuple[float, int]:
    own = next(part.value for part in each.rank.parts if part.subject == domain_id)
    return -own, ORDER.index(domain_id)


def _counts(case: Remade, item: str, each: Any) -> bool:
    return each.mean.value is not None and item not in case.agreed


def _agreement(each: Any) -> Agreement:
    values = [int(part.value) for part in each.mean.parts]
    return Agreement(len(values), each.mean.value, each.average_deviation.value, agreement(values).kind)


def _item(step: Step) -> ItemScore:
    agreed = any(part.kind == "agreed_score" for part in (*step.parts, *step.left_out))
    state = "scored" if step.value is not None else step.reason
    return ItemScore(step.subject, state, step.value, agreed)


def _profile(steps: Any) -> Profile:
    parts = ({place: step.value for place, step in getattr(steps, name).items()} for name in ("facets", "cells"))
    wholes = ({name: step.value for name, step in getattr(steps, kind).items()} for kind in ("dimensions", "levels"))
    return Profile(*parts, *wholes, steps.total.value)


def _domain(steps: Any) -> DomainResult:
    known = _profile(steps.known)
    cells = {place: score for place, score in known.cells.items() if score is not None}
    weakest = min(cells, key=cells.__getitem__) if cells else None
    return DomainResult(
        items={name: _item(step) for name, step in (steps.known.items | steps.opportunity_items).items()},
        known=known,
        low=_profile(steps.low),
        high=_profile(steps.high),
        dimensions={name: _dimension(steps, name) for name in steps.known.dimensions},
        total=_total(steps),
        weakest=WeakestCell(*weakest, cells[weakest]) if weakest else None,
        pattern=pattern(known.levels),
        ambition=int(steps.opportunity.room.parts[0].value),
        parts=_parts(steps),
        opportunity=_opportunity(steps),
    )


def _dimension(steps: Any, name: str) -> DimensionScore:
    score, coverage = steps.known.dimensions[name].value, steps.coverage[name]
    unknown = sum(part.reason == "unknown" for part in coverage.left_out)
    items = (*coverage.parts, *coverage.left_out)
    answers = [part for item in items for part in (*item.parts, *item.left_out) if part.kind == "answer"]
    if coverage.value is not None:
        assert coverage.value == Fraction(len(coverage.parts), len(coverage.parts) + unknown)
    return DimensionScore(
        score=score,
        low=steps.low.dimensions[name].value,
        high=steps.high.dimensions[name].value,
        word=None if score is None else WORDS[word_step(score)],
        near_border=near_border(score),
        scored=len(coverage.parts),
        applicable=len(coverage.parts) + unknown,
        unknown_answers=sum(part.reason == "unknown" for part in answers),
        answers=len(answers),
    )


def _total(steps: Any) -> Total:
    total, low, high = (profile.total.value for profile in (steps.known, steps.low, steps.high))
    word = None
    if total is not None:
        word = WORDS[total_step(total, [step.value for step in steps.known.dimensions.values()])]
    return Total(total, low, high, word, near_border(total))


def _parts(steps: Any) -> OpportunityParts:
    found = steps.opportunity
    terms = (*found.feasibility.parts, *found.feasibility.left_out)
    own = next(part.value for part in terms if part.kind == "own_feasibility")
    return OpportunityParts(found.return_.value, own, found.feasibility.value, found.room.value)


def _opportunity(steps: Any) -> Opportunity | None:
    found = steps.opportunity
    chance, room = found.chance.value, found.room.value
    if chance is None:
        return None
    high = "Nu kansrijk" if chance >= 65 - 1e-9 else "Kansrijk met voorwerk" if chance >= 45 - 1e-9 else "Later"
    return Opportunity(found.return_.value, found.feasibility.value, room, chance, "Behouden" if room == 0 else high)
