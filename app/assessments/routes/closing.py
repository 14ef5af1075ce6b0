"""HTTP of the open questions with which the questions about a domain end."""

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock
from app.assessments.forms.closing import ClosingForm, build_closing_form
from app.assessments.operations import save_closing_texts
from app.assessments.queries.closing import EMPTY, StoredText, texts_of
from app.assessments.queries.path import Step
from app.assessments.queries.work import Work, load_own_work
from app.assessments.routes.blueprint import blueprint
from app.assessments.routes.closed import closed_page
from app.assessments.routes.steps import save_and_go_on, step_from
from app.clock import now
from app.extensions import db
from app.models import Participation
from app.parts import Part
from app.versions import StaleSaveError
from questionnaires.model import Domain


@dataclass(frozen=True, slots=True)
class ClosingVisit:
    """Somebody at the open questions about one domain."""

    work: Work
    participation: Participation
    part: Part
    about: Domain

    @property
    def following(self) -> Step | None:
        """What comes next; None at the end."""
        whole = request.args.get("vorm") == "pagina"
        return step_from(self.work, Step(self.part, closing=True, whole=whole))

    def stored(self) -> dict[str, StoredText]:
        """The texts that are stored now."""
        return texts_of(db.session, self.participation.id, self.part.closing)

    def render(self, form: ClosingForm, conflicts: dict[str, StoredText] | None = None) -> str:
        """The page; in a conflict with the newer texts."""
        return render_template(
            "assessments/closing.html",
            form=form,
            work=self.work,
            part=self.part,
            following=self.following,
            conflicts=conflicts or {},
            page_has_errors=bool(conflicts or form.errors),
        )


@blueprint.route("/inventarisaties/<uuid:assessment_id>/vragen/<domain>/slotvragen", methods=["GET", "POST"])
def closing_questions(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """What goes well, what does not, and who can help: in somebody's own words, and never required."""
    visit = _load_visit(assessment_id, domain)
    if request.method == "POST":
        return _save(visit)
    if visit.work.refusal(domain):
        return redirect(url_for("assessments.check_answers", assessment_id=assessment_id))
    return visit.render(build_closing_form(visit.about, visit.stored(), None))


def _load_visit(assessment_id: uuid.UUID, domain: str) -> ClosingVisit:
    lock: Lock | None = "share" if request.method == "POST" else None
    work, participation = load_own_work(current_user, assessment_id, lock)
    part = work.part(domain)
    return ClosingVisit(work, participation, part, part.about or abort(404))


def _save(visit: ClosingVisit) -> ResponseReturnValue:
    form = build_closing_form(visit.about, {}, request.form)
    why = visit.work.refusal(visit.part.domain)
    if why:
        # Nothing is saved, so mistakes do not matter; checking also takes out what no page could show.
        form.validate()
        texts = {visit.part.closing[one.item]: one.text for one in form.typed if one.text}
        return closed_page(visit.work, why, texts=texts)
    if not form.validate():
        return visit.render(form), 422
    try:
        save_closing_texts(db.session, current_user, visit.participation, form.typed, now=now())
    except StaleSaveError as error:
        return _conflict_page(visit, form, error.items)
    return save_and_go_on(visit.work, visit.following)


def _conflict_page(visit: ClosingVisit, form: ClosingForm, items: tuple[str, ...]) -> ResponseReturnValue:
    # Nothing of this save is kept. What was loaded stays usable, without asking the database again.
    db.session.expunge_all()
    db.session.rollback()
    stored = visit.stored()
    newest = {item: stored.get(item, EMPTY) for item in items}
    form.accept_versions(newest)
    return visit.render(form, newest), 409
