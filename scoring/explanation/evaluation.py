"""Making the number of a step again, from the leaves of its tree."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import sqrt

from scoring.explanation.step import Number, Operation, Step
from scoring.municipality import REACHED
from scoring.opportunity import APART, FULL_ROOM, TOLERANCE

_SURELY = APART - TOLERANCE


def computed(step: Step) -> Number | None:
    """The value of a step, made again from the leaves of its tree; no other value in it is read."""
    return _computed(step, {})


def _computed(step: Step, done: dict[int, Number | None]) -> Number | None:
    # Trees share their steps, those of places by the hundred: by identity, each is made once.
    if id(step) not in done:
        done[id(step)] = _made(step, done)
    return done[id(step)]


def _made(step: Step, done: dict[int, Number | None]) -> Number | None:
    if step.operation == "nothing":
        return None
    if step.operation == "leaf":
        return step.value
    values = [value for part in step.parts if (value := _computed(part, done)) is not None]
    return _OPERATIONS[step.operation](step, values)


def _sum(step: Step, values: Sequence[Number]) -> Number:
    return sum((part.weight * value for part, value in zip(step.parts, values, strict=True)), Fraction(0))


def _coverage(step: Step, values: Sequence[Number]) -> Number:
    unknown = sum(item.reason == "unknown" for item in step.left_out)
    return Fraction(len(values), len(values) + unknown)


def _room(_: Step, values: Sequence[Number]) -> Number:
    ambition, total = values
    return min(Fraction(1), max(Fraction(0), ambition - total) / FULL_ROOM)


def _geometric(_: Step, values: Sequence[Number]) -> Number:
    return_, feasibility, room = values
    return sqrt(return_ * feasibility) * float(room)


def _arithmetic(_: Step, values: Sequence[Number]) -> Number:
    return_, feasibility, room = values
    return float((return_ + feasibility) / 2) * float(room)


def _minimum(_: Step, values: Sequence[Number]) -> Number:
    return_, feasibility, room = values
    return float(min(return_, feasibility)) * float(room)


def _rank(step: Step, values: Sequence[Number]) -> Number:
    """The parts are the chances of all domains with an order; the subject is one of them."""
    own = next(value for part, value in zip(step.parts, values, strict=True) if part.subject == step.subject)
    firsts: list[Number] = []
    for value in sorted(values, reverse=True):
        if not firsts or firsts[-1] - value >= _SURELY:
            firsts.append(value)
    first = min(value for value in firsts if value >= own)
    return Fraction(1 + sum(value > first for value in values))


def _best_place(_: Step, values: Sequence[Number]) -> Number:
    """The first part is the domain's own highest chance, the others are the lowest of every other domain."""
    own, *others = values
    return Fraction(1 + sum(other - own >= _SURELY for other in others))


def _worst_place(_: Step, values: Sequence[Number]) -> Number:
    """The first part is the domain's own lowest chance, the others are the highest of every other domain."""
    own, *others = values
    return Fraction(len(values) - sum(own - other >= _SURELY for other in others))


def _median(_: Step, values: Sequence[Number]) -> Number:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _deviation(_: Step, values: Sequence[Number]) -> Number:
    mean: Number = sum(values, Fraction(0)) / len(values)
    return sum((max(value - mean, mean - value) for value in values), Fraction(0)) / len(values)


_OPERATIONS: Mapping[Operation, Callable[[Step, Sequence[Number]], Number]] = {
    "sum": _sum,
    "coverage": _coverage,
    "room": _room,
    "geometric": _geometric,
    "arithmetic": _arithmetic,
    "minimum": _minimum,
    "lowest": lambda _, values: min(values),
    "highest": lambda _, values: max(values),
    "rank": _rank,
    "best_place": _best_place,
    "worst_place": _worst_place,
    "count": lambda _, values: Fraction(len(values)),
    "reached": lambda _, values: Fraction(sum(value >= REACHED for value in values)),
    "median": _median,
    "difference": lambda _, values: max(values) - min(values),
    "deviation": _deviation,
}
