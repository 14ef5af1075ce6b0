"""The reminder that goes out by itself, some days before the last day."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from app.formatting import HERE
from app.models import Assessment, Membership, User
from app.participants.operations.reminding import LATELY, remind_people, reminded_within, to_remind
from app.participants.operations.sending import Sender
from app.participants.queries.team import team_of
from config import Settings

MORNING = time(8)
"""From this hour in the Netherlands reminders go out."""


def reminder_due(deadline: date, days: int) -> datetime:
    """From when the reminder of this last day goes out."""
    return datetime.combine(deadline - timedelta(days=days), MORNING, HERE)


def send_due_reminders(session: Session, settings: Settings, *, now: datetime) -> int:
    """Remind everybody who is not done in every round of which it is time; the number of mails.

    Each round is reminded once for a last day, also when more processes do this at the same moment; a process that
    was down does it later, by day, as long as people can still answer.
    """
    due = list(_due(session, now))
    session.commit()
    return sum(_remind(session, settings, assessment_id, deadline, now) for assessment_id, deadline in due)


def _due(session: Session, now: datetime) -> Iterator[tuple[uuid.UUID, date]]:
    here = now.astimezone(HERE)
    if here.time() < MORNING:
        return
    waiting = select(Assessment.id, Assessment.deadline, Assessment.reminder_days).where(
        Assessment.state == "open",
        Assessment.deadline >= here.date(),
        Assessment.reminder_days.is_not(None),
        or_(Assessment.reminded_for.is_(None), Assessment.reminded_for != Assessment.deadline),
    )
    for assessment_id, deadline, days in session.execute(waiting):
        if deadline is not None and days is not None and reminder_due(deadline, days) <= now:
            yield assessment_id, deadline


def _remind(session: Session, settings: Settings, assessment_id: uuid.UUID, deadline: date, now: datetime) -> int:
    if not _is_taken(session, assessment_id, deadline):
        return 0
    assessment = session.scalars(
        select(Assessment)
        .where(Assessment.id == assessment_id)
        .options(joinedload(Assessment.municipality), selectinload(Assessment.domains))
        .execution_options(populate_existing=True)
    ).one()
    coordinator = _coordinator(session, assessment)
    if coordinator is None:
        # It waits until there is somebody to answer to.
        session.rollback()
        return 0
    sender = Sender(session, coordinator, assessment, settings, now, by_itself=True)
    due = [member for member in to_remind(team_of(assessment)) if not reminded_within(member, LATELY, sender)]
    mails = len(remind_people(sender, due, ""))
    session.commit()
    return mails


def _is_taken(session: Session, assessment_id: uuid.UUID, deadline: date) -> bool:
    """Whether this process is the one that reminds: one statement decides, and holds the round until the commit."""
    taken = session.execute(
        update(Assessment)
        .where(Assessment.id == assessment_id, Assessment.state == "open", Assessment.deadline == deadline)
        .where(or_(Assessment.reminded_for.is_(None), Assessment.reminded_for != deadline))
        .values(reminded_for=deadline)
        .returning(Assessment.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return taken is not None


def _coordinator(session: Session, assessment: Assessment) -> User | None:
    """To whom answers to the reminder go: who started the round, or who coordinates it now."""
    return session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.role == "coordinator")
        .where(Membership.ended_at.is_(None))
        .order_by((User.id == assessment.created_by).desc(), Membership.created_at, User.id)
        .limit(1)
    ).one_or_none()
