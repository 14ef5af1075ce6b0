"""Joining a meeting from a telephone: the short address and the code of the day, which lead there and open nothing."""

import re
import uuid
from datetime import date, datetime, timedelta
from hmac import compare_digest
from itertools import groupby
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.validators import ValidationError

from app.doors.access import LEADERS, municipalities_of
from app.doors.limits import Limit, TooManyTriesError, count_try, take_back_try
from app.doors.tokens import keyed_hash
from app.meetings.attendees import function_in_meeting, is_invited, join_meeting, load_seats
from app.meetings.running import MEETING, Attendance, blueprint, load_attendance, running_meeting
from app.models import Assessment, Meeting, Participation, User
from app.state.asked import parts_of
from app.state.lifecycle import State
from app.texts import meetings as texts
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
from app.web.forms import BaseForm, required, text_field
from app.web.qr import qr_code
from config import Settings

DIGITS = 6


def join_code(meeting_id: uuid.UUID, day: date, secret: str) -> str:
    """The six digits that lead to a meeting on this day, for who is invited to it.

    They are kept nowhere: made anew for each page from the key of this installation, and tomorrow they are others.
    """
    return f"{int(keyed_hash(secret, 'meeting code', f'{meeting_id} {day}'), 16) % 10**DIGITS:0{DIGITS}d}"


def spaced_code(code: str) -> str:
    """A code as people read it: `482 913`."""
    return f"{code[: DIGITS // 2]} {code[DIGITS // 2 :]}"


def join_address(base_url: str) -> str:
    """Where to type the code, as short as people can type it: `samenhang.example/mee`."""
    return f"{base_url.partition('://')[2]}/mee"


WRONG_CODES = Limit("wrong meeting code by person", 10, timedelta(minutes=15))
"""There is none for a network: that is a whole building, and guessing finds only what somebody is invited to anyway."""


class MeetingCodeForm(BaseForm):
    """The code from the big screen."""

    code = text_field("Code van het scherm", 40, required(texts.CODE_MISSING))

    def validate_code(self, field: Field) -> None:
        """Six digits, with or without spaces."""
        field.data = re.sub(r"\s", "", field.data)
        if not re.fullmatch(f"[0-9]{{{DIGITS}}}", field.data):
            raise ValidationError(texts.NOT_A_CODE)


def try_code(session: Session, user: User, code: str, secret: str, *, now: datetime) -> Meeting | None:
    """The meeting that goes on with this code, among those to which this person is invited or which they lead.

    Counted as a try, which is taken back when it was right. Raises TooManyTriesError.
    """
    count_try(session, WRONG_CODES, str(user.id), secret, now=now)
    day = now.astimezone(HERE).date()
    leads = Meeting.municipality_id.in_(municipalities_of(user, *LEADERS))
    invited = exists().where(Participation.assessment_id == Meeting.assessment_id, *is_invited(user.id))
    query = select(Meeting).join(Assessment, Assessment.id == Meeting.assessment_id)
    query = query.where(Meeting.ended_at.is_(None), Assessment.state == State.IN_REVIEW, or_(leads, invited))
    found = [one for one in session.scalars(query) if compare_digest(join_code(one.id, day, secret), code)]
    if not found:
        return None
    take_back_try(session, WRONG_CODES, str(user.id), secret, now=now)
    return found[0]


def secret() -> str:
    found: Settings = current_app.config["SETTINGS"]
    return found.secret_key.get_secret_value()


@blueprint.get("/mee")
def consider_joining() -> str:
    """The page that asks for the code; the picture on the big screen leads here with the code."""
    asked = request.args.get("code", "")
    return code_page(MeetingCodeForm(data={"code": asked if re.fullmatch("[0-9 ]{0,10}", asked) else ""}))


def code_page(form: MeetingCodeForm) -> str:
    """The page that asks for the code, with what was typed."""
    return render_template("meetings/join.html", form=form)


@blueprint.post("/mee")
def join_by_code() -> ResponseReturnValue:
    """Join the meeting with this code. What is not theirs and what is not there have the same answer."""
    form = MeetingCodeForm(request.form)
    if not form.validate():
        return code_page(form), 422
    try:
        meeting = try_code(db.session, current_user, form.code.data, secret(), now=now())
    except TooManyTriesError as error:
        db.session.commit()
        form.code.errors = [texts.too_many_codes(error.minutes)]
        return code_page(form), 429
    if meeting is None:
        db.session.commit()
        form.code.errors = [texts.WRONG_CODE]
        return code_page(form), 422
    return join(meeting.assessment_id)


@blueprint.post(f"{MEETING}/mee")
def join(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Say that somebody is there, and go to what is discussed."""
    attendance = load_attendance(assessment_id)
    running = running_meeting(db.session, assessment_id) if attendance.may_follow else None
    if running:
        come_in(attendance.assessment, running)
    db.session.commit()
    return redirect(url_for("meetings.meeting", assessment_id=assessment_id), 303)


def way_in(running: Meeting) -> dict[str, str]:
    """The address and the code with which people come in, as they stand on the screen of who leads."""
    settings: Settings = current_app.config["SETTINGS"]
    code = spaced_code(join_code(running.id, today(), secret()))
    return {"join_at": join_address(settings.base_url), "code": code}


def come_in(assessment: Assessment, running: Meeting) -> None:
    """Note that who asks this is there."""
    function = function_in_meeting(db.session, current_user, assessment)
    join_meeting(db.session, current_user, running, function, now=now())


def lobby(attendance: Attendance, running: Meeting) -> dict[str, Any]:
    """What stands on the screen before the first point: how to join, who is there, and what it will be about."""
    assessment, settings = attendance.assessment, current_app.config["SETTINGS"]
    seats = load_seats(db.session, current_user, assessment, running)
    way = way_in(running)
    names = {part.item(q): (part.short, q.short_name) for part in parts_of(assessment) for q in part.questions}
    listed = [names[row.item] for row in running.items]
    numbered = enumerate(listed, 1)
    return {
        "seats": seats,
        "is_on_list": any(seat.is_there and seat.is_mine for seat in seats),
        "agenda": [
            (title, [(number, name) for number, (_, name) in rows])
            for title, rows in groupby(numbered, key=lambda row: row[1][0])
        ],
        "duration": texts.duration(len(listed), running.minutes),
        **way,
        "qr": qr_code(f"{settings.base_url}/mee?code={way['code'].replace(' ', '')}"),
    }
