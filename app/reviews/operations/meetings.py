"""What becomes of a meeting when the inventory that it is about is agreed."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from app import audit
from app.models import AgreedScore, Assessment, Meeting


def end_running_meeting(session: Session, assessment: Assessment, *, now: datetime) -> None:
    """End the meeting that still goes on, if there is one: there is nothing left to agree; nobody gets a mail.

    The assessment is held for update, so that nobody can start or lead a meeting meanwhile.
    """
    goes_on = Meeting.assessment_id == assessment.id, Meeting.ended_at.is_(None)
    query = select(Meeting).where(*goes_on).options(joinedload(Meeting.items)).execution_options(populate_existing=True)
    meeting = session.scalars(query).unique().one_or_none()
    if meeting is None:
        return
    ended = {"ended_at": now, "item": None, "item_since": None, "version": Meeting.version + 1}
    session.connection().execute(update(Meeting).where(Meeting.id == meeting.id).values(ended))
    scores = select(AgreedScore.item).where(AgreedScore.meeting_id == meeting.id, AgreedScore.value != "")
    agreed = set(session.scalars(scores))
    new = {
        "agreed": [row.item for row in meeting.items if row.item in agreed],
        "discussed": [row.item for row in meeting.items if row.discussed_at],
        "mails": 0,
        "because": "agree",
    }
    # Nobody does it: it happens because something else was done.
    audit.record(session, None, "end_meeting", meeting.id, assessment=assessment, new=new, now=now)
