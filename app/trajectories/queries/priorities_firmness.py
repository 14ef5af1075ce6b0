"""How firm the order is, in sentences: which small changes would give a domain another place."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.texts import priorities as texts
from app.trajectories.queries.priorities import Priorities
from scoring.sensitivity import Change, is_firm, order_changes


@dataclass(frozen=True, slots=True)
class Firmness:
    """What would change the order."""

    summary: str
    by_domain: Sequence[tuple[str, Sequence[str]]]
    """The title of a domain with what would give it another place; domains that nothing moves are left out."""


def firmness_of(priorities: Priorities) -> Firmness | None:
    """What would change the order; None when there is no domain with a place."""
    ranked = len(priorities.ranking)
    if ranked < 2:
        return Firmness(texts.ONE_RANKED, ()) if ranked else None
    agreed = priorities.agreed
    found = order_changes(agreed.questionnaire, agreed.result)
    if is_firm(found):
        return Firmness(texts.FIRM, ())
    told = [
        (priorities.candidates[domain].title, [_told(priorities, domain, change) for change in changes])
        for domain, changes in found.items()
        if changes
    ]
    names = [priorities.name(domain) for domain, changes in found.items() if changes]
    return Firmness(texts.changing(names, ranked), told)


def _told(priorities: Priorities, domain: str, change: Change) -> str:
    name, now = priorities.name(domain), next(rank.rank for rank in priorities.ranking if rank.domain == domain)
    if change.ambition is not None:
        old = priorities.agreed.result.domains[domain].ambition
        return texts.other_ambition(old, change.ambition, name, change.rank, now)
    asked = {item.question.id: item.question.text for item in priorities.material.by_id[domain].chances}
    about = [texts.CHANCE_QUESTIONS.get(question, f"‘{asked[question]}’") for question in change.questions]
    return texts.step(about, change.steps, name, change.rank, now)
