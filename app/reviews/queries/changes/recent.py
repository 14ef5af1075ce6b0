"""What had changed when domains were last handed in again, as the audit trail noted it."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry


def last_changes(session: Session, assessment_id: uuid.UUID) -> list[str]:
    """The items that had changed when domains were last handed in again."""
    query = (
        select(AuditEntry.new)
        .where(AuditEntry.assessment_id == assessment_id, AuditEntry.action == "resubmit")
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    new = session.scalar(query)
    changed: list[str] = new["changed"] if new else []
    return changed
