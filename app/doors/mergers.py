"""Municipalities that became part of another one, and what people of that one may read of them from that day on."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, select
from sqlalchemy.orm import Session, aliased

from app.models import Assessment, Municipality, User
from app.state.rounds import has_ended, round_numbers
from app.texts.words import round_label


def gone_into(into: Collection[uuid.UUID], day: date) -> CTE:
    """(id, into_id): what is part of these municipalities on a day, also when it went there in more than one step."""
    one = Municipality
    first = select(one.id, one.merged_into_id.label("into_id")).where(one.merged_into_id.in_(into))
    gone = first.where(one.valid_until < day).cte("gone", recursive=True)
    before = select(one.id, gone.c.into_id).join(gone, one.merged_into_id == gone.c.id).where(one.valid_until < day)
    # Not UNION ALL: were there ever a circle, then this ends all the same.
    return gone.union(before)


def enlarged(user: User, among: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these municipalities of who is signed in of which others are part today: only these are worth asking."""
    found = {m.municipality_id for m in user.memberships if m.municipality and m.municipality.has_parts}
    return frozenset(key for key in among if key in found)


def merged_ids(session: Session, into: Collection[uuid.UUID], day: date) -> frozenset[uuid.UUID]:
    """The municipalities that are part of these on a day."""
    return frozenset(session.scalars(select(gone_into(into, day).c.id))) if into else frozenset()


def part_of_today(session: Session, municipality: Municipality, day: date) -> Municipality | None:
    """What one that ended is part of on a day, also when it went there in more than one step; None for nothing."""
    found, seen = None, {municipality.id}
    at: Municipality | None = municipality
    while at is not None and at.merged_into_id and at.merged_into_id not in seen and has_ended(at, day):
        seen.add(at.merged_into_id)
        found = at = session.get(Municipality, at.merged_into_id)
    return found


@dataclass(frozen=True, slots=True)
class MergedRound:
    """An agreed round of a municipality that is part of another one."""

    id: uuid.UUID
    title: str
    label: str
    """Which round it was: `Eerste meting`, `Vervolgmeting 1`, ..."""
    agreed_at: datetime
    place: str
    """The municipality as it was, with its code."""
    into: str
    """What it is part of now, of those that were asked for."""


def merged_rounds(
    session: Session, into: Collection[uuid.UUID], day: date, but: Collection[uuid.UUID] = ()
) -> tuple[MergedRound, ...]:
    """What the municipalities that are part of these agreed, the newest first; without some of them. One statement."""
    if not into:
        return ()
    gone, later, one = gone_into(into, day), aliased(Municipality), Assessment
    columns = one.id, one.earlier_id, one.round, one.title, one.agreed_at, Municipality.name, Municipality.code
    query = (
        select(*columns, later.name.label("into"))
        .join(gone, gone.c.id == one.municipality_id)
        .join(Municipality, Municipality.id == one.municipality_id)
        .join(later, later.id == gone.c.into_id)
        .where(one.municipality_id.not_in(but))
        .order_by(later.name, later.id, Municipality.name, Municipality.code, one.created_at.desc())
    )
    rows = session.execute(query).all()
    numbers = round_numbers({row.id: row.earlier_id for row in rows})
    # In two of these, when both are asked for: once is enough.
    found = {row.id: row for row in reversed(rows) if row.agreed_at is not None}
    return tuple(_round(row, numbers[row.id]) for row in reversed(found.values()))


def _round(row: Any, before: int) -> MergedRound:
    label = round_label(max(before, 1) if row.round == "evaluation" else 0)
    return MergedRound(row.id, row.title, label, row.agreed_at, f"{row.name} ({row.code})", row.into)
