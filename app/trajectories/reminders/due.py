"""What is due for whom on a day: a week before it, on the day itself, and once when it is over."""

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeAlias

from app.formatting import HERE

Kind: TypeAlias = Literal["step", "action", "appointment"]
Moment: TypeAlias = Literal["week", "day", "overdue"]
MOMENTS: tuple[Moment, ...] = ("overdue", "day", "week")
"""In the order in which a mail tells them."""

AHEAD = timedelta(days=7)
"""From so long before its day something is told, also later when nobody could be told then."""
AFTERWARDS = timedelta(days=14)
"""Until so long after its day it is told that the day is over."""
MORNING = time(8)
"""From this hour in the Netherlands mails go out."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a day in a trajectory: the end of a step or of an action, or an appointment."""

    kind: Kind
    key: str
    """`step/<trajectory>/<step>`, `action/<id>` or `appointment/<id>`; ids are written without dashes."""
    title: str
    """Of a step its id."""
    due: date
    at: time | None
    """When an appointment begins."""
    since: datetime
    """From when it has this day, as far as is known."""
    trajectory_id: uuid.UUID
    assessment_id: uuid.UUID
    municipality: str
    owned: bool = False
    """Whether somebody is told as the owner of the action, who sees nothing else of the trajectory."""

    @property
    def id(self) -> uuid.UUID:
        """Of the action or the appointment; of a step that of its trajectory."""
        return uuid.UUID(self.key.split("/")[1])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be told."""

    id: uuid.UUID
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody is told of."""

    moment: Moment
    dated: Dated


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the audit trail: what it was about, and what it wrote in place of what."""

    subject: str
    at: datetime
    old: Any
    new: Any


Digests: TypeAlias = Mapping[Person, Sequence[Line]]


def morning_of(now: datetime) -> datetime:
    """The moment of this day from which mails go out."""
    return datetime.combine(now.astimezone(HERE).date(), MORNING, HERE)


def moment_of(kind: Kind, due: date, today: date) -> Moment | None:
    """What somebody is told about this day today; None: nothing. An appointment that has been is not late."""
    if due > today:
        return "week" if due - today <= AHEAD else None
    if due == today:
        return "day"
    return "overdue" if today - due <= AFTERWARDS and kind != "appointment" else None


def digests(found: Iterable[tuple[Person, Dated]], changes: Sequence[Change], now: datetime) -> Digests:
    """What each person is told today, from what concerns them and was not told yet; nobody without a line.

    What was written down or got its day after this morning waits until tomorrow, so that a mail never follows what
    somebody is typing; and nobody is told of a day that was over before it was written down.
    """
    morning, lines = morning_of(now), dict[Person, set[Line]]()
    about = by_subject(changes)
    for person, dated in found:
        known = replace(dated, since=written_at(dated, about.get(str(dated.id), ())))
        moment = moment_of(known.kind, known.due, morning.date())
        if moment and known.since < morning and known.since.astimezone(HERE).date() <= known.due:
            lines.setdefault(person, set()).add(Line(moment, known))
    return {person: sorted(told, key=_order) for person, told in lines.items()}


def by_subject(changes: Iterable[Change]) -> Mapping[str, Sequence[Change]]:
    """The changes by what they were about: a plan with thousands of actions has thousands of them."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.subject, []).append(change)
    return found


def written_at(dated: Dated, changes: Sequence[Change]) -> datetime:
    """When this day was written down last: when it was made, or when a change put this day in place of another."""
    return max([dated.since, *(change.at for change in changes if _wrote(change, dated))])


def without(told: Digests, waiting: Collection[str]) -> Digests:
    """The same without the people who have one of these addresses."""
    return {person: lines for person, lines in told.items() if person.email not in waiting}


def _wrote(change: Change, dated: Dated) -> bool:
    day = dated.due.isoformat()
    return change.subject == str(dated.id) and day in _part(change.new, dated) and day not in _part(change.old, dated)


def _part(values: Any, dated: Dated) -> str:
    """The values that a change is about; days of steps are changed together, and stand by step."""
    mine = values.get(dated.title) if dated.kind == "step" and isinstance(values, dict) else values
    return json.dumps(mine)


def _order(line: Line) -> tuple[Any, ...]:
    dated = line.dated
    return (MOMENTS.index(line.moment), dated.due, dated.municipality, dated.at or time.min, dated.key)
