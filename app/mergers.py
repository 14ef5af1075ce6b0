"""Municipalities that became part of another one, and what people of that one may read of them from that day on."""

import uuid
from collections.abc import Collection
from datetime import date

from sqlalchemy import CTE, select
from sqlalchemy.orm import Session

from app.models import Municipality


def gone_into(into: Collection[uuid.UUID], day: date) -> CTE:
    """(id, into_id): what is part of these municipalities on a day, also when it went there in more than one step."""
    one = Municipality
    first = select(one.id, one.merged_into_id.label("into_id")).where(one.merged_into_id.in_(into))
    gone = first.where(one.valid_until < day).cte("gone", recursive=True)
    before = select(one.id, gone.c.into_id).join(gone, one.merged_into_id == gone.c.id).where(one.valid_until < day)
    # Not UNION ALL: were there ever a circle, then this ends all the same.
    return gone.union(before)


def merged_ids(session: Session, into: Collection[uuid.UUID], day: date) -> frozenset[uuid.UUID]:
    """The municipalities that are part of these on a day."""
    return frozenset(session.scalars(select(gone_into(into, day).c.id))) if into else frozenset()
