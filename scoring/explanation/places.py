"""Why a domain has its place in the order, and how certain that is (S20, S21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from questionnaires.model import Questionnaire
from scoring.assessment import Assessment
from scoring.domain import contenders, opportunities
from scoring.explanation.domain import explained_domain
from scoring.explanation.opportunity import opportunity_explanation
from scoring.explanation.sources import Sources, sources
from scoring.explanation.step import Step, operation_step
from scoring.opportunity import WAYS, Contender, Way, best_place, chance, worst_place
from scoring.result import Rank, Result


@dataclass(frozen=True, slots=True)
class PlaceExplanation:
    """The steps to the rank of a domain, and to its best and worst place."""

    rank: Step
    best: Step
    worst: Step


@dataclass(frozen=True, slots=True)
class _Entry:
    """A domain in the order: as the rules take it, and explained."""

    contender: Contender
    chance: Step
    lows: Mapping[Way, Step]
    """By way of combining: the lowest chance under its three profiles."""
    highs: Mapping[Way, Step]


def place_explanations(
    questionnaire: Questionnaire, assessment: Assessment, result: Result
) -> dict[str, PlaceExplanation]:
    """The steps to the place of every domain that has one, by domain id, in their order."""
    known = sources(questionnaire, assessment, result)
    entries = [_entry(known, each) for each in contenders(questionnaire, result.domains)]
    return {rank.domain: _places(rank, entries) for rank in result.ranking}


def _entry(known: Sources, own: Contender) -> _Entry:
    domain, explained = known.result.domains[own.domain], explained_domain(known, own.domain)
    profiles = ((domain.known, explained.known), (domain.low, explained.low), (domain.high, explained.high))
    chances: dict[Way, list[Step]] = {way: [] for way in WAYS}
    for (scores, steps), under in zip(profiles, opportunities(domain), strict=True):
        parts = opportunity_explanation(known, own.domain, explained.opportunity_items, scores, steps)
        for way in WAYS:
            value = chance(under.return_, under.feasibility, under.room, way)
            terms = [parts.return_, parts.feasibility, parts.room]
            chances[way].append(operation_step("S21", "way", own.domain, way, value, terms))
    spans = own.spans
    lows = {way: operation_step("S21", "span", own.domain, "lowest", spans[way].low, chances[way]) for way in WAYS}
    highs = {way: operation_step("S21", "span", own.domain, "highest", spans[way].high, chances[way]) for way in WAYS}
    return _Entry(own, explained.opportunity.chance, lows, highs)


def _places(rank: Rank, entries: Sequence[_Entry]) -> PlaceExplanation:
    own = next(entry for entry in entries if entry.contender.domain == rank.domain)
    others = [entry for entry in entries if entry is not own]
    chances = [entry.chance for entry in entries]
    first = operation_step("S20", "rank", rank.domain, "rank", Fraction(rank.rank), chances)
    best = [_best(way, own, others) for way in WAYS]
    worst = [_worst(way, own, others) for way in WAYS]
    return PlaceExplanation(
        rank=first,
        best=operation_step("S21", "best", rank.domain, "lowest", Fraction(rank.best), [first, *best]),
        worst=operation_step("S21", "worst", rank.domain, "highest", Fraction(rank.worst), [first, *worst]),
    )


def _best(way: Way, own: _Entry, others: Sequence[_Entry]) -> Step:
    """The highest chance of the domain itself against the lowest of every other."""
    place = best_place(own.contender, [entry.contender for entry in others], way)
    parts = [own.highs[way], *(entry.lows[way] for entry in others)]
    return operation_step("S21", "best", own.contender.domain, "best_place", Fraction(place), parts)


def _worst(way: Way, own: _Entry, others: Sequence[_Entry]) -> Step:
    """The lowest chance of the domain itself against the highest of every other."""
    place = worst_place(own.contender, [own.contender, *(entry.contender for entry in others)], way)
    parts = [own.lows[way], *(entry.highs[way] for entry in others)]
    return operation_step("S21", "worst", own.contender.domain, "worst_place", Fraction(place), parts)
