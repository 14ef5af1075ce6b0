"""What goes into scoring: the answers, agreed scores and choices of one assessment, as plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Special: TypeAlias = Literal["unknown", "not_applicable"]
Value: TypeAlias = int | Special
"""0 to 4, `unknown` (weet ik niet) or `not_applicable` (niet van toepassing)."""

AgreedValue: TypeAlias = int | Literal["not_applicable"]
"""An agreed score is never unknown: without one, the answers count (S1)."""

Changed: TypeAlias = Literal["yes", "no", "unknown"]
"""Whether something really changed about an item that differs; `unknown`: nobody knows."""
AMBITIONS = (25, 50, 75, 100)
"""What can be chosen as the ambition of a domain, in points (S18)."""
DEFAULT_AMBITION = 75
"""Points (0-100) that a domain is held to have as its ambition when nobody chose one (S18)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer or agreed score rests on."""

    kind: str
    note: str | None = None
    link: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it supports something: an own impression does not (S24)."""
        return self.kind != "impression"


@dataclass(frozen=True, slots=True)
class Participant:
    """One person who answers; `level` is where they work, or None."""

    id: str
    role: str
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one participant answered to one item (`geld/A.BE`)."""

    participant: str
    item: str
    value: Value
    reason: str | None = None
    evidence: Evidence | None = None
    confidence: str | None = None
    changed: Changed | None = None


@dataclass(frozen=True, slots=True)
class AgreedScore:
    """The official value of one item, with the reason that was given for it."""

    item: str
    value: AgreedValue
    reason: str
    evidence: Evidence | None = None
    changed: Changed | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One municipality, one questionnaire version, one round: everything that scoring needs."""

    questionnaire_id: str
    version: int
    municipality_code: str
    municipality_name: str
    round: str
    domains: tuple[str, ...]
    participants: tuple[Participant, ...] = ()
    answers: tuple[Answer, ...] = ()
    agreed: tuple[AgreedScore, ...] = ()
    ambitions: Mapping[str, int] = field(default_factory=dict)
    own_domains: Mapping[str, str] = field(default_factory=dict)
    """From an own domain's id (`eigen_1`) to its title."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """From the id of a domain of the questionnaire to its new title."""
