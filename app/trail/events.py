"""Who changed what, from what to what, and why; and what happened lately in some municipalities."""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry, User
from app.models.base import Base
from app.web.formatting import HERE


def record(
    session: Session,
    actor: User | None,
    action: str,
    subject: Base | uuid.UUID | str,
    *,
    now: datetime,
    assessment: Assessment | None = None,
    municipality_id: uuid.UUID | None = None,
    old: Any = None,
    new: Any = None,
    reason: str | None = None,
) -> None:
    """Add one row to the audit trail; a subject that is a row says itself of which assessment and municipality it is.

    `old` and `new` are JSON values without names or addresses, in which days, times and ids become texts.
    """
    place = assessment or subject
    values = {
        "id": uuid.uuid4(),
        "at": now,
        "actor_id": actor.id if actor else None,
        "municipality_id": municipality_id or getattr(place, "municipality_id", None),
        "assessment_id": place.id if isinstance(place, Assessment) else getattr(place, "assessment_id", None),
        "action": action,
        "subject": str(getattr(subject, "id", subject)),
        "old": _plain(old),
        "new": _plain(new),
        "reason": reason,
    }
    session.execute(insert(AuditEntry).values(values))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


HAPPENED = {
    "start_assessment": "inventarisatie gestart",
    "invite_people": "collega’s uitgenodigd",
    "submit_answers": "antwoorden ingeleverd",
    "start_review": "bespreking gestart",
    "send_back": "domeinen teruggestuurd",
    "resubmit": "teruggestuurde domeinen opnieuw ingeleverd",
    "name_open_points": "opgeschreven wat nog open is",
    "finish_open_points": "gedaan wat nog open was",
    "approve": "akkoord gegeven",
    "withdraw_approval": "akkoord ingetrokken",
    "agree": "rapport vastgesteld",
    "reopen": "inventarisatie heropend",
    "start_trajectory": "traject van tien maanden gestart",
    "choose_domains": "domeinen gekozen om mee te beginnen",
    "add_appointment": "afspraak gemaakt",
    "close_trajectory": "traject afgesloten",
}


def happened(name: str, count: int) -> str:
    """What happened on a day, and how often when that was more than once."""
    return HAPPENED[name] if count == 1 else f"{HAPPENED[name]}, {count} keer"


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
