"""The meeting that is going on and where it is on its list; the blueprint of this feature, and who is let in where."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from flask import Blueprint, abort, url_for
from flask_login import current_user
from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, joinedload

from app.doors.access import LEADERS, VISIBLE, Lock, as_seen_by, assessment_for, require_role, roles_in
from app.meetings.attendees import is_invited
from app.models import AgreedScore, Assessment, AssessmentDomain, Attendee, Meeting, MeetingItem, Participation
from app.reviews.review import REVIEW
from app.saving import typed
from app.state.lifecycle import State
from app.texts.meetings import NOT_RUNNING
from app.web.extensions import db

NONE = "none"
"""The stand when there is no meeting."""


def running_meeting(session: Session, assessment_id: uuid.UUID) -> Meeting | None:
    """The meeting of an assessment that is going on, with its items; None without one."""
    return (
        session.scalars(
            select(Meeting)
            .where(Meeting.assessment_id == assessment_id, Meeting.ended_at.is_(None))
            .options(joinedload(Meeting.items))
        )
        .unique()
        .one_or_none()
    )


def stand(
    meeting_id: uuid.UUID, version: int, item: str | None, score_version: int | None, is_hidden: bool, came: int = 0
) -> str:
    """What changes with everything that who follows must see.

    Also with a score that was agreed on another page, when the domain is sent back or handed in again, and before the
    first point with everybody who comes in.
    """
    if item is None:
        return f"{meeting_id.hex[:12]}-{version}-{came}"
    return f"{meeting_id.hex[:12]}-{version}-{score_version or 0}-{'hidden' if is_hidden else 'shown'}"


_DOMAIN = func.substr(Meeting.item, 1, func.length(AssessmentDomain.domain) + 1)
STAND = (
    VISIBLE.with_only_columns(
        Assessment.municipality_id,
        Assessment.state,
        exists()
        .where(Participation.assessment_id == Assessment.id, *is_invited(bindparam("user_id")))
        .label("invited"),
        Meeting.id,
        Meeting.version,
        Meeting.item,
        AgreedScore.version,
        exists()
        .where(AssessmentDomain.assessment_id == Assessment.id, AssessmentDomain.sent_back_at.is_not(None))
        .where(AssessmentDomain.domain + "/" == _DOMAIN),
        select(func.count()).where(Attendee.meeting_id == Meeting.id).scalar_subquery(),
        maintain_column_froms=True,
    )
    .outerjoin(Meeting, and_(Meeting.assessment_id == Assessment.id, Meeting.ended_at.is_(None)))
    .outerjoin(AgreedScore, and_(AgreedScore.assessment_id == Assessment.id, AgreedScore.item == Meeting.item))
)
"""What `stand` says, with what decides who may hear it. Asked again and again by every screen, so in one statement."""


def load_stand(assessment_id: uuid.UUID) -> str:
    """The same for who can load the attendance, with the same refusals; NONE when there is no meeting to follow."""
    row = db.session.connection().execute(STAND, as_seen_by(current_user, assessment_id)).one_or_none() or abort(404)
    municipality_id, state, is_taking_part, meeting_id, *rest = row
    leads = is_leading(municipality_id)
    if not leads and not is_taking_part:
        abort(403)
    return stand(meeting_id, *rest) if meeting_id and (leads or is_discussed(state)) else NONE


@dataclass(frozen=True, slots=True)
class Position:
    """Where a meeting is on its list."""

    meeting: Meeting

    @property
    def items(self) -> Sequence[MeetingItem]:
        """The list, in its order."""
        return self.meeting.items

    @property
    def index(self) -> int | None:
        """The place of what is discussed now, from 0; None before the first and after the last."""
        places = [place for place, row in enumerate(self.items) if row.item == self.meeting.item]
        return places[0] if places else None

    @property
    def current(self) -> MeetingItem | None:
        return None if self.index is None else self.items[self.index]

    @property
    def has_begun(self) -> bool:
        return any(row.discussed_at for row in self.items)

    @property
    def previous(self) -> str | None:
        """The item before this one; after the last item that is the last."""
        if self.index is None:
            return self.items[-1].item if self.has_begun else None
        return self.items[self.index - 1].item if self.index else None

    @property
    def next(self) -> str | None:
        """The item after this one, an empty text after the last; None when there is nothing after this."""
        if self.index is None:
            return None if self.has_begun else self.items[0].item
        return self.items[self.index + 1].item if self.index + 1 < len(self.items) else ""


def seconds_passed(since: datetime, now: datetime) -> int:
    """Whole seconds since then; a clock that was set back makes none."""
    return max(0, int((now - since).total_seconds()))


blueprint = Blueprint("meetings", __name__, template_folder="templates")

MEETING = f"{REVIEW}/samen"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody who comes to see a meeting of an assessment."""

    assessment: Assessment
    leads: bool

    @property
    def may_follow(self) -> bool:
        """Who leads can always see where it is; who takes part, as long as the answers are discussed."""
        return self.leads or is_discussed(self.assessment.state)


def is_discussed(state: str) -> bool:
    """Whether this is the state in which who takes part can follow."""
    return state == State.IN_REVIEW


def is_leading(municipality_id: uuid.UUID) -> bool:
    return not roles_in(current_user, municipality_id).isdisjoint(LEADERS)


def load_attendance(assessment_id: uuid.UUID) -> Attendance:
    """The assessment for who leads and who takes part: 404 for others, 403 for who only reads."""
    assessment = assessment_for(current_user, assessment_id)
    leads = is_leading(assessment.municipality_id)
    if not leads and not _takes_part(assessment):
        abort(403)
    return Attendance(assessment, leads)


def _takes_part(assessment: Assessment) -> bool:
    here = Participation.assessment_id == assessment.id
    return db.session.scalar(select(Participation.id).where(here, *is_invited(current_user.id))) is not None


def load_leading(assessment_id: uuid.UUID, lock: Lock | None = "share") -> tuple[Assessment, Meeting]:
    """The assessment and its meeting for who leads it: 404, 403, or 409 when no meeting is going on."""
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *LEADERS)
    meeting = running_meeting(db.session, assessment.id)
    if meeting is None:
        refuse(assessment, NOT_RUNNING)
    return assessment, meeting


def refuse(assessment: Assessment, explanation: str) -> NoReturn:
    """Stop with the page that says why something cannot be done now, and the way back; what was typed stands on it."""
    typed.refuse(explanation, ("Ga naar de bespreking", url_for("meetings.meeting", assessment_id=assessment.id)))
