"""What changed outside the assessments: municipalities, people, roles, organisations, and how people sign in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.history.queries.changes import Change
from app.history.queries.pages import PER_PAGE, HistoryPage
from app.history.queries.wanted import between
from app.models import AuditEntry, IdentityProvider, Municipality, User
from app.texts.history import BY_ITSELF, OUTSIDE_BY_KIND, OUTSIDE_OTHER, Entry, outside_kind_of, outside_told
from app.texts.history.outside import GONE

COLUMNS = ("id", "at", "actor_id", "municipality_id", "action", "subject", "old", "new", "reason")


@dataclass(frozen=True, slots=True)
class Outside:
    """What is asked for; everything that is None counts for all."""

    municipality: uuid.UUID | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    """The last day, which still counts."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Outside()


class Registers:
    """Names for the ids on one page: an administrator knows who people are."""

    def __init__(self, session: Session, rows: Sequence[Any]) -> None:
        ids = {found for row in rows for found in _ids(row)}
        self.found: dict[uuid.UUID, str] = {}
        for table in (User, Municipality, IdentityProvider):
            named = session.execute(select(table.id, table.name).where(table.id.in_(ids)))
            self.found |= {row[0]: row[1] for row in named}

    def person(self, person: str) -> str:
        """Somebody, a municipality or an organisation, by name."""
        return self.found.get(_id(person) or uuid.UUID(int=0), GONE)

    def actor(self, user_id: uuid.UUID | None) -> str:
        """Who did something; nobody is the application itself."""
        return self.person(str(user_id)) if user_id else BY_ITSELF

    def item(self, item: str) -> str:
        """There are no questions here."""
        return item

    def domain(self, domain: str) -> str:
        """There are no domains here."""
        return domain

    def cell(self, cell: str) -> str:
        """There are no cells here."""
        return cell


def load_outside(session: Session, wanted: Outside, number: int) -> HistoryPage:
    """One page of changes, the first when there is none with this number."""
    query = _entries(wanted).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    rows = session.execute(query).all()
    if not rows and number > 1:
        return load_outside(session, wanted, 1)
    names = Registers(session, rows)
    return HistoryPage([_change(row, names) for row in rows], number, rows[0].total if rows else 0)


def municipalities_with_names(session: Session) -> list[tuple[str, str]]:
    """(id, name) of every municipality, by name."""
    found = session.execute(select(Municipality.id, Municipality.name).order_by(func.lower(Municipality.name)))
    return [(str(key), name) for key, name in found]


def _entries(wanted: Outside) -> Select[Any]:
    columns = [getattr(AuditEntry, name) for name in COLUMNS]
    conditions = [AuditEntry.assessment_id.is_(None), *between(AuditEntry.at, wanted.since, wanted.until)]
    if wanted.municipality:
        conditions.append(AuditEntry.municipality_id == wanted.municipality)
    if wanted.kind:
        conditions.append(_of_kind(wanted.kind))
    query = select(*columns, func.count().over().label("total")).where(*conditions)
    return query.order_by(AuditEntry.at.desc(), AuditEntry.id)


def _of_kind(kind: str) -> ColumnElement[bool]:
    """Actions of this kind; an action that nobody knows any more is another one."""
    others = [name for other, actions in OUTSIDE_BY_KIND.items() if other != kind for name in actions]
    if kind == OUTSIDE_OTHER:
        return AuditEntry.action.not_in(others)
    return AuditEntry.action.in_(tuple(OUTSIDE_BY_KIND[kind]))


def _change(row: Any, names: Registers) -> Change:
    where = names.person(str(row.municipality_id)) if row.municipality_id else ""
    entry = Entry(row.action, row.subject, row.old, row.new, row.reason, names, where)
    return Change(row.at, names.actor(row.actor_id), outside_told(entry), outside_kind_of(row.action))


def _ids(row: Any) -> set[uuid.UUID]:
    """Every id that a row names."""
    values = (value for side in (row.old, row.new) if isinstance(side, dict) for value in side.values())
    found = {_id(value) for value in (row.actor_id, row.municipality_id, row.subject, *values)}
    return {one for one in found if one is not None}


def _id(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
