"""What comes out of scoring: exact scores in points (0 to 100), or None where there is no score."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Score: TypeAlias = Fraction | None
"""Points from 0 to 100, exact; None is the only "no score"."""

ItemState: TypeAlias = Literal["scored", "unknown", "not_applicable"]
AgreementKind: TypeAlias = Literal["single", "agreed", "spread", "different"]


@dataclass(frozen=True, slots=True)
class ItemScore:
    """S1 for one item: its state, and its points when it is scored."""

    item: str
    state: ItemState
    points: Score
    agreed: bool
    """Whether an agreed score decided."""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """S4 and S8-S11 for one dimension of a domain; `score` is None where S9 does not show it."""

    score: Score
    low: Score
    high: Score
    word: str | None
    near_border: bool | None
    scored: int
    applicable: int
    unknown_answers: int
    """Answers `weet ik niet` among the answers given to the dimension's items (S8)."""
    answers: int
    """Answers given to the dimension's items (S8)."""


@dataclass(frozen=True, slots=True)
class Total:
    """S6, S10 and S11 for a domain."""

    score: Score
    low: Score
    high: Score
    word: str | None
    near_border: bool | None


@dataclass(frozen=True, slots=True)
class WeakestCell:
    """S7: the lowest of the nine cells that have a score."""

    dimension: str
    level: str
    score: Fraction


@dataclass(frozen=True, slots=True)
class OpportunityParts:
    """S16-S18 for a domain, each as far as it is known: also where there is no order yet."""

    return_: Score
    own_feasibility: Score
    """The mean of K3 and K4 in points: what the feasibility has besides the profile."""
    feasibility: Score
    room: Score


@dataclass(frozen=True, slots=True)
class Opportunity:
    """S16-S19 for a domain that has an order; `score` is a float because of the square root."""

    return_: Fraction
    feasibility: Fraction
    room: Fraction
    score: float
    word: str


@dataclass(frozen=True, slots=True)
class Rank:
    """S20 and S21: the place of a domain, and the best and worst place it can take."""

    domain: str
    rank: int
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """S13 for one item without an agreed score; mean and deviation in answer steps (0 to 4)."""

    n: int
    mean: Fraction
    average_deviation: Fraction
    kind: AgreementKind


@dataclass(frozen=True, slots=True)
class InsideOutside:
    """S14 for one item: the mean of the people of its level and of all others, in answer steps (0 to 4)."""

    inside: Fraction
    outside: Fraction


@dataclass(frozen=True, slots=True)
class Profile:
    """S2-S6 for one domain under one way of filling in the unknown items."""

    facets: Mapping[tuple[str, str], Score]
    """By (facet, level)."""
    cells: Mapping[tuple[str, str], Score]
    """By (dimension, level)."""
    dimensions: Mapping[str, Score]
    levels: Mapping[str, Score]
    total: Score


@dataclass(frozen=True, slots=True)
class DomainResult:
    """Everything about one domain of one assessment."""

    items: Mapping[str, ItemScore]
    """By question id: profile and opportunity questions."""
    known: Profile
    low: Profile
    high: Profile
    dimensions: Mapping[str, DimensionScore]
    total: Total
    weakest: WeakestCell | None
    pattern: str | None
    """`balanced`, `bestuur_above_uitvoering` and the like, or None (S12)."""
    ambition: int
    parts: OpportunityParts
    opportunity: Opportunity | None


@dataclass(frozen=True, slots=True)
class MunicipalityResult:
    """S15: no single grade."""

    reached: int
    """Domains with a total of 62.5 or more."""
    shown: int
    """Domains with a total."""
    depth: Score
    balance: Score


@dataclass(frozen=True, slots=True)
class Result:
    """The whole of one assessment."""

    rules: int
    questionnaire_id: str
    version: int
    domains: Mapping[str, DomainResult]
    """In the order in which they were chosen."""
    ranking: tuple[Rank, ...]
    agreement: Mapping[str, Agreement]
    """By item id, in the order of the domains and the questionnaire; without the items that have an agreed score."""
    inside_outside: Mapping[str, InsideOutside]
    """By item id: the items of which both groups have enough values (S14)."""
    municipality: MunicipalityResult
    general_items: Mapping[str, ItemScore]
    """By item id."""
    general_groups: Mapping[str, Score]
    """By group title."""
