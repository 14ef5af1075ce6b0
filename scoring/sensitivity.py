"""What would change chances and their order: one step on a chance question, or another ambition (S16-S20)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.model import Question, Questionnaire
from scoring.assessment import AMBITIONS
from scoring.domain import contenders
from scoring.items import POINTS
from scoring.opportunity import Contender, Span, axis_points, opportunity, opportunity_parts, ranks
from scoring.result import DomainResult, Opportunity, Result

MOST = 3
"""How many changes are told of one domain."""
LOWEST, HIGHEST = 0, 4 * POINTS


@dataclass(frozen=True, slots=True)
class RankChange:
    """A change to one domain, all else staying the same, that gives it another rank."""

    questions: tuple[str, ...]
    """The chance questions of which each alone does this; none when it is the ambition that changes."""
    steps: int
    """How many answer steps higher (above 0) or lower."""
    ambition: int | None
    """The other ambition, in points."""
    rank: int
    """The rank of S20 that it gives."""


def order_changes(questionnaire: Questionnaire, result: Result) -> dict[str, tuple[RankChange, ...]]:
    """By domain, in the order of S20: the smallest changes that give it another rank, none where nothing does.

    Tried are a whole step up and down on each scored chance question, and every other ambition; at most three are
    told. An answer that is not known cannot be a step higher, and what would leave the scale is not tried.
    """
    entries = contenders(questionnaire, result.domains)
    asked = questionnaire.of_kind("opportunity")
    found = {}
    for place in result.ranking:
        domain, order = result.domains[place.domain], _Order(entries, place.domain, place.rank)
        changes = [*_steps(asked, domain, order), *_ambitions(domain, order)]
        found[place.domain] = tuple(sorted(changes, key=lambda change: abs(change.steps))[:MOST])
    return found


def step_spans(questionnaire: Questionnaire, result: Result) -> dict[str, Span]:
    """By domain, in the order of S20: the lowest and the highest chance when one chance answer is one step different.

    Where neither gives another rank than the domain has, no step does: between the two, ranks only go one way.
    """
    asked, found = questionnaire.of_kind("opportunity"), {}
    for place in result.ranking:
        domain = result.domains[place.domain]
        tried = (_with_step(asked, domain, question.id, steps) for question in asked for steps in (1, -1))
        chances = [each.score for each in (domain.opportunity, *tried) if each is not None]
        found[place.domain] = Span(min(chances), max(chances))
    return found


@dataclass(frozen=True, slots=True)
class _Order:
    """The order, and the domain in it that is something else for a moment."""

    entries: Sequence[Contender]
    domain: str
    rank: int

    def new_rank(self, found: Opportunity | None) -> int | None:
        """The rank of the domain with this chance; None when that is the one it has, or there is no such chance."""
        if found is None:
            return None
        # S20 looks at the score alone, so what belongs to S21 may stay as it is.
        entries = [
            replace(entry, score=found.score) if entry.domain == self.domain else entry for entry in self.entries
        ]
        rank = next(rank for entry, rank in ranks(entries) if entry.domain == self.domain)
        return None if rank == self.rank else rank


def _steps(asked: Sequence[Question], domain: DomainResult, order: _Order) -> Iterator[RankChange]:
    """A step on a question; what a step on several of them does alike is one change."""
    alike: dict[tuple[int, int], list[str]] = {}
    for question in asked:
        for steps in (1, -1):
            rank = order.new_rank(_with_step(asked, domain, question.id, steps))
            if rank is not None:
                alike.setdefault((steps, rank), []).append(question.id)
    for (steps, rank), questions in alike.items():
        yield RankChange(tuple(questions), steps, None, rank)


def _with_step(asked: Sequence[Question], domain: DomainResult, question: str, steps: int) -> Opportunity | None:
    """The chance with this item so many steps higher; None when that is not on the scale, or nothing is known."""
    item = domain.items[question]
    if item.points is None or not LOWEST <= item.points + steps * POINTS <= HIGHEST:
        return None
    items = {**domain.items, question: replace(item, points=item.points + steps * POINTS)}
    return_, own = (axis_points(asked, items, axis) for axis in ("return", "feasibility"))
    return opportunity(opportunity_parts(return_, own, domain.known, domain.ambition))


def _ambitions(domain: DomainResult, order: _Order) -> Iterator[RankChange]:
    """Another ambition, the nearest first; a further one is told only when it gives yet another rank."""
    told: set[tuple[bool, int]] = set()
    for ambition in sorted(AMBITIONS, key=lambda points: abs(points - domain.ambition)):
        parts = opportunity_parts(domain.parts.return_, domain.parts.own_feasibility, domain.known, ambition)
        rank, steps = order.new_rank(opportunity(parts)), (ambition - domain.ambition) // POINTS
        if rank is not None and (steps > 0, rank) not in told:
            told.add((steps > 0, rank))
            yield RankChange((), steps, ambition, rank)


def is_firm(changes: Mapping[str, Sequence[RankChange]]) -> bool:
    """Whether no such change gives any domain another rank."""
    return not any(changes.values())
