"""Sending domains back to be answered again, and handing them in again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.models import Assessment, User
from app.reviews.operations.transitions import drop_approval
from app.reviews.queries.changes import changes_in, noted_now, periods_of


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
    audit.record(
        session,
        actor,
        "send_back",
        assessment.id,
        assessment=assessment,
        old={"approved": approved},
        new={"domains": sorted(domains), **noted_now(session, assessment, domains)},
        reason=reason,
        now=now,
    )


def resubmit_domains(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> int:
    """Close the domains that were sent back; how many answers and closing texts are others than before."""
    waiting = [row for row in assessment.domains if row.sent_back_at]
    domains = [row.domain for row in waiting]
    open_ = [period for period in periods_of(session, assessment) if period.end is None]
    answers = [changes_in(session, "versions", assessment, period) for period in open_]
    texts = [changes_in(session, "texts", assessment, period) for period in open_]
    for row in waiting:
        row.sent_back_at = row.sent_back_reason = None
    audit.record(
        session,
        actor,
        "resubmit",
        assessment.id,
        assessment=assessment,
        new={
            "domains": domains,
            "changed": sorted(item for found in answers for item in found.items),
            **noted_now(session, assessment, domains),
        },
        now=now,
    )
    return sum(len(found.changed) for found in (*answers, *texts))
