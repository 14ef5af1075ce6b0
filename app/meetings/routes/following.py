"""HTTP of seeing a meeting: the same item for everybody, by itself or by reloading."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.lifecycle import Action, refusal
from app.meetings.forms import build_score_form
from app.meetings.queries.board import load_board
from app.meetings.queries.running import (
    NONE,
    Position,
    is_answered_again,
    load_stand,
    running_meeting,
    seconds_passed,
    stand,
)
from app.meetings.queries.summary import earlier_meetings
from app.meetings.routes.entrance import MEETING, Attendance, blueprint, load_attendance
from app.meetings.routes.starting import start_page
from app.models import Assessment, Meeting
from app.parts import parts_of
from app.reports.queries import StoredScore
from app.reviews.forms import AgreedScoreForm
from app.reviews.queries.review import load_review
from app.situation import situation_of
from app.texts import meetings as texts
from app.texts.lifecycle import REFUSALS
from app.texts.points import WHY

Choices = list[tuple[str, list[tuple[str, str]]]]
"""Groups with a title, of (item, text)."""


@blueprint.get(MEETING)
def meeting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What is discussed now; without a meeting a form to start one, or (for who takes part) that there is none."""
    attendance = load_attendance(assessment_id)
    running = running_meeting(db.session, assessment_id) if attendance.may_follow else None
    if running:
        return running_page(attendance, running)
    if attendance.leads:
        return start_page(load_review(current_user, assessment_id))
    earlier = earlier_meetings(db.session, attendance.assessment)
    return render_template("meetings/waiting.html", assessment=attendance.assessment, stand=NONE, earlier=earlier)


@blueprint.get(f"{MEETING}/stand")
def state(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Whether something changed, for the script of the page."""
    attendance = load_attendance(assessment_id)
    version = load_stand(db.session, attendance.assessment) if attendance.may_follow else NONE
    return {"version": version, "running": version != NONE}


def running_page(
    attendance: Attendance, running: Meeting, form: AgreedScoreForm | None = None, item: str | None = None, **more: Any
) -> str:
    """The screen of a meeting; `form` is that of the agreed score with what was typed, about `item`."""
    position = Position(running)
    shown = item or running.item
    values = _discussing(attendance, running, shown, form) if shown else _between(attendance, position)
    shared = {"meeting": running, "position": position, "leads": attendance.leads, "assessment": attendance.assessment}
    return render_template("meetings/running.html" if shown else "meetings/between.html", **shared, **values, **more)


def _between(attendance: Attendance, position: Position) -> dict[str, Any]:
    """Before the first item, and after the last."""
    address = url_for("meetings.meeting", assessment_id=attendance.assessment.id)
    return {
        "stand": stand(attendance.assessment, position.meeting.id, position.meeting.version, None, None),
        "agenda": titles(attendance.assessment, [row.item for row in position.items]),
        "address": f"{current_app.config['SETTINGS'].base_url}{address}",
    }


def _discussing(attendance: Attendance, running: Meeting, item: str, form: AgreedScoreForm | None) -> dict[str, Any]:
    assessment = attendance.assessment
    board = load_board(db.session, assessment, item)
    row = next((row for row in running.items if row.item == item), None)
    current = board.scores.get(running.item or "")
    score_version = current.version if current else None
    values = {
        "stand": stand(assessment, running.id, running.version, running.item, score_version),
        "board": board,
        "guide": texts.GUIDE[row.kind if row else ""],
        "why": WHY.get(row.kind) if row else None,
        "passed": seconds_passed(running.item_since, now()) if running.item_since else 0,
        "texts": texts,
        "is_blind": is_answered_again(assessment, item),
    }
    if not attendance.leads:
        return values
    closed = _closed(assessment)
    form = form or build_score_form(board.question, board.stored, None)
    return {**values, "form": form, "closed": closed, "everything": everything(assessment, running, board.scores)}


def _closed(assessment: Assessment) -> str | None:
    why = refusal(Action.AGREE_SCORE, situation_of(db.session, current_user, assessment, signing=False))
    return REFUSALS[why] if why else None


def titles(assessment: Assessment, items: list[str]) -> list[tuple[str, str]]:
    """(domain, question) of these items, by their texts."""
    found = {
        part.item(question): (part.title, question.text) for part in parts_of(assessment) for question in part.questions
    }
    return [found[item] for item in items]


def everything(assessment: Assessment, running: Meeting, scores: Mapping[str, StoredScore]) -> Choices:
    """What can be gone to: first the list of the meeting, then each domain."""
    listed = [row.item for row in running.items]
    texts_listed = [text for _, text in titles(assessment, listed)]
    own = [
        (item, texts.on_the_list(number, text, is_agreed=item in scores and bool(scores[item].value)))
        for number, (item, text) in enumerate(zip(listed, texts_listed, strict=True), 1)
    ]
    rest = [
        (
            part.title,
            [(item, question.text) for question in part.questions if (item := part.item(question)) not in listed],
        )
        for part in parts_of(assessment)
    ]
    return [("Op de lijst", own), *((title, items) for title, items in rest if items)]
