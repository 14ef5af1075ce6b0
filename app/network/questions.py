"""Asking about an action that another municipality shared, and bringing the answer: both by way of an adviser."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.access import Lock, municipalities_of
from app.doors.limits import Limit, TooManyTriesError, count_try
from app.models import Municipality, PracticeQuestion, SharedPractice, User
from app.network.entrance import blueprint
from app.network.practice import (
    PRACTICE,
    advisers_of,
    askers_of,
    coordinators_of,
    how_to_answer,
    load_asked,
    load_questions,
    may_answer,
    open_practice,
    own_places,
    practice_page,
    readable,
    refuse,
)
from app.network.sharing import PracticeAnswerForm, build_question_form
from app.post.outbox import queue_letter
from app.texts import network as texts
from app.texts.mails.practice import AskedAbout, answered, asked_by_own, asked_of_own
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from config import Settings

QUESTIONS = Limit("practice_questions", 10)
"""How many questions one municipality can ask in an hour."""
TWICE = timedelta(minutes=10)
"""Within this time the same question is the same click."""


class StaleAnswerError(Exception):
    """Another adviser answered in the meantime."""


@dataclass(frozen=True, slots=True)
class PracticePost:
    """Somebody who asks or answers, and what mails need."""

    session: Session
    user: User
    settings: Settings
    now: datetime

    def about(self, asked: PracticeQuestion, *, named: bool) -> AskedAbout:
        """What a mail tells of a question; with `named` which municipality shared the action."""
        practice = asked.practice
        return AskedAbout(
            asking=asked.municipality.name,
            title=practice.title if practice.is_open or named else texts.GONE_TITLE,
            sharing=practice.municipality.name if named else None,
            address=f"{self.settings.base_url}/netwerk/vragen/{asked.id}",
            contact=self.settings.contact,
        )


def ask_question(
    post: PracticePost, practice: SharedPractice, municipality: Municipality, text: str
) -> tuple[PracticeQuestion, bool]:
    """Ask something about a shared action, which the caller holds, and tell the advisers; with whether it is new.

    Raises TooManyTriesError.
    """
    session = post.session
    there = _just_asked(post, practice, municipality, text)
    if there is not None:
        return there, False
    secret = post.settings.secret_key.get_secret_value()
    count_try(session, QUESTIONS, str(municipality.id), secret, now=post.now)
    made = PracticeQuestion(
        id=uuid.uuid4(),
        practice=practice,
        municipality=municipality,
        asked_by=post.user.id,
        asked_at=post.now,
        text=text,
    )
    session.add(made)
    session.flush()
    _tell_advisers(post, made)
    # The text stays with the question: this trail is read by administrators.
    record(session, post.user, "ask_about_practice", made, now=post.now)
    return made, True


def answer_question(post: PracticePost, asked: PracticeQuestion, answer: str, *, seen: str) -> bool:
    """Give a question, which the caller holds, this answer, and tell who asked; False when it has it already.

    `seen` is the stamp of the answer on the page, empty when there was none. Raises StaleAnswerError.
    """
    if asked.answer == answer:
        return False
    if answer_stamp(asked) != seen:
        raise StaleAnswerError
    old = {"answer": asked.answer} if asked.answer else None
    asked.answer, asked.answered_at, asked.answered_by = answer, post.now, post.user.id
    post.session.flush()
    about = post.about(asked, named=asked.practice.shows_name and asked.practice.is_open)
    for user in coordinators_of(post.session, asked.municipality_id, asked.asked_by):
        queue_letter(post.session, user.email, answered(about, user.name, answer), "practice_answer", now=post.now)
    record(post.session, post.user, "answer_about_practice", asked, now=post.now, old=old)
    return True


def answer_stamp(asked: PracticeQuestion) -> str:
    """What tells one answer from the next; empty without one."""
    return asked.answered_at.isoformat() if asked.answered_at else ""


def _just_asked(
    post: PracticePost, practice: SharedPractice, municipality: Municipality, text: str
) -> PracticeQuestion | None:
    recent = PracticeQuestion.asked_at > post.now - TWICE, PracticeQuestion.text == text
    same = PracticeQuestion.practice_id == practice.id, PracticeQuestion.municipality_id == municipality.id
    return post.session.scalars(select(PracticeQuestion).where(*same, *recent)).first()


def _tell_advisers(post: PracticePost, asked: PracticeQuestion) -> None:
    """One mail to each: who advises both municipalities hears it as adviser of the one that shared."""
    practice = asked.practice
    found = advisers_of(post.session, [asked.municipality_id, practice.municipality_id])
    theirs = {user.id for user, place in found if place == practice.municipality_id}
    for user in {user.id: user for user, _ in found}.values():
        if user.id == post.user.id:
            continue
        if user.id in theirs:
            about = post.about(asked, named=True)
            letter = asked_of_own(about, user.name, asked.text, hidden=not practice.shows_name)
        else:
            about = post.about(asked, named=practice.shows_name)
            letter = asked_by_own(about, user.name, asked.text, other_adviser=bool(theirs))
        queue_letter(post.session, user.email, letter, "practice_question", now=post.now)


QUESTION = "/vragen/<uuid:asked_id>"


@blueprint.get("/vragen")
def list_questions() -> ResponseReturnValue:
    """The questions of own municipalities, and those to municipalities that this person advises."""
    own_places()
    return render_template("network/questions.html", questions=load_questions(db.session, current_user))


@blueprint.post(f"{PRACTICE}/vragen")
def ask(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Ask something about a shared action, by way of the advisers."""
    own_places()
    coordinated = municipalities_of(current_user, "coordinator") or abort(403)
    practice = open_practice(practice_id, "update")
    asks = askers_of(db.session, practice, coordinated)
    if not asks:
        refuse(texts.NO_ADVISER if coordinated - {practice.municipality_id} else texts.OWN_NOT_ASKED)
    form = build_question_form(asks, request.form)
    if not form.validate():
        return practice_page(practice, form=form), 422
    municipality = next(one for one in asks if str(one.id) == form.municipality.data)
    try:
        asked, is_new = ask_question(practice_post(), practice, municipality, form.text.data)
    except TooManyTriesError as error:
        return practice_page(practice, form=form, warning=texts.too_many(QUESTIONS.most, error.minutes)), 429
    flash(texts.ASKED if is_new else texts.ASKED_BEFORE, "success" if is_new else "info")
    to = url_for("network.show_practice", practice_id=practice_id, _anchor=f"vraag-{asked.id}")
    db.session.commit()
    return redirect(to, 303)


@blueprint.get(QUESTION)
def show_question(asked_id: uuid.UUID) -> ResponseReturnValue:
    """One question with its answer."""
    asked = _asked(asked_id)
    return _page(asked, PracticeAnswerForm(data={"answer": asked.answer, "seen": answer_stamp(asked)}))


@blueprint.post(QUESTION)
def answer(asked_id: uuid.UUID) -> ResponseReturnValue:
    """Bring the answer, or a better one."""
    asked = _asked(asked_id, "update")
    if not may_answer(asked, current_user):
        abort(403)
    form = PracticeAnswerForm(request.form)
    if not form.validate():
        return _page(asked, form), 422
    try:
        is_changed = answer_question(practice_post(), asked, form.answer.data, seen=form.seen.data or "")
    except StaleAnswerError:
        # Whoever saves again has seen the other answer.
        form.seen.data = answer_stamp(asked)
        return _page(asked, form, newer=True), 409
    flash(texts.ANSWERED if is_changed else texts.UNCHANGED, "success" if is_changed else "info")
    db.session.commit()
    return redirect(url_for("network.show_question", asked_id=asked_id), 303)


def _asked(asked_id: uuid.UUID, lock: Lock | None = None) -> PracticeQuestion:
    """The question for who may read it: else 404, and 403 for who leads nothing."""
    own_places()
    return load_asked(db.session, current_user, asked_id, lock) or abort(404)


def practice_post() -> PracticePost:
    """Who asks, answers or hides something now."""
    return PracticePost(db.session, current_user, current_app.config["SETTINGS"], now())


def _page(asked: PracticeQuestion, form: PracticeAnswerForm, *, newer: bool = False) -> str:
    how = how_to_answer(db.session, asked, current_user) if may_answer(asked, current_user) else ""
    return render_template(
        "network/questions_one.html",
        question=readable(asked, current_user, how=how),
        form=form,
        newer=newer,
        page_has_errors=newer or bool(form.errors),
        texts=texts,
    )
