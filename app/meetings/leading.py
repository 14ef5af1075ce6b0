"""Starting a meeting and leading it; each change is saved against the version that was seen."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.meetings.attendees import function_in_meeting, join_meeting, load_present
from app.models import Assessment, Meeting, MeetingItem, User
from app.reviews.scores import agree_score
from app.trail.events import record


class StaleMeetingError(Exception):
    """Somebody else went on, or ended the meeting, in the meantime: nothing of this change may be kept."""


def start_meeting(
    session: Session,
    actor: User,
    assessment: Assessment,
    agenda: Sequence[tuple[str, str]],
    present: str,
    minutes: int,
    *,
    now: datetime,
) -> Meeting:
    """Start a meeting about these (item, kind of point); the assessment is held, and has no meeting that goes on."""
    meeting = Meeting(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        minutes=minutes,
        present=present,
        version=1,
        started_at=now,
        started_by=actor.id,
    )
    session.add(meeting)
    session.flush()
    for position, (item, kind) in enumerate(agenda):
        session.add(_item(meeting, item, kind, position))
    new = {"items": [item for item, _ in agenda], "present": present, "minutes": minutes}
    record(session, actor, "start_meeting", meeting, now=now, new=new)
    join_meeting(session, actor, meeting, function_in_meeting(session, actor, assessment), now=now)
    return meeting


def _item(meeting: Meeting, item: str, kind: str, position: int, discussed_at: datetime | None = None) -> MeetingItem:
    return MeetingItem(
        meeting_id=meeting.id,
        municipality_id=meeting.municipality_id,
        item=item,
        kind=kind,
        position=position,
        discussed_at=discussed_at,
    )


def change(session: Session, meeting: Meeting, seen: int, **columns: Any) -> None:
    """Change a meeting that goes on when nobody did since this version. Raises StaleMeetingError."""
    mine = Meeting.id == meeting.id, Meeting.version == seen, Meeting.ended_at.is_(None)
    changed = session.connection().execute(update(Meeting).where(*mine).values(version=seen + 1, **columns))
    if changed.rowcount != 1:
        raise StaleMeetingError


def move_to(session: Session, meeting: Meeting, item: str | None, seen: int, *, now: datetime) -> None:
    """Discuss this item from now on, or none: after the last. An item that is not on the list comes after this one.

    Two who go to the same item at once both get there. Raises StaleMeetingError.
    """
    if _is_at(session, meeting, item):
        return
    try:
        change(session, meeting, seen, item=item, item_since=now if item else None)
    except StaleMeetingError:
        # Whoever was first held the meeting until now.
        if _is_at(session, meeting, item):
            return
        raise
    places = {row.item: row.position for row in meeting.items}
    if item is None:
        return
    if item not in places:
        _insert(session, meeting, item, places.get(meeting.item or "", -1) + 1, now)
        return
    mine = MeetingItem.meeting_id == meeting.id, MeetingItem.item == item, MeetingItem.discussed_at.is_(None)
    session.connection().execute(update(MeetingItem).where(*mine).values(discussed_at=now))


def _is_at(session: Session, meeting: Meeting, item: str | None) -> bool:
    """Whether this is where the meeting is now, which can be further than when it was loaded."""
    here = select(Meeting.item).where(Meeting.id == meeting.id, Meeting.ended_at.is_(None))
    return session.execute(here).all() == [(item,)]


def _insert(session: Session, meeting: Meeting, item: str, position: int, now: datetime) -> None:
    later = MeetingItem.meeting_id == meeting.id, MeetingItem.position >= position
    session.connection().execute(update(MeetingItem).where(*later).values(position=MeetingItem.position + 1))
    session.add(_item(meeting, item, "", position, now))


def restart_timer(session: Session, meeting: Meeting, seen: int, *, now: datetime) -> None:
    """Give the item that is discussed its time anew. Raises StaleMeetingError."""
    change(session, meeting, seen, item_since=now)


def change_present(session: Session, actor: User, meeting: Meeting, present: str, seen: int, *, now: datetime) -> None:
    """Who is there from now on: it stands beside the scores that are agreed after this. Raises StaleMeetingError."""
    change(session, meeting, seen, present=present)
    old, new = {"present": meeting.present}, {"present": present}
    record(session, actor, "change_present", meeting, now=now, old=old, new=new)


def agree_in_meeting(
    session: Session,
    actor: User,
    assessment: Assessment,
    meeting: Meeting,
    item: str,
    content: Mapping[str, str | None],
    seen: int,
    *,
    now: datetime,
) -> None:
    """Save the agreed score of an item with who is there; `seen` is the version of the score.

    Also when the meeting has gone on to another item: what was typed about this one counts. Raises StaleSaveError,
    and StaleMeetingError when the meeting has ended.
    """
    agreed = {**content, "present": load_present(session, meeting)}
    agree_score(session, actor, assessment, item, agreed, seen, now=now, meeting_id=meeting.id)
    # Holds the meeting, so that it cannot end meanwhile; its version stays: who goes on at this moment is right too.
    mine = Meeting.id == meeting.id, Meeting.ended_at.is_(None)
    held = session.connection().execute(update(Meeting).where(*mine).values(version=Meeting.version))
    if held.rowcount != 1:
        raise StaleMeetingError
