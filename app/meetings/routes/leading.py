"""HTTP of leading a meeting: go on, the clock, who is there, and the agreed score."""

import uuid

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import question_of
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.meetings.forms import PresentForm, build_score_form, is_unsaved
from app.meetings.operations import (
    StaleMeetingError,
    agree_in_meeting,
    change_present,
    move_to,
    restart_timer,
)
from app.meetings.queries.board import load_board
from app.meetings.queries.running import running_meeting
from app.meetings.routes.entrance import MEETING, Attendance, blueprint, load_leading, refuse
from app.meetings.routes.following import running_page
from app.models import Assessment, Meeting
from app.parts import parts_of
from app.reports.queries.assessment import agreed_rows
from app.reviews.routes.entrance import load_for
from app.texts import meetings as texts
from app.versions import StaleSaveError

OTHER = "other"
"""Instead of an item: the one that was chosen from the list."""
LEAVE = {"aanwezig": "meetings.consider_present", "afronden": "meetings.consider_ending", "": "meetings.meeting"}
"""The pages that the screen leads to, by the value of the button."""


def seen_version() -> int:
    """The version of the meeting with which the page was made."""
    return PresentForm(request.form).version.version


def to_meeting(assessment: Assessment) -> ResponseReturnValue:
    """Back to the screen."""
    return redirect(url_for("meetings.meeting", assessment_id=assessment.id), 303)


def require_item(assessment: Assessment, item: str) -> str:
    """An item that this assessment asks about, chance questions aside; else 404."""
    return item if any(item in part.items for part in parts_of(assessment)) else abort(404)


@blueprint.post(f"{MEETING}/verder")
def move(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Go to another item, which everybody sees from then on; an empty one is after the last."""
    assessment, meeting = load_leading(assessment_id)
    to = request.form.get("to", "")
    to = request.form.get("other", "") if to == OTHER else to
    target = require_item(assessment, to) if to else None
    if unsaved := unsaved_page(assessment, meeting, to):
        return unsaved, 409
    try:
        move_to(db.session, meeting, target, seen_version(), now=now())
    except StaleMeetingError:
        refuse(assessment, texts.MOVED)
    db.session.commit()
    return to_meeting(assessment)


def unsaved_page(assessment: Assessment, meeting: Meeting, to: str = "") -> str | None:
    """The screen with a score that was typed and not saved; None when what was asked loses nothing.

    Where no score can be saved any more the page sends none, unless it was made before that.
    """
    item = request.form.get("item")
    if not item or "discard" in request.form:
        return None
    board = load_board(db.session, assessment, require_item(assessment, item))
    form = build_score_form(board.question, board.stored, request.form)
    if not is_unsaved(form, board.stored):
        return None
    return running_page(Attendance(assessment, True), meeting, form, item, unsaved={"to": to})


@blueprint.post(f"{MEETING}/klok")
def restart(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Give this item its time anew."""
    assessment, meeting = load_leading(assessment_id)
    if unsaved := unsaved_page(assessment, meeting):
        return unsaved, 409
    try:
        restart_timer(db.session, meeting, seen_version(), now=now())
    except StaleMeetingError:
        refuse(assessment, texts.MOVED)
    db.session.commit()
    return to_meeting(assessment)


@blueprint.post(f"{MEETING}/naar")
def leave(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Go to another page about the meeting, or to this one as it is now: not away from a score that was typed."""
    assessment, meeting = load_leading(assessment_id, None)
    to = request.form.get("to", "")
    page = LEAVE.get(to) or abort(404)
    if unsaved := unsaved_page(assessment, meeting, to):
        return unsaved, 409
    return redirect(url_for(page, assessment_id=assessment_id), 303)


@blueprint.get(f"{MEETING}/aanwezig")
def consider_present(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who is there: on a page of its own, so that it does not stand on the big screen."""
    assessment, meeting = load_leading(assessment_id, None)
    form = PresentForm(data={"present": meeting.present, "version": str(meeting.version)})
    return render_template("meetings/present.html", assessment=assessment, form=form)


@blueprint.post(f"{MEETING}/aanwezig")
def save_present(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Note who is there from now on."""
    assessment, meeting = load_leading(assessment_id)
    form = PresentForm(request.form)
    if not form.validate():
        return render_template("meetings/present.html", assessment=assessment, form=form), 422
    try:
        change_present(
            db.session, current_user, assessment, meeting, form.present.data, form.version.version, now=now()
        )
    except StaleMeetingError:
        form.version.data = str(meeting.version)
        return render_template("meetings/present.html", assessment=assessment, form=form, newer=meeting.present), 409
    flash(texts.PRESENT_SAVED, "success")
    db.session.commit()
    return to_meeting(assessment)


@blueprint.post(f"{MEETING}/score")
def save_score(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Save the agreed score of the item that was typed about, also when the screen has gone on."""
    assessment = load_for(Action.AGREE_SCORE, assessment_id)
    meeting = running_meeting(db.session, assessment.id)
    if meeting is None:
        refuse(assessment, texts.ENDED_MEANWHILE)
    item = require_item(assessment, request.form.get("item", ""))
    stored = {row.item: row for row in agreed_rows(db.session, assessment.id, [item])}.get(item)
    form = build_score_form(question_of(assessment, *item.split("/")), stored, request.form)
    attendance = Attendance(assessment, True)
    if not form.validate():
        return running_page(attendance, meeting, form, item), 422
    try:
        agree_in_meeting(db.session, current_user, assessment, meeting, item, form.typed, form.seen.version, now=now())
    except StaleSaveError:
        return stale_page(assessment_id, item)
    except StaleMeetingError:
        refuse(assessment, texts.ENDED_MEANWHILE)
    flash(said_after(assessment, meeting, item, form.typed["value"]), "success")
    db.session.commit()
    return to_meeting(assessment)


def said_after(assessment: Assessment, meeting: Meeting, item: str, value: str | None) -> str:
    """That it was saved, and where the meeting is when that is another item by now."""
    if meeting.item in (item, None):
        return texts.SCORE_SAVED if value else texts.SCORE_WITHDRAWN
    saved, current = (question_of(assessment, *one.split("/")).text for one in (item, meeting.item or ""))
    return texts.saved_elsewhere(saved, current)


def stale_page(assessment_id: uuid.UUID, item: str) -> tuple[str, int]:
    """The screen with both scores: what somebody saved in the meantime, and what was typed here."""
    db.session.rollback()
    assessment, meeting = load_leading(assessment_id, None)
    board = load_board(db.session, assessment, item)
    form = build_score_form(board.question, board.stored, request.form)
    # Whoever saves again has seen the newer score.
    form.seen.data = str(board.stored.version if board.stored else 0)
    form.validate()
    shown = {"newer": True, "typed": form.typed, "page_has_errors": True}
    return running_page(Attendance(assessment, True), meeting, form, item, **shown), 409
