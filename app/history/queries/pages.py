"""One page of a history: the newest changes first, counted and cut in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from app.history.queries.changes import Change, Key, Teller
from app.history.queries.scope import Scope
from app.history.queries.shown import Day, by_day
from app.history.queries.sources import SOURCES
from app.history.queries.wanted import Wanted

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some changes, and where they stand among all."""

    changes: Sequence[Change]
    number: int
    total: int
    """How many changes there are on all pages."""

    @property
    def first(self) -> int:
        """The place of the first one shown."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last one shown."""
        return self.first + len(self.changes) - 1

    @property
    def days(self) -> list[Day]:
        """The changes by day."""
        return by_day(self.changes)

    @property
    def has_older(self) -> bool:
        """Whether there is a page after this one."""
        return self.last < self.total


def load_page(session: Session, scope: Scope, wanted: Wanted, number: int) -> HistoryPage:
    """One page, the first when there is none with this number; one statement, and one for each source on it."""
    rows = session.execute(_keys(scope, wanted, number)).all()
    if not rows and number > 1:
        return load_page(session, scope, wanted, 1)
    keys: list[Key] = [(row.source, row.key, row.item, row.version) for row in rows]
    return HistoryPage(Teller(session, scope).at(keys), number, rows[0].total if rows else 0)


def _keys(scope: Scope, wanted: Wanted, number: int) -> Any:
    found = union_all(*(source.keys(scope, wanted) for source in SOURCES)).subquery()
    ordered = select(*found.columns, func.count().over().label("total")).order_by(
        found.c.at.desc(), found.c.source, found.c.item, found.c.version.desc(), found.c.key
    )
    return ordered.limit(PER_PAGE).offset((number - 1) * PER_PAGE)
