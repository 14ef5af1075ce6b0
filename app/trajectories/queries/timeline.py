"""The bars of the five steps: planned and real, in thousandths of the time that all of them take; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.steps import Dates

WHOLE = 1000
LEAST = 8
"""How wide a bar is at least, so that a day can be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where it begins, and how wide it is."""

    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn for one step."""

    planned: Bar
    real: Bar | None
    """What was done of it until today; None before it began."""
    today: int | None
    """Where today is; None outside the time of all steps."""


def bars_of(steps: Mapping[str, Dates], today: date) -> Mapping[str, Bars]:
    """The bars of each step, on one scale."""
    real = {step: _real(dates, today) for step, dates in steps.items()}
    spans = [(dates.planned.start, dates.planned.end) for dates in steps.values()]
    spans += [span for span in real.values() if span]
    first, last = min(start for start, _ in spans), max(end for _, end in spans) + timedelta(days=1)
    days = (last - first).days

    def place(day: date) -> int:
        return round((day - first).days * WHOLE / days)

    def bar(start: date, end: date) -> Bar:
        left = min(place(start), WHOLE - LEAST)
        return Bar(left, max(place(end + timedelta(days=1)) - left, LEAST))

    now = place(today) if first <= today < last else None
    drawn = {step: bar(*span) if span else None for step, span in real.items()}
    return {step: Bars(bar(dates.planned.start, dates.planned.end), drawn[step], now) for step, dates in steps.items()}


def _real(dates: Dates, today: date) -> tuple[date, date] | None:
    start, end = dates.started, dates.ended
    if start is None:
        return (end, end) if end else None
    if end is None and start > today:
        return None
    # A known last day can lie before a first day that somebody typed.
    return start, max(start, end or today)
