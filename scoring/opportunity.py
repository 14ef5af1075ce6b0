"""Which domains have the most chance, in which order, and how certain that order is (S16-S21)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from math import sqrt
from typing import Literal, TypeAlias

from questionnaires.model import OWN_DOMAINS, Axis, Question, Questionnaire
from scoring.averages import mean
from scoring.result import ItemScore, Opportunity, OpportunityParts, Profile, Rank, Score

INVOLVEMENT = "betrokkenheid"
SUPPORT = "ondersteuning"
OWN_SHARE = Fraction(1, 2)
"""How heavily K3 and K4 weigh in the feasibility (S17)."""
DIMENSION_SHARE = Fraction(1, 4)
"""How heavily each of the two dimensions weighs in it (S17)."""
FULL_ROOM = Fraction(25, 2)
"""Points below the ambition from which the room is complete (S18)."""

TOLERANCE = 1e-9
APART = 5
"""Points of chance from which two domains are not equal (S20, S21)."""
_KEEP = "Behouden"
NOW, PREPARED, LATER = "Nu kansrijk", "Kansrijk met voorwerk", "Later"
WORD_BORDERS = ((65, NOW), (45, PREPARED))
"""Points of chance from which a word holds, the highest first."""

Way: TypeAlias = Literal["geometric", "arithmetic", "minimum"]
WAYS: Mapping[Way, Callable[[Fraction, Fraction], float]] = {
    "geometric": lambda return_, feasibility: sqrt(return_ * feasibility),
    "arithmetic": lambda return_, feasibility: float((return_ + feasibility) / 2),
    "minimum": lambda return_, feasibility: float(min(return_, feasibility)),
}
"""S21: three ways to combine return and feasibility; the first is the one of S19."""


def axis_points(questions: Iterable[Question], items: Mapping[str, ItemScore], axis: Axis) -> Score:
    """The mean of the scored opportunity items on one axis, in points."""
    return mean(items[question.id].points for question in questions if question.axis == axis)


def feasibility(own: Score, profile: Profile) -> Score:
    """S17, from the points of K3 and K4 and a profile; None when one of its three terms is missing."""
    involvement, support = profile.dimensions.get(INVOLVEMENT), profile.dimensions.get(SUPPORT)
    if own is None or involvement is None or support is None:
        return None
    return OWN_SHARE * own + DIMENSION_SHARE * (involvement + support)


def room(ambition: int, total: Score) -> Score:
    """S18: from 0 (the ambition is reached) to 1."""
    if total is None:
        return None
    return min(Fraction(1), max(Fraction(0), ambition - total) / FULL_ROOM)


def opportunity_parts(return_: Score, own: Score, profile: Profile, ambition: int) -> OpportunityParts:
    """S16-S18 under one profile, each as far as it is known."""
    return OpportunityParts(return_, own, feasibility(own, profile), room(ambition, profile.total))


def opportunity(parts: OpportunityParts) -> Opportunity | None:
    """S19: the chance with its word; None when there is no order yet."""
    if parts.return_ is None or parts.feasibility is None or parts.room is None:
        return None
    score = chance(parts.return_, parts.feasibility, parts.room)
    return Opportunity(parts.return_, parts.feasibility, parts.room, score, _word(score, parts.room))


def chance(return_: Fraction, feasibility: Fraction, room: Fraction, way: Way = "geometric") -> float:
    """The chance of S19, or combined in one of the other ways of S21: from 0 to 100."""
    return WAYS[way](return_, feasibility) * float(room)


def _word(score: float, room: Fraction) -> str:
    if room == 0:
        return _KEEP
    return next((word for border, word in WORD_BORDERS if score >= border - TOLERANCE), LATER)


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and the highest chance of a domain under its three profiles (S21)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A domain that takes part in the order: its chance, and its span by way of combining."""

    domain: str
    score: float
    spans: Mapping[Way, Span]


def spans(opportunities: Sequence[Opportunity]) -> dict[Way, Span]:
    """S21: by way, what a domain's chance spans over its opportunities under the three profiles."""
    by_way: dict[Way, Span] = {}
    for way in WAYS:
        chances = [chance(each.return_, each.feasibility, each.room, way) for each in opportunities]
        by_way[way] = Span(min(chances), max(chances))
    return by_way


def tie_order(questionnaire: Questionnaire) -> tuple[str, ...]:
    """S20: the order of domains with an equal chance; a municipality's own come last."""
    return (*(domain.id for domain in questionnaire.domains), *OWN_DOMAINS)


def ranking(contenders: Sequence[Contender]) -> tuple[Rank, ...]:
    """S20 and S21 over the contenders, which come in the order that decides between equal chances."""
    return tuple(_with_certainty(contender, rank, contenders) for contender, rank in ranks(contenders))


def ranks(contenders: Sequence[Contender]) -> Iterator[tuple[Contender, int]]:
    """S20 alone: the contenders by chance, each with its rank."""
    first: Contender | None = None
    rank = 0
    for position, contender in enumerate(_by_chance(contenders), start=1):
        if first is None or first.score - contender.score >= APART - TOLERANCE:
            first, rank = contender, position
        yield contender, rank


def _by_chance(contenders: Sequence[Contender]) -> list[Contender]:
    def compared(one: Contender, other: Contender) -> int:
        if abs(one.score - other.score) <= TOLERANCE:
            return 0
        return -1 if one.score > other.score else 1

    return sorted(contenders, key=cmp_to_key(compared))


def _with_certainty(contender: Contender, rank: int, contenders: Sequence[Contender]) -> Rank:
    best = min(rank, *(best_place(contender, contenders, way) for way in WAYS))
    worst = max(rank, *(worst_place(contender, contenders, way) for way in WAYS))
    return Rank(contender.domain, rank, best, worst)


def best_place(contender: Contender, contenders: Iterable[Contender], way: Way) -> int:
    """S21: the best place of one of the contenders, combined this way."""
    return 1 + sum(surely_ahead(other, contender, way) for other in contenders)


def worst_place(contender: Contender, contenders: Sequence[Contender], way: Way) -> int:
    """S21: the worst place of one of the contenders, combined this way."""
    return len(contenders) - sum(surely_ahead(contender, other, way) for other in contenders)


def surely_ahead(one: Contender, other: Contender, way: Way) -> bool:
    """S21: whether the lowest chance of one is at least 5 above the highest of the other, combined this way."""
    return one.spans[way].low - other.spans[way].high >= APART - TOLERANCE
