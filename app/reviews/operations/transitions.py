"""Approving, agreeing and reopening: each changes the state and leaves a line in the audit trail."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.lifecycle import AFTER, Action
from app.models import Assessment, Report, User
from app.reports.operations import Drawn, freeze_report


def approve(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> None:
    """The adviser says that the scores are right."""
    assessment.approved_at, assessment.approved_by = now, actor.id
    audit.record(session, actor, "approve", assessment.id, assessment=assessment, old=False, new=True, now=now)


def withdraw_approval(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> None:
    """The approval no longer holds; scores can change again."""
    drop_approval(assessment)
    audit.record(
        session, actor, "withdraw_approval", assessment.id, assessment=assessment, old=True, new=False, now=now
    )


def drop_approval(assessment: Assessment) -> None:
    """Take the approval away, as part of something that is recorded itself."""
    assessment.approved_at = assessment.approved_by = None


def agree(
    session: Session, actor: User, assessment: Assessment, *, now: datetime, drawn: Drawn | None = None
) -> Report:
    """The coordinator agrees: the report is frozen in the same transaction, the assessment held for update."""
    report = freeze_report(session, assessment, actor, now=now, drawn=drawn)
    old, assessment.state = assessment.state, AFTER[Action.AGREE].value
    assessment.agreed_at = now
    new = {"state": assessment.state, "report": report.number, "approved": assessment.approved_at is not None}
    audit.record(session, actor, "agree", assessment.id, assessment=assessment, old={"state": old}, new=new, now=now)
    return report


def reopen(session: Session, actor: User, assessment: Assessment, reason: str, *, now: datetime) -> None:
    """Open an agreed assessment for review; the approval falls away, the frozen report stays.

    `agreed_at` stays too: it says since when there is something for readers, and they keep the older versions.
    """
    old, assessment.state = assessment.state, AFTER[Action.REOPEN].value
    drop_approval(assessment)
    audit.record(
        session,
        actor,
        "reopen",
        assessment.id,
        assessment=assessment,
        old={"state": old},
        new={"state": assessment.state},
        reason=reason,
        now=now,
    )
