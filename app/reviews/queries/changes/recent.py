"""Whether something changed since domains were last sent back, as the audit trail noted it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Recent:
    """The last time that domains were sent back, or handed in again."""

    handed_in: bool
    questions: int
    """To how many questions an answer changed; 0 while they were not handed in again."""
    texts: int
    """Under how many closing questions a text changed; 0 when that was not noted yet."""


def recent_changes(session: Session, assessment_id: uuid.UUID) -> Recent | None:
    """How it went the last time; None when nothing was ever sent back. The versions in the rows are not read."""
    query = (
        select(AuditEntry.action, AuditEntry.new["changed"], AuditEntry.new["changed_texts"])
        .where(AuditEntry.assessment_id == assessment_id, AuditEntry.action.in_(("send_back", "resubmit")))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Recent(row[0] == "resubmit", *(len(set(items or ())) for items in row[1:])) if row else None
