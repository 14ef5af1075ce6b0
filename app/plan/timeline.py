"""The ten months as one line: where each step, action and appointment stands on it, in hundredths of its width."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.state.steps import Dates, months_later
from app.web.formatting import short_month

LEAST = 0.8
"""How wide a bar is at least, so that a day can be seen."""
LABELS = 12
"""Of how many months the name is written, at most."""


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """Where it begins, and how wide it is."""

    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn for one step."""

    planned: TimelineBar
    real: TimelineBar | None
    """What was done of it until today; None before it began."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that the line shows: whole months, from `first` until the day before `last`."""

    first: date
    last: date

    @property
    def months(self) -> Sequence[date]:
        """The first day of each month."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return [months_later(self.first, number) for number in range(count)]

    @property
    def labels(self) -> Sequence[str]:
        """The names of the months; of many only some, and nothing for the others."""
        months = self.months
        each = -(-len(months) // LABELS)
        return [short_month(month) if number % each == 0 else "" for number, month in enumerate(months)]

    @property
    def lines(self) -> Sequence[float]:
        """Where one month goes over in the next."""
        return [self.place(month) for month in self.months[1:]]

    def place(self, day: date) -> float:
        """Where a day begins."""
        return round((day - self.first).days * 100 / (self.last - self.first).days, 2)

    def today(self, day: date) -> float | None:
        """Where today is; None outside the line."""
        return self.place(day) if self.first <= day < self.last else None

    def bar(self, start: date, end: date) -> TimelineBar:
        """From one day up to and including another."""
        left = min(self.place(start), 100 - LEAST)
        return TimelineBar(left, round(max(self.place(end + timedelta(days=1)) - left, LEAST), 2))


def scale_of(steps: Mapping[str, Dates], days: Iterable[date], today: date) -> Scale:
    """The whole months in which all of it lies: the steps as planned and as they were, and these days."""
    spans = [(dates.planned.start, dates.planned.end) for dates in steps.values()]
    spans += [span for dates in steps.values() if (span := _real(dates, today))]
    spans += [(day, day) for day in days]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return Scale(first.replace(day=1), months_later(last.replace(day=1), 1))


def bars_of(steps: Mapping[str, Dates], scale: Scale, today: date) -> Mapping[str, Bars]:
    """The bars of each step."""
    real = {step: _real(dates, today) for step, dates in steps.items()}
    drawn = {step: scale.bar(*span) if span else None for step, span in real.items()}
    return {step: Bars(scale.bar(dates.planned.start, dates.planned.end), drawn[step]) for step, dates in steps.items()}


def _real(dates: Dates, today: date) -> tuple[date, date] | None:
    start, end = dates.started, dates.ended
    if start is None:
        return (end, end) if end else None
    if end is None and start > today:
        return None
    # A known last day can lie before a first day that somebody typed.
    return start, max(start, end or today)
