"""Adding and renaming municipalities, one by one or from a list."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.administration.operations.municipality_file import Line
from app.audit import record
from app.models import Municipality, User


class KnownCodeError(Exception):
    """There is a municipality with this code already; `name` is how it is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PlanChangedError(Exception):
    """Somebody else added municipalities since the plan was made."""


class Place(NamedTuple):
    """What is known of a municipality for comparing: empty where nothing is."""

    size_class: str
    province: str


NOWHERE = Place("", "")


class Known(NamedTuple):
    """A municipality that is there."""

    name: str
    place: Place
    id: uuid.UUID | None = None
    is_merged: bool = False
    """Whether it is, or becomes, part of another one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would change: (code, name) to add, (code, old name, new name) to rename."""

    added: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]
    same: int
    """How many lines change nothing."""
    placed: tuple[tuple[str, Place, Place], ...] = ()
    """Of which the class of inhabitants or the province changes: (code, old, new)."""
    absent: tuple[tuple[str, Known], ...] = ()
    """What is not in the list and, as far as is known, not part of another one: it stays as it is."""
    merged: tuple[tuple[str, Known], ...] = ()
    """What is in the list although it is, or becomes, part of another one: the list may be an old one."""

    @property
    def changes(self) -> int:
        """How many municipalities would change."""
        return len({row[0] for row in (*self.added, *self.renamed, *self.placed)})


def planned(lines: Sequence[Line], known: Mapping[str, Known]) -> Plan:
    """What these lines change in the municipalities that are known, by code."""
    added = tuple((line.code, line.name) for line in lines if line.code not in known)
    renamed = tuple(
        (line.code, known[line.code].name, line.name)
        for line in lines
        if line.code in known and known[line.code].name != line.name
    )
    both = [(line.code, known[line.code].place if line.code in known else NOWHERE, line) for line in lines]
    placed = tuple((code, old, new) for code, old, line in both if (new := _place(line, old)) != old)
    touched = {row[0] for row in (*added, *renamed, *placed)}
    same = sum(line.code not in touched for line in lines)
    return Plan(added, renamed, same, placed, *_beside(lines, known))


def _beside(lines: Sequence[Line], known: Mapping[str, Known]) -> tuple[tuple[tuple[str, Known], ...], ...]:
    """What the list lacks, and what it has although that ends."""
    listed = {line.code for line in lines}
    rows = sorted(known.items(), key=lambda row: (row[1].name, row[0]))
    absent = tuple(row for row in rows if row[0] not in listed and not row[1].is_merged)
    return absent, tuple(row for row in rows if row[0] in listed and row[1].is_merged)


def _place(line: Line, old: Place) -> Place:
    """What a line says; what it does not say stays as it was."""
    return Place(line.size_class or old.size_class, line.province or old.province)


def add_municipality(
    session: Session, actor: User, code: str, name: str, place: Place = NOWHERE, *, now: datetime
) -> Municipality:
    """Add one municipality. Raises KnownCodeError."""
    kept = {"size_class": place.size_class or None, "region": place.province or None}
    municipality = Municipality(id=uuid.uuid4(), code=code, name=name, created_at=now, **kept)
    try:
        with session.begin_nested():
            session.add(municipality)
    except IntegrityError:
        known = session.scalars(select(Municipality.name).where(Municipality.code == code)).one()
        raise KnownCodeError(known) from None
    new = {"code": code, "name": name, **{key: value for key, value in place._asdict().items() if value}}
    record(session, actor, "add_municipality", code, now=now, municipality_id=municipality.id, new=new)
    return municipality


def import_municipalities(session: Session, actor: User, plan: Plan, *, now: datetime) -> None:
    """Carry out a plan, all of it. Raises PlanChangedError."""
    rows = [{"id": uuid.uuid4(), "code": code, "name": name, "created_at": now} for code, name in plan.added]
    try:
        with session.begin_nested():
            if rows:
                session.execute(insert(Municipality), rows)
    except IntegrityError:
        raise PlanChangedError from None
    if plan.renamed:
        _rename(session, plan)
    if plan.placed:
        _place_anew(session, actor, plan, now)
    old = {code: name for code, name, _ in plan.renamed}
    new = {code: name for code, _, name in plan.renamed} | dict(plan.added)
    record(session, actor, "import_municipalities", f"{plan.changes} municipalities", now=now, old=old, new=new)


def _rename(session: Session, plan: Plan) -> None:
    statement = update(Municipality).where(Municipality.code == bindparam("its_code"))
    rows = [{"its_code": code, "new_name": name} for code, _, name in plan.renamed]
    session.connection().execute(statement.values(name=bindparam("new_name")), rows)


def _place_anew(session: Session, actor: User, plan: Plan, now: datetime) -> None:
    statement = update(Municipality).where(Municipality.code == bindparam("its_code"))
    rows = [
        {"its_code": code, "new_size": new.size_class or None, "new_region": new.province or None}
        for code, _, new in plan.placed
    ]
    changed = statement.values(size_class=bindparam("new_size"), region=bindparam("new_region"))
    session.connection().execute(changed, rows)
    old = {code: before._asdict() for code, before, _ in plan.placed}
    new = {code: place._asdict() for code, _, place in plan.placed}
    record(session, actor, "place_municipalities", f"{len(rows)} municipalities", now=now, old=old, new=new)
