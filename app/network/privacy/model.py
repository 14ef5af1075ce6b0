"""What goes in and what comes out: scores, cohorts and figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ALL = ""
"""The filter that leaves nobody out, and the pool of scores that count for that filter only."""


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    """The score that a municipality has in a cell (a domain and a dimension, or a question) now."""

    municipality: str
    cell: str
    value: int
    """In ten-thousandths of a point."""
    mark: str
    """The same as long as the score is: a score that comes back is the same one."""
    pool: str = ALL
    """With whom it comes in: `size:20-50`, `region:noord`, or everybody who waits with everybody."""
    late: bool = False
    """Whether it has waited for so long that it comes in with everybody when its own group has too few."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Scores of one cell that came in together."""

    id: str
    cell: str
    pool: str
    members: Mapping[str, str]
    """The mark of each municipality's score."""
    inner: tuple[int, ...]
    """The scores in order, without the lowest and the highest: what may be used."""
    hidden: int
    """How many were left out at each end."""


@dataclass(frozen=True, slots=True)
class CellFigure:
    """What is shown of one cell with one filter."""

    cell: str
    filter: str
    quartiles: tuple[int, int, int] | None
    """In points; None when there is nothing to show."""
    size: int
    """A step, never the number."""
    counted: Mapping[str, str]
    """Which scores were known when it was published: what has changed since is held against this."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was ever decided."""

    cohorts: tuple[Cohort, ...] = ()
    figures: Mapping[tuple[str, str], CellFigure] = field(default_factory=dict)
    """By cell and filter."""
