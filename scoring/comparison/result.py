"""What comes out of a comparison: exact scores in points (0 to 100), or None where there is no score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from scoring.result import Score

MovedKind: TypeAlias = Literal["same", "small", "visible", "unsaid", "not_comparable"]


@dataclass(frozen=True, slots=True)
class DimensionChange:
    """S23 to S25 for one dimension; the scores are those on the core, None when it is `unsaid` or not comparable."""

    kind: MovedKind
    before: Score
    after: Score
    change: Score
    """After minus before: below 0 when it went down."""
    border: int
    """The points from which a change of this dimension is visible (S24)."""
    core: int
    """How many items of the dimension are in the core (S22)."""
    supported: bool | None
    """Whether an item that moved along is backed (S24); None unless the change is visible."""


@dataclass(frozen=True, slots=True)
class DomainComparison:
    """One domain in both rounds; the lists hold question ids in the order of the later questionnaire (S25)."""

    dimensions: Mapping[str, DimensionChange]
    now_known: tuple[str, ...]
    now_unknown: tuple[str, ...]
    task_changed: tuple[str, ...]
    seen_differently: tuple[str, ...]
    unsaid: tuple[str, ...]
    """Items of the core of which nobody said whether what differs really changed."""


@dataclass(frozen=True, slots=True)
class RoundLabel:
    """Which questionnaire version one of the two rounds was on, and which round it was."""

    questionnaire_id: str
    version: int
    round: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole of two rounds."""

    rules: int
    before: RoundLabel
    after: RoundLabel
    same_people: bool
    """Whether at least half of who answered later also answered earlier (S26)."""
    domains: Mapping[str, DomainComparison | None]
    """In the order of the later round; None for a domain that the earlier round did not have."""
    accounting: Mapping[str, int]
    """How many items of the earlier round are in each class; together they are all of them."""
