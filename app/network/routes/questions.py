"""HTTP of questions about shared actions, and their answers."""

import uuid

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, municipalities_of
from app.clock import now
from app.extensions import db
from app.limits import TooManyTriesError
from app.models import PracticeQuestion
from app.network.forms.practice import AnswerForm, build_question_form
from app.network.operations.questions import (
    QUESTIONS,
    Post,
    StaleAnswerError,
    answer_question,
    answer_stamp,
    ask_question,
)
from app.network.queries.questions import askers_of, how_to_answer, load_asked, load_questions, may_answer, readable
from app.network.routes.entrance import blueprint
from app.network.routes.practice import PRACTICE, open_practice, own_places, practice_page, refuse
from app.texts import practice as texts

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
        asked, is_new = ask_question(_post(), practice, municipality, form.text.data)
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
    return _page(asked, AnswerForm(data={"answer": asked.answer, "seen": answer_stamp(asked)}))


@blueprint.post(QUESTION)
def answer(asked_id: uuid.UUID) -> ResponseReturnValue:
    """Bring the answer, or a better one."""
    asked = _asked(asked_id, "update")
    if not may_answer(asked, current_user):
        abort(403)
    form = AnswerForm(request.form)
    if not form.validate():
        return _page(asked, form), 422
    try:
        is_changed = answer_question(_post(), asked, form.answer.data, seen=form.seen.data or "")
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


def _post() -> Post:
    return Post(db.session, current_user, current_app.config["SETTINGS"], now())


def _page(asked: PracticeQuestion, form: AnswerForm, *, newer: bool = False) -> str:
    how = how_to_answer(db.session, asked, current_user) if may_answer(asked, current_user) else ""
    return render_template(
        "network/questions_one.html",
        question=readable(asked, current_user, how=how),
        form=form,
        newer=newer,
        page_has_errors=newer or bool(form.errors),
        texts=texts,
    )
