"""Whose turn it is in a review: one answer for every page, from what happened and when."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Assessment, AuditEntry

TO_ADVISER = (
    "start_review",
    "resubmit",
    "reopen",
    "withdraw_approval",
    "approval_fell_away",
    "finish_open_points",
)
"""The changes after which it is the adviser's turn."""


class Turn(StrEnum):
    """What a review waits for."""

    ANSWER_AGAIN = "answer_again"
    """The municipality: domains were sent back."""
    AGREE = "agree"
    """The coordinator: the adviser approved."""
    OPEN_POINTS = "open_points"
    """The coordinator: the adviser said what is still open."""
    REVIEW = "review"
    """The adviser, together with the coordinator."""


def turn(*, sent_back: bool, approved: bool, named: datetime | None, came: datetime | None) -> Turn:
    """Whose turn it is: `named` is when open points were said, `came` when it last came to the adviser."""
    if sent_back:
        return Turn.ANSWER_AGAIN
    if approved:
        return Turn.AGREE
    # What came to the adviser after the open points were named, is the answer to them.
    return Turn.REVIEW if named is None or (came is not None and came > named) else Turn.OPEN_POINTS


def turn_of(assessment: Assessment, came: Mapping[uuid.UUID, datetime]) -> Turn:
    """Whose turn it is in the review of an assessment whose domains are loaded; `came` as `came_to_adviser` has it."""
    return turn(
        sent_back=any(row.sent_back_at for row in assessment.domains),
        approved=assessment.approved_at is not None,
        named=assessment.open_points_at,
        came=came.get(assessment.id),
    )


def came_to_adviser(session: Session, assessments: Collection[Assessment]) -> Mapping[uuid.UUID, datetime]:
    """When each of these last came to the adviser, where that decides: one statement, none without open points."""
    ids = [one.id for one in assessments if one.open_points_at is not None]
    if not ids:
        return {}
    query = select(AuditEntry.assessment_id, func.max(AuditEntry.at)).where(
        AuditEntry.assessment_id.in_(ids), AuditEntry.action.in_(TO_ADVISER)
    )
    found = session.execute(query.group_by(AuditEntry.assessment_id))
    return {assessment: at for assessment, at in found if assessment}
