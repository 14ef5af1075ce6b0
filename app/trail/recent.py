"""What happened lately in some municipalities, for who leads there: steps and progress, never an answer or a name."""

import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry
from app.texts.recent import HAPPENED, happened
from app.web.formatting import HERE

LATELY = timedelta(weeks=8)
READ = 60
"""So many changes are read, of which those of a day that are alike become one line."""
MOST = 5


@dataclass(frozen=True, slots=True)
class RecentChange:
    """Something that happened in a municipality on a day, once or more often."""

    day: date
    municipality_id: uuid.UUID
    text: str


def load_recent(
    session: Session, municipality_ids: Collection[uuid.UUID], but: uuid.UUID | None = None, *, now: datetime
) -> list[RecentChange]:
    """The last five, without what one person did when they are named; one statement. It asks nothing of rights."""
    query = (
        select(AuditEntry.at, AuditEntry.municipality_id, AuditEntry.action)
        .where(AuditEntry.municipality_id.in_(municipality_ids), AuditEntry.at > now - LATELY)
        .where(AuditEntry.action.in_(HAPPENED))
        .order_by(AuditEntry.at.desc(), AuditEntry.id)
        .limit(READ)
    )
    rows = session.execute(query.where(AuditEntry.actor_id != but) if but else query)
    often = Counter((at.astimezone(HERE).date(), where, action) for at, where, action in rows)
    return [
        RecentChange(day, where, happened(action, count))
        for (day, where, action), count in list(often.items())[:MOST]
        if where is not None
    ]
