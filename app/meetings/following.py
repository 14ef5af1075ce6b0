"""Seeing a meeting and leading it: the same item for everybody, and never whose answers they are."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import false, select
from sqlalchemy.orm import Session

from app.meetings.attendees import Seat, count_attendees, has_joined, load_seats
from app.meetings.ending import earlier_meetings, load_summary
from app.meetings.joining import come_in, lobby, way_in
from app.meetings.leading import (
    PresentForm,
    StaleMeetingError,
    agree_in_meeting,
    build_present_form,
    change_present,
    is_unsaved,
    move_to,
    restart_timer,
)
from app.meetings.running import (
    MEETING,
    NONE,
    Attendance,
    Position,
    blueprint,
    load_attendance,
    load_leading,
    load_stand,
    refuse,
    running_meeting,
    seconds_passed,
    stand,
)
from app.meetings.starting import prepare_meeting
from app.models import Answer, Assessment, Meeting, Participation, User
from app.reports.stored import StoredScore, agreed_rows, plain_value
from app.reviews.review import load_for
from app.reviews.scores import AgreedScoreForm, build_agreed_form
from app.saving.versioned import StaleSaveError
from app.state.asked import is_answered_again, parts_of, question_of, questionnaire_of, short_title_of
from app.state.lifecycle import AssessmentAction, refusal
from app.state.situation import situation_of
from app.texts import meetings as texts
from app.texts.lifecycle import REFUSALS
from app.texts.reviews import inside_outside_sentence
from app.texts.words import SPECIAL
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import FormData
from questionnaires.model import Question
from scoring import assessment as plain
from scoring.items import agreement, inside_outside, numbers


class LevelAnswer(NamedTuple):
    """An answer with the level of who gave it, for inside against outside, and whether it is that of who looks.

    Nothing else of that person is read.
    """

    participation_id: uuid.UUID
    level: str | None
    is_own: bool
    value: str
    reason: str | None
    evidence_kind: str | None
    evidence_note: str | None
    evidence_link: str | None

    @property
    def told(self) -> tuple[str, str]:
        """The reason in two: what stands on the screen, and the rest of a long one, which opens."""
        reason = self.reason or ""
        if len(reason) <= LONG:
            return reason, ""
        cut = reason.rfind(" ", LONG // 2, LONG) + 1 or LONG
        return reason[:cut], reason[cut:]


LONG = 160
"""Signs of a reason that stand on the screen at once."""


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """One answer that can be given, how often it was, and whether who looks gave it."""

    value: str
    text: str
    count: int
    agreed: bool
    own: bool


@dataclass(frozen=True, slots=True)
class MeetingBoard:
    """One item as it stands on the big screen."""

    item: str
    domain: str
    """Its short name."""
    question: Question
    given: tuple[LevelAnswer, ...]
    """By value, then by what was written: not in the order of the people."""
    scores: dict[str, StoredScore]
    """All agreed scores of the assessment by item, withdrawn ones too."""
    words: Sequence[str]
    """Of the questionnaire, by value."""

    @property
    def stored(self) -> StoredScore | None:
        """The agreed score of this item as it is stored, withdrawn or not."""
        return self.scores.get(self.item)

    @property
    def agreed(self) -> StoredScore | None:
        """The agreed score that holds, without who was there: no function stands on the screen."""
        return self.stored._replace(present=None) if self.stored and self.stored.value else None

    @property
    def outcome(self) -> str:
        """The agreed score as people read it: `2, In opbouw`; empty without one."""
        if self.agreed is None:
            return ""
        return texts.agreed_value(self.agreed.value, self.words)

    @property
    def bars(self) -> tuple[AnswerBar, ...]:
        counts = Counter(given.value for given in self.given)
        own = {given.value for given in self.given if given.is_own}
        agreed = self.agreed.value if self.agreed else None
        options = ((str(value), text) for value, text in enumerate(self.question.options))
        return tuple(AnswerBar(at, text, counts[at], at == agreed, at in own) for at, text in options)

    @property
    def others(self) -> tuple[tuple[str, int], ...]:
        """What else was answered, and how often."""
        counts = Counter(given.value for given in self.given)
        return tuple((text, counts[value]) for value, text in SPECIAL.items() if counts[value])

    @property
    def own_other(self) -> str | None:
        """What else than one of the five who looks answered."""
        return next((SPECIAL[given.value] for given in self.given if given.is_own and given.value in SPECIAL), None)

    @property
    def spread(self) -> texts.Spread:
        """How the answers with a score lie (S13)."""
        values = numbers([_plain(self.item, one) for one in self.given])
        return texts.spread(values, agreement(values).kind if values else None)

    @property
    def inside_outside(self) -> str | None:
        """How the people of the level itself answered, against all others (S14)."""
        level = self.question.level
        levels = {str(one.participation_id): one.level for one in self.given}
        found = inside_outside(level, [_plain(self.item, one) for one in self.given], levels) if level else None
        return inside_outside_sentence(found.inside, found.outside) if found else None

    @property
    def said(self) -> tuple[LevelAnswer, ...]:
        """The answers with something written beside them."""
        return tuple(given for given in self.given if given.reason or given.evidence_kind)


def load_board(session: Session, assessment: Assessment, item: str, looker: User | None = None) -> MeetingBoard:
    """What is said about one item, in two statements; `looker` is who sees on it what they answered themselves."""
    domain, question_id = item.split("/")
    return MeetingBoard(
        item=item,
        domain=short_title_of(assessment, domain),
        question=question_of(assessment, domain, question_id),
        given=_given(session, assessment, item, looker),
        scores={row.item: row for row in agreed_rows(session, assessment.id)},
        words=questionnaire_of(assessment).words,
    )


def _given(session: Session, assessment: Assessment, item: str, looker: User | None) -> tuple[LevelAnswer, ...]:
    answered = [getattr(Answer, name) for name in LevelAnswer._fields[3:]]
    is_own = Participation.user_id == looker.id if looker else false()
    rows = session.execute(
        select(Participation.id, Participation.level, is_own, *answered)
        .join(Participation, Participation.id == Answer.participation_id)
        .where(Answer.assessment_id == assessment.id, Answer.item == item)
    )
    return tuple(sorted((LevelAnswer(*row) for row in rows), key=lambda given: (given.value, given.reason or "")))


def _plain(item: str, given: LevelAnswer) -> plain.Answer:
    return plain.Answer(str(given.participation_id), item, plain_value(given.value))


@blueprint.get(MEETING)
def meeting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What is discussed now; without a meeting a form to start one, or (for who takes part) that there is none."""
    attendance = load_attendance(assessment_id)
    running = running_meeting(db.session, assessment_id) if attendance.may_follow else None
    if running:
        return running_page(attendance, running)
    if attendance.leads:
        return prepare_meeting(assessment_id)
    earlier = earlier_meetings(db.session, attendance.assessment)
    return render_template("meetings/waiting.html", assessment=attendance.assessment, stand=NONE, earlier=earlier)


@blueprint.get(f"{MEETING}/stand")
def state(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Whether something changed, for the script of the page."""
    version = load_stand(assessment_id)
    return {"version": version, "running": version != NONE}


def running_page(
    attendance: Attendance, running: Meeting, form: AgreedScoreForm | None = None, item: str | None = None, **more: Any
) -> str:
    """The screen of a meeting; `form` is that of the agreed score with what was typed, about `item`."""
    position = Position(running)
    shown = item or running.item
    values = _discussing(attendance, running, shown, form) if shown else _between(attendance, position)
    shared = {"meeting": running, "position": position, "leads": attendance.leads, "assessment": attendance.assessment}
    page = "running" if shown else "between" if position.has_begun else "lobby"
    return render_template(f"meetings/{page}.html", **shared, **values, **more)


def _between(attendance: Attendance, position: Position) -> dict[str, Any]:
    """Before the first item, and after the last."""
    meeting = position.meeting
    came = count_attendees(db.session, meeting)
    values = {"stand": stand(meeting.id, meeting.version, None, None, False, came)}
    if position.has_begun:
        return {**values, "summary": load_summary(db.session, attendance.assessment, meeting)}
    return {**values, **lobby(attendance, meeting)}


def _discussing(attendance: Attendance, running: Meeting, item: str, form: AgreedScoreForm | None) -> dict[str, Any]:
    assessment = attendance.assessment
    board = load_board(db.session, assessment, item, None if attendance.leads else current_user)
    row = next((row for row in running.items if row.item == item), None)
    kind = row.kind if row else ""
    current = board.scores.get(running.item or "")
    score_version = current.version if current else None
    is_blind = is_answered_again(assessment, item)
    values = {
        "stand": stand(running.id, running.version, running.item, score_version, is_blind),
        "board": board,
        "guide": texts.GUIDE[kind],
        "kind": kind,
        "passed": seconds_passed(running.item_since, now()) if running.item_since else 0,
        "texts": texts,
        "is_blind": is_blind,
        "has_joined": has_joined(db.session, current_user, running),
    }
    if not attendance.leads:
        return values
    closed = _closed(assessment)
    form = form or build_agreed_form(board.question, board.stored, None)
    return {
        **values,
        "form": form,
        "closed": closed,
        "ways": ways(assessment, running, board.scores),
        **way_in(running),
    }


def _closed(assessment: Assessment) -> str | None:
    why = refusal(AssessmentAction.AGREE_SCORE, situation_of(db.session, current_user, assessment, signing=False))
    return REFUSALS[why] if why else None


class ScreenPoint(NamedTuple):
    """A point that can be gone to."""

    item: str
    name: str
    is_agreed: bool


class ScreenPoints(NamedTuple):
    """The points on the list of a meeting, each with the domain that it is about, and by domain all other questions."""

    listed: tuple[tuple[str, ScreenPoint], ...]
    others: tuple[tuple[str, tuple[ScreenPoint, ...]], ...]


def ways(assessment: Assessment, running: Meeting, scores: Mapping[str, StoredScore]) -> ScreenPoints:
    """Where a meeting can go, by short names."""

    def way(item: str, question: Question) -> ScreenPoint:
        return ScreenPoint(item, question.short_name, item in scores and bool(scores[item].value))

    parts = parts_of(assessment)
    found = {
        part.item(question): (part.short, way(part.item(question), question))
        for part in parts
        for question in part.questions
    }
    listed = [row.item for row in running.items]
    rest = ((part.short, tuple(found[item][1] for item in part.items if item not in listed)) for part in parts)
    return ScreenPoints(tuple(found[item] for item in listed), tuple((title, left) for title, left in rest if left))


OTHER = "other"
"""Instead of an item: the one that was chosen from the list."""
JOIN = "mee"
LEAVE = {
    JOIN: "meetings.meeting",
    "aanwezig": "meetings.consider_present",
    "afronden": "meetings.consider_ending",
    "overzicht": "reviews.overview",
    "": "meetings.meeting",
}
"""The pages that the screen leads to, by the value of the button."""


def seen_version() -> int:
    """The version of the meeting with which the page was made."""
    return PresentForm(request.form).version.version


def to_meeting(assessment: Assessment) -> ResponseReturnValue:
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
    form = build_agreed_form(board.question, board.stored, request.form)
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
    """Go to another page about the meeting, or to this one, also to be on its list: not away from a typed score."""
    assessment, meeting = load_leading(assessment_id, None)
    to = request.form.get("to", "")
    page = LEAVE.get(to) or abort(404)
    if unsaved := unsaved_page(assessment, meeting, to):
        return unsaved, 409
    if to == JOIN:
        come_in(assessment, meeting)
        db.session.commit()
    return redirect(url_for(page, assessment_id=assessment_id), 303)


@blueprint.get(f"{MEETING}/aanwezig")
def consider_present(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who is there: on a page of its own, so that it does not stand on the big screen."""
    assessment, meeting = load_leading(assessment_id, None)
    return present_page(assessment, *present_form(assessment, meeting))


def present_form(
    assessment: Assessment, meeting: Meeting, posted: FormData | None = None
) -> tuple[PresentForm, Sequence[Seat]]:
    """The form to put there who is invited and did not join, with everybody who is invited and whether they joined."""
    seats = load_seats(db.session, current_user, assessment, meeting, by_hand="")
    return build_present_form(meeting.present, seats, meeting.version, posted), seats


def present_page(assessment: Assessment, form: PresentForm, seats: Sequence[Seat], **newer: str) -> str:
    """The page that says who joined and asks who else is there; `newer`: what somebody else wrote meanwhile."""
    joined = [seat for seat in seats if seat.is_there]
    return render_template("meetings/present.html", assessment=assessment, form=form, joined=joined, **newer)


@blueprint.post(f"{MEETING}/aanwezig")
def save_present(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Note who is there from now on."""
    assessment, meeting = load_leading(assessment_id)
    form, seats = present_form(assessment, meeting, request.form)
    if not form.validate():
        return present_page(assessment, form, seats), 422
    try:
        change_present(db.session, current_user, meeting, form.everybody, form.version.version, now=now())
    except StaleMeetingError:
        form.version.data = str(meeting.version)
        return present_page(assessment, form, seats, newer=meeting.present), 409
    flash(texts.PRESENT_SAVED, "success")
    db.session.commit()
    return to_meeting(assessment)


@blueprint.post(f"{MEETING}/score")
def save_score(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Save the agreed score of the item that was typed about, also when the screen has gone on."""
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id)
    meeting = running_meeting(db.session, assessment.id)
    if meeting is None:
        refuse(assessment, texts.ENDED_MEANWHILE)
    item = require_item(assessment, request.form.get("item", ""))
    stored = {row.item: row for row in agreed_rows(db.session, assessment.id, [item])}.get(item)
    form = build_agreed_form(question_of(assessment, *item.split("/")), stored, request.form)
    attendance = Attendance(assessment, True)
    if not form.validate():
        return running_page(attendance, meeting, form, item), 422
    try:
        agree_in_meeting(db.session, current_user, assessment, meeting, item, form.typed, form.seen.version, now=now())
        has_gone_on = go_on_after(meeting, item)
    except StaleSaveError:
        return stale_page(assessment_id, item)
    except StaleMeetingError:
        refuse(assessment, texts.ENDED_MEANWHILE)
    saved = question_of(assessment, *item.split("/")).short_name
    elsewhere = None
    if meeting.item and meeting.item != item and not has_gone_on:
        # Somebody else brought the meeting there.
        elsewhere = question_of(assessment, *meeting.item.split("/")).short_name
    flash(texts.score_saved(saved, form.typed["value"], elsewhere), "success")
    db.session.commit()
    return to_meeting(assessment)


def go_on_after(meeting: Meeting, item: str) -> bool:
    """Go to what comes after this item; not when the meeting is elsewhere by now, so that nothing is skipped."""
    to = Position(meeting).next
    if meeting.item != item or to is None:
        return False
    try:
        move_to(db.session, meeting, to or None, seen_version(), now=now())
    except StaleMeetingError:
        return False
    return True


def stale_page(assessment_id: uuid.UUID, item: str) -> tuple[str, int]:
    """The screen with both scores: what somebody saved in the meantime, and what was typed here."""
    db.session.rollback()
    assessment, meeting = load_leading(assessment_id, None)
    board = load_board(db.session, assessment, item)
    form = build_agreed_form(board.question, board.stored, request.form)
    # Whoever saves again has seen the newer score.
    form.seen.data = str(board.stored.version if board.stored else 0)
    form.validate()
    shown = {"newer": True, "typed": form.typed, "page_has_errors": True}
    return running_page(Attendance(assessment, True), meeting, form, item, **shown), 409
