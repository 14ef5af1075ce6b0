"""Adding and renaming municipalities, one by one or from a list."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

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


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would change: (code, name) to add, (code, old name, new name) to rename."""

    added: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]
    same: int
    """How many lines change nothing."""

    @property
    def changes(self) -> int:
        """How many municipalities would change."""
        return len(self.added) + len(self.renamed)


def planned(lines: Sequence[Line], known: Mapping[str, str]) -> Plan:
    """What these lines change in the municipalities that are known, by code."""
    added = tuple((line.code, line.name) for line in lines if line.code not in known)
    renamed = tuple(
        (line.code, known[line.code], line.name) for line in lines if known.get(line.code, line.name) != line.name
    )
    return Plan(added, renamed, len(lines) - len(added) - len(renamed))


def add_municipality(session: Session, actor: User, code: str, name: str, *, now: datetime) -> Municipality:
    """Add one municipality. Raises KnownCodeError."""
    municipality = Municipality(id=uuid.uuid4(), code=code, name=name, created_at=now)
    try:
        with session.begin_nested():
            session.add(municipality)
    except IntegrityError:
        known = session.scalars(select(Municipality.name).where(Municipality.code == code)).one()
        raise KnownCodeError(known) from None
    new = {"code": code, "name": name}
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
    old = {code: name for code, name, _ in plan.renamed}
    new = {code: name for code, _, name in plan.renamed} | dict(plan.added)
    record(session, actor, "import_municipalities", f"{plan.changes} municipalities", now=now, old=old, new=new)


def _rename(session: Session, plan: Plan) -> None:
    statement = update(Municipality).where(Municipality.code == bindparam("its_code"))
    rows = [{"its_code": code, "new_name": name} for code, _, name in plan.renamed]
    session.connection().execute(statement.values(name=bindparam("new_name")), rows)
