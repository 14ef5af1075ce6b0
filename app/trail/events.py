"""Who changed what, from what to what, and why."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry, User
from app.models.base import Base


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
