"""One number with the numbers that it is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeAlias

from scoring.result import Score

Number: TypeAlias = Fraction | float
Kind: TypeAlias = Literal[
    "answer", "agreed_score", "item", "facet", "cell", "dimension", "level", "total", "coverage",
    "return", "own_feasibility", "feasibility", "ambition", "room", "chance", "span", "way", "rank", "best", "worst",
    "group", "reached", "shown", "depth", "balance", "gap", "agreement_mean", "average_deviation", "inside", "outside",
]  # fmt: skip
Operation: TypeAlias = Literal[
    "leaf", "nothing", "sum", "coverage", "room", "geometric", "arithmetic", "minimum", "lowest", "highest",
    "rank", "best_place", "worst_place", "count", "reached", "median", "difference", "deviation",
]  # fmt: skip
Reason: TypeAlias = Literal[
    "unknown", "not_applicable", "overruled", "outvoted", "no_score", "coverage", "levels", "dimensions", "incomplete",
    "too_few",
]  # fmt: skip
"""Why something has no value, or does not count.

`unknown` and `not_applicable` are about an item or an answer; `overruled`: an agreed score decides; `outvoted`: more
than half says not applicable; `no_score`: nothing under it has a score; `coverage`: less than 2/3 is known; `levels`:
fewer than 2 levels have a score; `dimensions`: fewer than 2 dimensions have one; `incomplete`: a part is missing;
`too_few`: one of the two groups has fewer than 2 values.
"""


@dataclass(frozen=True, slots=True)
class WhenKnown:
    """What a score would lie between if this unknown item became known and everything else stayed as it is."""

    item: str
    low: Score
    high: Score


@dataclass(frozen=True, slots=True)
class Step:
    """One number, by which rule it follows from its parts, and what was left out of it."""

    rule: str
    kind: Kind
    subject: str
    """What it is about: `geld`, `geld/middelen`, `geld/middelen/beleid`, `geld/C.BL`; of an answer the participant."""
    operation: Operation
    value: Number | None
    weight: Fraction = Fraction(1)
    """By how much the value counts in the sum that has this step as a part; 0 where it does not count."""
    parts: tuple["Step", ...] = ()
    left_out: tuple["Step", ...] = ()
    """What could have been a part; the `reason` of each says why it does not count."""
    reason: Reason | None = None
    when_known: tuple[WhenKnown, ...] = ()


def leaf(rule: str, kind: Kind, subject: str, value: Number, reason: Reason | None = None) -> Step:
    """A number that follows from nothing else."""
    return Step(rule, kind, subject, "leaf", value, reason=reason)


def weighted(step: Step, weight: Fraction) -> Step:
    """The same step with the weight that it has in another one."""
    return replace(step, weight=weight)


def operation_step(
    rule: str,
    kind: Kind,
    subject: str,
    operation: Operation,
    value: Number | None,
    steps: Iterable[Step],
    reason: Reason = "incomplete",
) -> Step:
    """A number that follows from those of the steps that have a value; without a number, `reason` says why."""
    steps = list(steps)
    if value is None:
        return without_value(rule, kind, subject, steps, reason)
    parts = tuple(step for step in steps if step.value is not None)
    return Step(rule, kind, subject, operation, value, parts=parts, left_out=_without(steps))


def mean_step(
    rule: str, kind: Kind, subject: str, value: Score, steps: Iterable[Step], reason: Reason = "no_score"
) -> Step:
    """The mean of the steps that have a value; without a number, `reason` says why."""
    steps = list(steps)
    share = Fraction(1, max(1, sum(step.value is not None for step in steps)))
    return operation_step(rule, kind, subject, "sum", value, (weighted(step, share) for step in steps), reason)


def without_value(rule: str, kind: Kind, subject: str, steps: Iterable[Step], reason: Reason) -> Step:
    """No number; the parts that are known stay to be read, and weigh nothing."""
    steps = list(steps)
    parts = tuple(weighted(step, Fraction(0)) for step in steps if step.value is not None)
    return Step(rule, kind, subject, "nothing", None, parts=parts, left_out=_without(steps), reason=reason)


def _without(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(weighted(step, Fraction(0)) for step in steps if step.value is None)
