"""Which changes somebody asks for: of a question, a domain, a person, a kind, or between two days."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from app.formatting import HERE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; everything that is None counts for all."""

    item: str | None = None
    domain: str | None = None
    who: uuid.UUID | None = None
    """A person: what they did, and what is about their part."""
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    """The last day, which still counts."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


def begins(day: date) -> datetime:
    """The first moment of a day in the Netherlands."""
    return datetime.combine(day, time(), HERE).astimezone(UTC)


def between(at: InstrumentedAttribute[datetime], since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """The conditions that a moment lies on these days, the last one included."""
    first = [at >= begins(since)] if since else []
    return first + ([at < begins(until + timedelta(days=1))] if until else [])
