"""Then and now: two rounds of one municipality on their comparable core (S22-S26)."""

from scoring.comparison.result import Comparison, DimensionChange, DomainComparison, MovedKind, RoundLabel
from scoring.comparison.rounds import compare

__all__ = ["Comparison", "DimensionChange", "DomainComparison", "MovedKind", "RoundLabel", "compare"]
