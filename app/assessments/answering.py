"""HTTP of answering: one question a page, or a whole domain on one page."""

import uuid

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.closed import closed_page
from app.assessments.visit import AnswerSheet, QuestionForm, Visit, load_visit, save_answers
from app.assessments.work import DONE, AnswerStep, blueprint, save_and_go_on
from app.saving.versioned import ANSWERS, StaleSaveError
from app.state.earlier import load_then
from app.state.lifecycle import Refusal
from app.texts.assessments import SKIPPED_WITH_TEXT
from app.web.clock import now
from app.web.extensions import db

QUESTIONS = "/inventarisaties/<uuid:assessment_id>/vragen/<domain>"


@blueprint.route(f"{QUESTIONS}/<question_id>", methods=["GET", "POST"])
def answer_question(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """One question with everything that can be said about it."""
    visit = load_visit(assessment_id, domain, question_id)
    return _save(visit) if request.method == "POST" else _show(visit)


@blueprint.route(QUESTIONS, methods=["GET", "POST"])
def answer_domain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """All questions about a domain; only what is filled in or changed is saved."""
    visit = load_visit(assessment_id, domain)
    return _save(visit) if request.method == "POST" else _show(visit)


def _show(visit: Visit) -> ResponseReturnValue:
    if visit.work.refusal(visit.part.domain):
        # The check page has the answers to read, and says why they are closed.
        return redirect(url_for("assessments.check_answers", assessment_id=visit.work.assessment.id))
    stored = ANSWERS.stored(db.session, visit.participation.id, visit.part.items)
    return visit.render(visit.sheet(stored, None), stored)


def _save(visit: Visit) -> ResponseReturnValue:
    sheet = visit.sheet({}, request.form)
    why = visit.work.refusal(visit.part.domain)
    if why:
        return _closed_page(visit, sheet, why)
    if request.form.get("next") == "skip" and (passed := _skip(visit, sheet)):
        return passed
    if not sheet.validate():
        return visit.render(sheet), 422
    then = load_then(db.session, visit.work.assessment, visit.items, visit.participation)
    stored = ANSWERS.stored(db.session, visit.participation.id, visit.part.items)
    try:
        asked = save_answers(
            db.session,
            current_user,
            visit.participation,
            sheet.typed,
            stored,
            keep_untouched=visit.place is None,
            then=then,
            now=now(),
        )
    except StaleSaveError as error:
        newest = ANSWERS.newest_instead(db.session, visit.participation.id, sheet, error.items)
        return visit.render(sheet, newest, conflicts=True), 409
    following = visit.following_after(stored, sheet)
    return _save_and_ask(visit, following) if asked else save_and_go_on(visit.work, following)


def _skip(visit: Visit, sheet: AnswerSheet) -> ResponseReturnValue | None:
    """Go past a question. What was typed is not passed over: with the answer that is stored, nothing, it is saved.

    Without that answer there is nothing to save a text with, so the page comes back with it.
    """
    form = sheet.entries[0][1]
    found = ANSWERS.stored(db.session, visit.participation.id, visit.items)
    stored = found.get(visit.items[0], ANSWERS.nothing).content
    if not isinstance(form, QuestionForm) or not form.says_more_than(stored):
        return redirect(visit.onward, 303)
    if stored.value and form.value.data == stored.value:
        return None
    sheet.validate()
    form.value.errors = [SKIPPED_WITH_TEXT]
    return visit.render(sheet), 422


def _save_and_ask(visit: Visit, following: AnswerStep | None) -> ResponseReturnValue:
    """Keep what was saved, and ask of what differs from the earlier round whether something really changed."""
    place, endpoint = visit.place, "assessments.tell_change" if visit.place else "assessments.tell_changes"
    address = url_for(
        endpoint,
        assessment_id=visit.work.assessment.id,
        domain=visit.part.domain,
        question_id=place.question.id if place else None,
        naar="overzicht" if request.form.get("next") == "hub" else DONE if following and following.done else None,
    )
    db.session.commit()
    return redirect(address, 303)


def _closed_page(visit: Visit, sheet: AnswerSheet, why: Refusal) -> ResponseReturnValue:
    # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
    sheet.validate()
    typed = {answer.item: answer.over(ANSWERS.nothing.content) for answer in sheet.typed}
    return closed_page(visit.work, why, part=visit.part, answers=typed)
