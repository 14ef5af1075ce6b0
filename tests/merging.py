"""Municipalities that became part of another one, for the tests."""

import uuid
from datetime import date, timedelta

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.models import Municipality
from app.web.clock import today
from tests.factories import make_municipality


def key(one: object) -> uuid.UUID:
    """The id of a row, without asking the database: an open question would be in the way of a client."""
    found: uuid.UUID = inspect(one).identity[0]
    return found


def merge(session: Session, one: Municipality, into: Municipality, day: date | None = None) -> None:
    """Say that one is part of the other from a day, or from today; committed."""
    for row in session.scalars(select(Municipality).where(Municipality.id == key(one))):
        row.merged_into_id, row.valid_until = key(into), (day or today()) - timedelta(days=1)
    session.commit()


def undo(session: Session, one: Municipality) -> None:
    """Say that it is not; committed."""
    for row in session.scalars(select(Municipality).where(Municipality.id == key(one))):
        row.merged_into_id = row.valid_until = None
    session.commit()


def make_third(session: Session) -> Municipality:
    """Nieuwstad, GM9903; committed."""
    made = make_municipality(session, "GM9903", "Nieuwstad")
    session.commit()
    return made


def kept(session: Session, one: Municipality) -> tuple[uuid.UUID | None, date | None, date | None]:
    """What is kept of it: what it is part of, its last day and its first."""
    session.expire_all()
    found = session.get_one(Municipality, key(one))
    values = found.merged_into_id, found.valid_until, found.valid_from
    session.rollback()
    return values
