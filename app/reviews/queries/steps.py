"""The last steps of a review, from the audit trail: what somebody repeats, and how an approval ended."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.lifecycle import Action, State
from app.models import Assessment, AuditEntry, User

STEPS = (Action.START_REVIEW, Action.APPROVE, Action.WITHDRAW_APPROVAL, Action.SEND_BACK, Action.RESUBMIT)
MOVES = tuple(action.value for action in (*STEPS, Action.FINISH_OPEN_POINTS, Action.AGREE, Action.REOPEN))
FALLEN = "approval_fell_away"
ABOUT_APPROVAL = (FALLEN, Action.APPROVE.value, Action.WITHDRAW_APPROVAL.value, Action.REOPEN.value)


class Fallen(NamedTuple):
    """When an approval ended by itself, and whether that was because domains were sent back."""

    at: datetime
    sent_back: bool


def repeats_last_step(
    session: Session, user: User, assessment: Assessment, action: Action, reason: str | None = None
) -> bool:
    """Whether the last step here was the same, by the same person with the same reason: a second click."""
    query = (
        select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.reason)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(MOVES))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return row is not None and tuple(row) == (action.value, user.id, reason)


def open_points_done_at(session: Session, assessment: Assessment) -> datetime | None:
    """When the coordinator said that what the adviser said is open now, is done; None when nobody did."""
    if assessment.open_points_at is None:
        return None
    query = select(func.max(AuditEntry.at)).where(
        AuditEntry.assessment_id == assessment.id,
        AuditEntry.action == Action.FINISH_OPEN_POINTS.value,
        AuditEntry.at > assessment.open_points_at,
    )
    return session.scalar(query)


def fallen_approval(session: Session, assessment: Assessment) -> Fallen | None:
    """How the approval ended by itself; None when it did not, or when there is another one by now."""
    if assessment.state != State.IN_REVIEW or assessment.approved_at is not None:
        return None
    query = (
        select(AuditEntry.action, AuditEntry.at, AuditEntry.new["because"].as_string())
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(ABOUT_APPROVAL))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Fallen(row[1], row[2] == Action.SEND_BACK) if row and row[0] == FALLEN else None
