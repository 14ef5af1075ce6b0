"""Sending domains back to be answered again, and handing them in again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, User
from app.reviews.operations.transitions import drop_approval
from app.reviews.queries.changes import changed_items, versions_now


def send_back_domains(
    session: Session, actor: User, assessment: Assessment, domains: Collection[str], reason: str, *, now: datetime
) -> None:
    """Open the answers of these domains again; the approval falls away.

    The audit trail keeps the version of every answer at this moment: afterwards what changed can be shown.
    """
    approved = assessment.approved_at is not None
    for row in assessment.domains:
        if row.domain in domains:
            row.sent_back_at, row.sent_back_reason = now, reason
    drop_approval(assessment)
    versions = versions_now(session, assessment, domains)
    audit.record(
        session,
        actor,
        "send_back",
        assessment.id,
        assessment=assessment,
        old={"approved": approved},
        new={"domains": sorted(domains), "versions": versions},
        reason=reason,
        now=now,
    )


def resubmit_domains(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> list[str]:
    """Close the domains that were sent back; the items of which an answer changed since."""
    waiting = [row for row in assessment.domains if row.sent_back_at]
    changed = changed_items(session, assessment)
    for row in waiting:
        row.sent_back_at = row.sent_back_reason = None
    audit.record(
        session,
        actor,
        "resubmit",
        assessment.id,
        assessment=assessment,
        new={"domains": [row.domain for row in waiting], "changed": changed},
        now=now,
    )
    return changed
