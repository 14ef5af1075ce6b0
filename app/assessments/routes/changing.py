"""HTTP of what an answer that differs from the earlier round means: that something really changed, or not."""

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.operations import save_changes
from app.assessments.routes.answering import QUESTIONS
from app.assessments.routes.blueprint import blueprint
from app.assessments.routes.changing_visit import ChangeVisit, load_change_visit
from app.assessments.routes.closed import closed_page
from app.assessments.routes.steps import save_and_go_on
from app.clock import now
from app.extensions import db
from app.texts import changing as texts
from app.texts.assessments import SAVED
from app.versions import StaleSaveError


@blueprint.route(f"{QUESTIONS}/<question_id>/veranderd", methods=["GET", "POST"])
def tell_change(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Whether something really changed, of one question of which the answer differs from then."""
    visit = load_change_visit(assessment_id, domain, question_id)
    if request.method == "POST":
        return _save(visit)
    if visit.work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    if not visit.differences:
        # There is nothing to tell here (yet): the question has its answer, and then beside it.
        return redirect(
            url_for("assessments.answer_question", assessment_id=assessment_id, domain=domain, question_id=question_id)
        )
    return visit.render(visit.sheet(None))


@blueprint.route("/inventarisaties/<uuid:assessment_id>/veranderd/<domain>", methods=["GET", "POST"])
def tell_changes(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The same of all questions about a domain of which the answer differs from then."""
    visit = load_change_visit(assessment_id, domain)
    if request.method == "POST":
        return _save(visit)
    if visit.work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    return visit.render(visit.sheet(None))


def _save(visit: ChangeVisit) -> ResponseReturnValue:
    why = visit.work.refusal(visit.part.domain)
    if why:
        return closed_page(visit.work, why, texts=visit.texts_typed, title=texts.NOT_SAVED)
    if visit.is_gone:
        return _gone_page(visit)
    sheet = visit.sheet(request.form)
    if not sheet.validate():
        return visit.render(sheet), 422
    stored = {item: owned.stored for item, owned in visit.differences.items()}
    alone = visit.place is not None
    try:
        save_changes(
            db.session, current_user, visit.participation, sheet.typed, stored, keep_untouched=not alone, now=now()
        )
    except StaleSaveError as error:
        return _conflict_page(visit, error.items)
    if visit.goal == "controle" and request.form.get("next") != "hub":
        return visit.back_to_checking(SAVED)
    return save_and_go_on(visit.work, visit.following)


def _conflict_page(visit: ChangeVisit, items: tuple[str, ...]) -> ResponseReturnValue:
    # Nothing of this save is kept. What was loaded stays usable, without asking the database again.
    db.session.expunge_all()
    db.session.rollback()
    newest = visit.looked_again()
    if newest.is_gone:
        return _gone_page(newest)
    sheet = newest.sheet(request.form)
    # It was right before; checking once more takes out what no page could show.
    sheet.validate()
    conflicts = {item: newest.differences[item].stored for item in items if item in newest.differences}
    sheet.accept_versions(conflicts)
    return newest.render(sheet, conflicts), 409


def _gone_page(visit: ChangeVisit) -> ResponseReturnValue:
    """There is no difference any more: somebody has this open twice, and changed the answer elsewhere."""
    back = ("Ga verder", visit.onward)
    typed = tuple(visit.texts_typed.values())
    return render_template("errors/409.html", explanation=texts.NO_DIFFERENCE, back=back, typed=typed), 409
