"""Seeing a meeting and leading it: the same item for everybody, and never whose answers they are."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.meetings.agenda import (
    PresentForm,
    build_score_form,
    is_unsaved,
)
from app.meetings.leading import (
    StaleMeetingError,
    agree_in_meeting,
    change_present,
    move_to,
    restart_timer,
)
from app.meetings.running import (
    MEETING,
    NONE,
    Attendance,
    Position,
    blueprint,
    is_answered_again,
    load_attendance,
    load_leading,
    load_stand,
    refuse,
    running_meeting,
    seconds_passed,
    stand,
)
from app.meetings.starting import prepare_meeting
from app.meetings.summary import earlier_meetings
from app.models import Answer, Assessment, Meeting, Participation
from app.reports.stored import StoredScore, agreed_rows, plain_value
from app.reviews.entrance import load_for
from app.reviews.scores import AgreedScoreForm
from app.saving.versioned import StaleSaveError
from app.state.asked import question_of, title_of
from app.state.lifecycle import AssessmentAction, refusal
from app.state.parts import parts_of
from app.state.situation import situation_of
from app.texts import meetings as texts
from app.texts.lifecycle import REFUSALS
from app.texts.points import WHY
from app.texts.reviews import agreement_sentence, inside_outside_sentence
from app.texts.words import SPECIAL
from app.web.clock import now
from app.web.extensions import db
from questionnaires.model import Question
from scoring import assessment as plain
from scoring.items import agreement, inside_outside, numbers


class LevelAnswer(NamedTuple):
    """An answer with the level of who gave it, for inside against outside; nothing else of that person is read."""

    participation_id: uuid.UUID
    level: str | None
    value: str
    reason: str | None
    evidence_kind: str | None
    evidence_note: str | None
    evidence_link: str | None


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """One answer that can be given, and how often it was."""

    value: str
    text: str
    count: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class MeetingBoard:
    """One item as it stands on the big screen."""

    item: str
    domain: str
    title: str
    """Of the domain."""
    question: Question
    given: tuple[LevelAnswer, ...]
    """By value, then by what was written: not in the order of the people."""
    scores: dict[str, StoredScore]
    """All agreed scores of the assessment by item, withdrawn ones too."""
    sentences: tuple[str, ...]

    @property
    def stored(self) -> StoredScore | None:
        """The agreed score of this item as it is stored, withdrawn or not."""
        return self.scores.get(self.item)

    @property
    def agreed(self) -> StoredScore | None:
        """The agreed score that holds, without who was there: no function stands on the screen."""
        return without_present(self.stored) if self.stored and self.stored.value else None

    @property
    def bars(self) -> tuple[AnswerBar, ...]:
        """The five answers, and below them what else was answered."""
        counts = Counter(given.value for given in self.given)
        agreed = self.agreed.value if self.agreed else None
        five = [(str(value), f"{value}. {text}") for value, text in enumerate(self.question.options)]
        special = [(value, text) for value, text in SPECIAL.items() if counts[value] or agreed == value]
        return tuple(AnswerBar(value, text, counts[value], value == agreed) for value, text in (*five, *special))

    @property
    def five(self) -> tuple[AnswerBar, ...]:
        """The five answers that can be given, which tell nothing of what was."""
        return self.bars[: len(self.question.options)]

    @property
    def said(self) -> tuple[LevelAnswer, ...]:
        """The answers with something written beside them."""
        return tuple(given for given in self.given if given.reason or given.evidence_kind)


def without_present(score: StoredScore) -> StoredScore:
    """The same score without who was there."""
    return score._replace(present=None)


def load_board(session: Session, assessment: Assessment, item: str) -> MeetingBoard:
    """What is said about one item, in two statements."""
    domain, question_id = item.split("/")
    question = question_of(assessment, domain, question_id)
    given = _given(session, assessment, item)
    return MeetingBoard(
        item=item,
        domain=domain,
        title=title_of(assessment, domain),
        question=question,
        given=given,
        scores={row.item: row for row in agreed_rows(session, assessment.id)},
        sentences=_sentences(question, item, given),
    )


def _given(session: Session, assessment: Assessment, item: str) -> tuple[LevelAnswer, ...]:
    answered = [getattr(Answer, name) for name in LevelAnswer._fields[2:]]
    rows = session.execute(
        select(Participation.id, Participation.level, *answered)
        .join(Participation, Participation.id == Answer.participation_id)
        .where(Answer.assessment_id == assessment.id, Answer.item == item)
    )
    return tuple(sorted((LevelAnswer(*row) for row in rows), key=lambda given: (given.value, given.reason or "")))


def _sentences(question: Question, item: str, given: Sequence[LevelAnswer]) -> tuple[str, ...]:
    answers = [_plain(item, one) for one in given]
    known = numbers(answers)
    found = []
    if known:
        lie = agreement(known)
        found.append(agreement_sentence(lie.n, lie.mean, lie.average_deviation, lie.kind))
    levels = {str(one.participation_id): one.level for one in given}
    groups = inside_outside(question.level, answers, levels) if question.level else None
    if groups:
        found.append(inside_outside_sentence(groups.inside, groups.outside))
    return tuple(found)


def _plain(item: str, given: LevelAnswer) -> plain.Answer:
    return plain.Answer(str(given.participation_id), item, plain_value(given.value))


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
        return prepare_meeting(assessment_id)
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
    why = refusal(AssessmentAction.AGREE_SCORE, situation_of(db.session, current_user, assessment, signing=False))
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
        change_present(db.session, current_user, meeting, form.present.data, form.version.version, now=now())
    except StaleMeetingError:
        form.version.data = str(meeting.version)
        return render_template("meetings/present.html", assessment=assessment, form=form, newer=meeting.present), 409
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
