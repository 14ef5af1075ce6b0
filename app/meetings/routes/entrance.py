"""The blueprint of this feature, and who is let in where."""

import uuid
from dataclasses import dataclass
from typing import NoReturn

from flask import Blueprint, abort, make_response, render_template, url_for
from flask_login import current_user
from sqlalchemy import select

from app.access import Lock, assessment_for, require_role, roles_in
from app.extensions import db
from app.lifecycle import State
from app.meetings.queries.running import running_meeting
from app.models import Assessment, Meeting, Participation
from app.reviews.queries.review import STAFF
from app.reviews.routes.entrance import REVIEW
from app.texts.meetings import NOT_RUNNING
from app.typed import typed_texts

blueprint = Blueprint("meetings", __name__, template_folder="../templates")

MEETING = f"{REVIEW}/samen"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody who comes to see a meeting of an assessment."""

    assessment: Assessment
    leads: bool

    @property
    def may_follow(self) -> bool:
        """Who leads can always see where it is; who takes part, as long as the answers are discussed."""
        return self.leads or self.assessment.state == State.IN_REVIEW


def load_attendance(assessment_id: uuid.UUID) -> Attendance:
    """The assessment for who leads and who takes part: 404 for others, 403 for who only reads."""
    assessment = assessment_for(current_user, assessment_id)
    leads = bool(roles_in(current_user, assessment.municipality_id) & set(STAFF))
    if not leads and not _takes_part(assessment):
        abort(403)
    return Attendance(assessment, leads)


def _takes_part(assessment: Assessment) -> bool:
    # The joint part is that of who coordinates: it opens nothing once that role has ended.
    mine = Participation.user_id == current_user.id, Participation.role == "participant"
    here = Participation.assessment_id == assessment.id
    now = Participation.invited_at.is_not(None), Participation.ended_at.is_(None)
    return db.session.scalar(select(Participation.id).where(*mine, here, *now)) is not None


def load_leading(assessment_id: uuid.UUID, lock: Lock | None = "share") -> tuple[Assessment, Meeting]:
    """The assessment and its meeting for who leads it: 404, 403, or 409 when no meeting is going on."""
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *STAFF)
    meeting = running_meeting(db.session, assessment.id)
    if meeting is None:
        refuse(assessment, NOT_RUNNING)
    return assessment, meeting


def refuse(assessment: Assessment, explanation: str) -> NoReturn:
    """Stop with the page that says why something cannot be done now, and the way back; what was typed stands on it."""
    back = ("Ga naar de bespreking", url_for("meetings.meeting", assessment_id=assessment.id))
    page = render_template("errors/409.html", explanation=explanation, back=back, typed=typed_texts())
    abort(make_response(page, 409))
