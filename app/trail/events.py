"""Who changed what, from what to what, and why."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry, User


def record(
    session: Session,
    actor: User | None,
    action: str,
    subject: str | uuid.UUID,
    *,
    now: datetime,
    assessment: Assessment | None = None,
    municipality_id: uuid.UUID | None = None,
    old: Any = None,
    new: Any = None,
    reason: str | None = None,
) -> None:
    """Add one row to the audit trail; `old` and `new` are JSON values without names or addresses."""
    values = {
        "id": uuid.uuid4(),
        "at": now,
        "actor_id": actor.id if actor else None,
        "municipality_id": assessment.municipality_id if assessment else municipality_id,
        "assessment_id": assessment.id if assessment else None,
        "action": action,
        "subject": str(subject),
        "old": old,
        "new": new,
        "reason": reason,
    }
    session.execute(insert(AuditEntry).values(values))
