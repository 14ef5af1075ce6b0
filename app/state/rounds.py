"""How the rounds of a municipality follow each other: the first one, and those that are held against an earlier one."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import Assessment, Municipality, Report
from app.texts.words import round_label


@dataclass(frozen=True, slots=True)
class Earlier:
    """The round that another one is held against."""

    id: uuid.UUID
    title: str
    is_readable: bool
    """Whether it was agreed once, so that there is a report."""
    report: int | None = None
    """The version of its report that counts while it is open again; None: the newest, as always."""


@dataclass(frozen=True, slots=True)
class RoundPlace:
    """Where a round stands among the others of its municipality."""

    label: str
    """`Eerste meting`, `Vervolgmeting 1`, `Vervolgmeting 2`, ..."""
    earlier: Earlier | None = None


def round_numbers(earlier: Mapping[uuid.UUID, uuid.UUID | None]) -> dict[uuid.UUID, int]:
    """How many rounds came before each of these, along what each is held against: 0 for a first one."""
    found: dict[uuid.UUID, int] = {}
    for one, last in earlier.items():
        before: list[uuid.UUID] = []
        while last is not None and last not in before:
            before.append(last)
            last = earlier.get(last)
        found[one] = len(before)
    return found


def load_places(session: Session, assessments: Collection[Assessment]) -> dict[uuid.UUID, RoundPlace]:
    """Where each of these stands, by its id; one statement, and none when all are first ones."""
    where = {one.municipality_id for one in assessments if one.earlier_id is not None}
    columns = (Assessment.id, Assessment.earlier_id, Assessment.title, Assessment.agreed_at, Assessment.state)
    newest = select(func.max(Report.number)).where(Report.assessment_id == Assessment.id).scalar_subquery()
    query = select(*columns, newest.label("report")).where(Assessment.municipality_id.in_(where))
    rows = {row.id: row for row in session.execute(query)} if where else {}
    numbers = round_numbers({row.id: row.earlier_id for row in rows.values()})
    found = {}
    for one in assessments:
        number = max(numbers.get(one.id, 0), 1) if one.round == "evaluation" else 0
        before = rows.get(one.earlier_id) if one.earlier_id else None
        found[one.id] = RoundPlace(round_label(number), _earlier(before) if before else None)
    return found


def _earlier(row: Any) -> Earlier:
    return Earlier(row.id, row.title, row.agreed_at is not None, None if row.state == "agreed" else row.report)


def may_measure_again(assessment: Assessment, roles: Collection[str], day: date) -> bool:
    """Whether somebody with these roles in its municipality may start a round that is held against this one."""
    is_open_to = "coordinator" in roles and assessment.state == "agreed"
    return is_open_to and not has_ended(assessment.municipality, day)


def has_ended(municipality: Municipality, day: date) -> bool:
    """Whether a municipality is part of another one on a day, so that no round is started for it any more."""
    if municipality.valid_until is None:
        return municipality.merged_into_id is not None
    return municipality.valid_until < day


def ended_by(day: date) -> ColumnElement[bool]:
    """The same as a condition on municipalities."""
    without_day = and_(Municipality.valid_until.is_(None), Municipality.merged_into_id.is_not(None))
    return or_(Municipality.valid_until < day, without_day)
