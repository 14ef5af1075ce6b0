"""What a point is: one thing in the answers that is worth talking about."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal[
    "different", "inside_outside", "no_evidence", "unknown", "not_applicable", "pattern", "uncertain"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are best discussed."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to talk about, of one kind."""

    kind: Kind
    domain: str
    subject: str
    """The item (`geld/A.BE`), or `geld/<participant>` of a pattern in somebody's answers."""
    level: str | None
    """Of the question; of a pattern, where this person works. None where there is no level."""

    @property
    def item(self) -> str | None:
        """The item that it is about; None of a pattern."""
        return None if self.kind == "pattern" else self.subject

    @property
    def participant(self) -> str | None:
        """The id of whose answers it is about; None of everything that is no pattern."""
        return self.subject.partition("/")[2] if self.kind == "pattern" else None

    @property
    def key(self) -> tuple[str, str]:
        """What makes it this point: its kind and its subject."""
        return self.kind, self.subject
