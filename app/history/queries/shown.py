"""Changes as a page shows them: by day, with what differs between two texts marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from app.differences import Difference, difference
from app.formatting import HERE, day_and_date
from app.history.queries.changes import Change
from app.texts.counting import sentence_start
from app.texts.history import REASON, WHY


@dataclass(frozen=True)
class Shown:
    """One change on a page."""

    change: Change

    @property
    def time(self) -> str:
        """The time of the day in the Netherlands: 9.05 uur."""
        here = self.change.at.astimezone(HERE)
        return f"{here.hour}.{here.minute:02d} uur"

    @property
    def who(self) -> str:
        """Who did it, with a capital."""
        return sentence_start(self.change.who)

    @cached_property
    def new(self) -> list[tuple[str, str]]:
        """(what, text) of everything that was not there before, the reason last."""
        told = self.change.told
        found = [(fact.label, fact.new) for fact in told.facts if not fact.old and fact.new]
        shown = {fact.new for fact in told.facts}
        label = REASON if self.change.kind == "antwoorden" else WHY
        return found + ([(label, told.why)] if told.why and told.why not in shown else [])

    @cached_property
    def differences(self) -> list[tuple[str, Difference]]:
        """(what, the old and the new text) of everything that was there before."""
        return [(fact.label, difference(fact.old, fact.new)) for fact in self.change.told.facts if fact.old]


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one day."""

    title: str
    changes: Sequence[Shown]


def by_day(changes: Sequence[Change]) -> list[Day]:
    """The changes by day in the Netherlands, in their order."""
    days = groupby(changes, key=lambda change: change.at.astimezone(HERE).date())
    return [Day(sentence_start(day_and_date(day)), [Shown(change) for change in found]) for day, found in days]
