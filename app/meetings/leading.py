"""Starting a meeting and leading it, with its forms; each change is saved against the version that was seen."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.meetings.attendees import Seat, function_in_meeting, join_meeting, load_present
from app.models import Assessment, Meeting, MeetingItem, User
from app.reports.stored import StoredScore
from app.reviews.scores import WITHDRAWN, AgreedScoreForm, agree_score
from app.texts import meetings as texts
from app.trail.events import record
from app.web.forms import BaseForm, FormData, VersionField, text_field

PRESENT = 1000


def from_the_page(_: BaseForm, field: Field) -> None:
    if not set(field.data or ()) <= {choice.value for choice in field.choices}:
        raise ValidationError(texts.NOT_OFFERED)


class PresentForm(BaseForm):
    """Who is there without a screen of their own from now on."""

    expected = SelectMultipleField("Wie zijn er zonder eigen scherm?", choices=[], validate_choice=False)
    present = text_field(
        "Wie nog meer?",
        PRESENT,
        area=True,
        description="Schrijf functies op, geen namen. Zet elke functie op een eigen regel.",
    )
    version = VersionField()

    @property
    def everybody(self) -> str:
        """All of them, a function on each line."""
        offered = [choice.value for choice in self.expected.choices]
        chosen = [function for function in offered if function in (self.expected.data or ())]
        return "\n".join([*chosen, *(self.present.data or "").splitlines()])


def build_present_form(
    present: str, seats: Sequence[Seat], version: int, posted: FormData | None = None
) -> PresentForm:
    """The form with who is there by hand, and who did not join yet to choose from."""
    joined = {seat.function for seat in seats if seat.is_there}
    absent = dict.fromkeys(seat.function for seat in seats if not seat.is_there)
    # Whoever was put there by hand and joined after that, stands among who joined.
    lines = [line for line in present.splitlines() if line in absent or line not in joined]
    offered = list(dict.fromkeys([*(line for line in lines if line in absent), *absent]))
    rest = "\n".join(line for line in lines if line not in offered)
    data = {"expected": [line for line in lines if line in offered], "present": rest, "version": str(version)}
    form = PresentForm(posted, data=data)
    form.expected.choices = [SelectChoice(function, function) for function in offered]
    return form


def is_unsaved(form: AgreedScoreForm, stored: StoredScore | None) -> bool:
    """Whether something stands in the form of the agreed score that is not what is stored."""
    kept = stored if stored and stored.value else None
    if form.value.data == WITHDRAWN:
        return kept is not None
    names = ("value", "reason", "dissent", "evidence_kind", "evidence_note", "evidence_link")
    return any((form[name].data or None) != (getattr(kept, name) if kept else None) for name in names)


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
