"""HTTP of looking back: which answer somebody would now give for then, one page for each chosen domain."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock
from app.asked import row_of
from app.assessments.forms.looking_back import BackSheet, back_sheet
from app.assessments.operations import save_back_answers
from app.assessments.queries.answers import answered_items
from app.assessments.queries.looking_back import NO_VIEW, StoredBack, asked_back, back_answers_of, moment_of
from app.assessments.queries.path import Step
from app.assessments.queries.work import Work, load_own_work
from app.assessments.routes.blueprint import blueprint
from app.assessments.routes.steps import address_of
from app.clock import now
from app.earlier import load_earlier
from app.extensions import db
from app.models import Participation
from app.parts import Part
from app.situation import coordinators_of
from app.texts.lifecycle import REFUSALS
from app.texts.looking_back import SAVED, not_chosen, own_first
from app.versions import StaleSaveError
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class BackVisit:
    """Somebody who looks back at one domain."""

    work: Work
    participation: Participation
    part: Part
    questions: tuple[Question, ...]
    when: str
    """The month of the earlier round."""

    def sheet(self, stored: Mapping[str, StoredBack]) -> BackSheet:
        """The form on the page, with what is stored or with what was posted."""
        posted = request.form if request.method == "POST" else None
        return back_sheet(self.part, self.questions, stored, posted)

    def render(self, sheet: BackSheet, conflicts: Mapping[str, StoredBack] | None = None) -> str:
        """The page; in a conflict with the newer values."""
        return render_template(
            "assessments/looking_back.html",
            form=sheet,
            work=self.work,
            part=self.part,
            when=self.when,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or sheet.errors),
        )

    @property
    def first(self) -> Question | None:
        """The first own question about now that has no answer yet: those come first."""
        answered = answered_items(db.session, self.participation.id)
        return next((one for one in self.part.questions if self.part.item(one) not in answered), None)


@blueprint.route("/inventarisaties/<uuid:assessment_id>/terugkijken/<domain>", methods=["GET", "POST"])
def look_back(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The own questions that asked the same then; never required, and only after those about now."""
    visit = _load_visit(assessment_id, domain)
    closed = visit.work.refusal(domain)
    if closed and request.method == "GET":
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    if closed:
        return _not_now(visit, REFUSALS[closed])
    if not row_of(visit.work.assessment, domain).looks_back:
        return _not_now(visit, not_chosen(visit.part.short))
    if first := visit.first:
        address = address_of(visit.work, Step(visit.part, first))
        return _not_now(visit, own_first(visit.part.short), address)
    if request.method == "POST":
        return _save(visit)
    return visit.render(visit.sheet(back_answers_of(db.session, visit.participation.id)))


def _load_visit(assessment_id: uuid.UUID, domain: str) -> BackVisit:
    lock: Lock | None = "share" if request.method == "POST" else None
    work, participation = load_own_work(current_user, assessment_id, lock)
    part = work.part(domain)
    # The general part is no chosen domain.
    row_of(work.assessment, domain)
    earlier = load_earlier(db.session, work.assessment) or abort(404)
    questions = asked_back(work.assessment, earlier, part) or abort(404)
    return BackVisit(work, participation, part, questions, moment_of(earlier))


def _save(visit: BackVisit) -> ResponseReturnValue:
    sheet = visit.sheet({})
    if not sheet.validate():
        return visit.render(sheet), 422
    try:
        save_back_answers(db.session, current_user, visit.participation, sheet.typed, now=now())
    except StaleSaveError as error:
        return _conflict_page(visit, sheet, error.items)
    flash(SAVED, "success")
    db.session.commit()
    if request.form.get("next") == "hub":
        return redirect(url_for("assessments.hub", assessment_id=visit.work.assessment.id), 303)
    return redirect(address_of(visit.work, None), 303)


def _conflict_page(visit: BackVisit, sheet: BackSheet, items: tuple[str, ...]) -> ResponseReturnValue:
    # Nothing of this save is kept. What was loaded stays usable, without asking the database again.
    db.session.expunge_all()
    db.session.rollback()
    stored = back_answers_of(db.session, visit.participation.id)
    newest = {item: stored.get(item, NO_VIEW) for item in items}
    sheet.accept_versions(newest)
    return visit.render(sheet, newest), 409


def _not_now(visit: BackVisit, explanation: str, first: str | None = None) -> ResponseReturnValue:
    """409 with why, what can be done first, and everything that was chosen."""
    sheet = visit.sheet({})
    # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
    sheet.validate()
    work = visit.work
    page = render_template(
        "assessments/looking_back_closed.html",
        work=work,
        part=visit.part,
        explanation=explanation,
        first=first,
        chosen=sheet.chosen if request.method == "POST" else {},
        coordinators=() if work.coordinates else coordinators_of(db.session, work.assessment),
    )
    return page, 409
