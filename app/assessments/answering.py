"""HTTP of answering: one question a page, or a whole domain on one page."""

import uuid
from collections.abc import Collection, Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.drafts import OwnWriting, keep_drafts, let_go, settle_drafts
from app.assessments.visit import AnswerForm, AnswerSheet, Visit, load_visit, save_answers, too_long
from app.assessments.work import DONE, QUESTIONS, AnswerStep, blueprint, closed_page, save_and_go_on
from app.saving.versioned import ANSWERS, StaleSaveError, known_versions, undo_save
from app.state.rounds import load_then
from app.texts import assessments as texts
from app.texts.lifecycle import REFUSALS
from app.web.clock import now
from app.web.extensions import db
from app.web.formatting import clock_time


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
    return visit.page()


def _save(visit: Visit) -> ResponseReturnValue:
    sheet = visit.sheet({}, request.form)
    why = visit.work.refusal(visit.part.domain)
    if why:
        # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
        sheet.validate()
        typed = {answer.item: answer.over(ANSWERS.nothing.content) for answer in sheet.typed}
        return closed_page(visit.work, why, part=visit.part, answers=typed)
    if "discard" in request.form:
        # What was typed at the others of the page waits.
        thrown = request.form.getlist("discard")
        return _keep(visit, sheet, request.path, {item for item in visit.items if item.split("/")[1] in thrown})
    if request.form.get("next") == "skip":
        return _keep(visit, sheet, visit.onward)
    if not sheet.validate():
        return visit.render(sheet), 422
    written, known = visit.written(beside=True), known_versions(request.form.get("draft", ""))
    then = load_then(db.session, visit.work.assessment, visit.items, visit.participation)
    try:
        asked = save_answers(
            db.session,
            current_user,
            visit.participation,
            sheet.typed,
            written.stored,
            keep_untouched=visit.place is None,
            then=then,
            now=now(),
        )
    except StaleSaveError as error:
        newest = ANSWERS.newest_instead(db.session, visit.participation.id, sheet, error.items)
        return visit.render(sheet, None, newest), 409
    who = (current_user, visit.participation)
    settle_drafts(db.session, *who, sheet.typed, visit.items, written, known, now=now())
    following = visit.following_after(written.stored, sheet)
    return _save_and_ask(visit, following) if asked else save_and_go_on(visit.work, following)


def _keep(visit: Visit, sheet: AnswerSheet, onward: str, but: Collection[str] = ()) -> ResponseReturnValue:
    """Go on without saving: what was typed waits for who typed it, `but` at these questions."""
    forms = [form for _, form in sheet.entries if form.item not in but]
    if too_long(forms):
        return visit.render(sheet), 422
    written = visit.written()
    try:
        _keep_drafts(visit, written, forms, uuid.uuid4())
    except StaleSaveError as error:
        undo_save(db.session)
        newest = visit.written()
        there = {item: one for item, one in newest.shown.items() if item in error.items}
        known = f"{request.form.get('draft', '')} {newest.versions(error.items)}"
        return visit.render(sheet, None, there, known=known, elsewhere=True), 409
    if but:
        let_go(db.session, current_user, visit.participation, but, known_versions(request.form.get("draft", "")))
    db.session.commit()
    return redirect(onward, 303)


def _keep_drafts(visit: Visit, written: OwnWriting, forms: Sequence[AnswerForm], version: uuid.UUID) -> None:
    known, typed = known_versions(request.form.get("draft", "")), [form.draft for form in forms]
    stale = [one for one in typed if one.seen != written.answer(one.item).version and one.item not in written.unsaved]
    old = ANSWERS.untouched(db.session, visit.participation.id, stale) if stale else ()
    touched = [one for one in typed if one.item not in old]
    keep_drafts(db.session, current_user, visit.participation, touched, written, known, version, now=now())


@blueprint.post(f"{QUESTIONS}/concept")
@blueprint.post(f"{QUESTIONS}/<question_id>/concept")
def keep_draft(assessment_id: uuid.UUID, domain: str, question_id: str | None = None) -> ResponseReturnValue:
    """Keep what somebody is typing: the script of the page asks it, and shows what is said here."""
    visit = load_visit(assessment_id, domain, question_id)
    if why := visit.work.refusal(visit.part.domain):
        return _told(REFUSALS[why]), 409
    forms = [form for _, form in visit.sheet({}, request.form).entries if form.seen.name in request.form]
    if found := too_long(forms):
        return _told(found[0]), 422
    written, version = visit.written(), min(known_versions(request.form.get("version", "")), default=uuid.uuid4())
    try:
        _keep_drafts(visit, written, forms, version)
    except StaleSaveError:
        return _told(texts.TYPED_ELSEWHERE), 409
    db.session.commit()
    # What another window typed in the same words, this one may change from now on.
    known = f"{version.hex} {written.versions([form.item for form in forms])}"
    return {"said": texts.draft_kept(clock_time(now())), "known": known}


def _told(why: str) -> dict[str, str]:
    return {"said": f"{texts.NOT_KEPT} {why}"}


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
