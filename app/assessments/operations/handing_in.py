"""Handing in, and starting the review."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import audit
from app.lifecycle import AFTER, Action
from app.models import Assessment, Participation, User


def submit_answers(
    session: Session, actor: User, assessment: Assessment, participation: Participation, *, now: datetime
) -> None:
    """Hand in the answers; they can still be changed until the review starts. Twice is once."""
    if participation.state == "submitted":
        return
    audit.record(
        session,
        actor,
        "submit_answers",
        participation.id,
        assessment=assessment,
        old=participation.state,
        new="submitted",
        now=now,
    )
    participation.state, participation.submitted_at = "submitted", now


def start_review(session: Session, actor: User, assessment: Assessment, *, now: datetime) -> None:
    """Close the answers of everybody; from here on they are discussed."""
    old, assessment.state = assessment.state, AFTER[Action.START_REVIEW].value
    assessment.review_started_at = now
    audit.record(
        session,
        actor,
        "start_review",
        assessment.id,
        assessment=assessment,
        old=old,
        new=assessment.state,
        now=now,
    )
