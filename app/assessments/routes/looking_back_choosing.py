"""HTTP of choosing for which domains people look back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, require_role
from app.assessments.forms.looking_back import ChoosingForm, build_choosing_form
from app.assessments.operations import choose_looking_back as choose
from app.assessments.queries.looking_back import chosen_domains, domains_to_choose, moment_of
from app.assessments.queries.work import Work, load_work
from app.assessments.routes.blueprint import blueprint
from app.clock import now
from app.earlier import load_earlier
from app.extensions import db
from app.lifecycle import State
from app.models import Assessment
from app.parts import Part
from app.texts.looking_back import CHOICE_CLOSED, CHOICE_SAVED


@dataclass(frozen=True, slots=True)
class Choosing:
    """A coordinator who chooses in an evaluation."""

    work: Work
    earlier: Assessment
    parts: Sequence[Part]
    """The domains that can be chosen."""

    @property
    def current(self) -> list[str]:
        """What is chosen now."""
        return chosen_domains(self.work.assessment)

    @property
    def closed(self) -> str | None:
        """Why it cannot change any more, as a sentence; None while the round is open."""
        return None if self.work.assessment.state == State.OPEN else CHOICE_CLOSED

    def titles(self, ids: Sequence[str] | None) -> list[str]:
        """How these domains are called."""
        return [part.title for part in self.parts if part.domain in (ids or ())]

    def render(self, form: ChoosingForm, *, conflict: bool = False) -> str:
        """The page; in a conflict, or once it is closed, with what is chosen now beside what was chosen here."""
        return render_template(
            "assessments/looking_back_choosing.html",
            form=form,
            work=self.work,
            when=moment_of(self.earlier),
            without=[row.domain for row in self.work.assessment.domains if not self.titles([row.domain])],
            now_chosen=self.titles(self.current),
            chosen_here=self.titles(form.domains.data),
            conflict=conflict,
            closed=self.closed,
            page_has_errors=conflict or bool(form.errors),
        )


@blueprint.route("/inventarisaties/<uuid:assessment_id>/terugkijken/domeinen", methods=["GET", "POST"])
def choose_looking_back(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """For which domains people say, at the end, what they would now answer for then; for none by itself."""
    lock: Lock | None = "update" if request.method == "POST" else None
    work = load_work(current_user, assessment_id, lock)
    require_role(current_user, work.assessment, "coordinator")
    earlier = load_earlier(db.session, work.assessment) or abort(404)
    choosing = Choosing(work, earlier, domains_to_choose(work.assessment, earlier))
    if request.method == "POST":
        return _save(choosing)
    page = choosing.render(build_choosing_form(choosing.parts, choosing.current, None))
    return page, 409 if choosing.closed else 200


def _save(choosing: Choosing) -> ResponseReturnValue:
    form = build_choosing_form(choosing.parts, choosing.current, request.form)
    if choosing.closed:
        return choosing.render(form), 409
    if not form.validate():
        return choosing.render(form), 422
    if form.is_stale(choosing.current):
        form.accept(choosing.current)
        return choosing.render(form, conflict=True), 409
    choose(db.session, current_user, choosing.work.assessment, form.domains.data or (), now=now())
    flash(CHOICE_SAVED, "success")
    db.session.commit()
    return redirect(url_for("assessments.hub", assessment_id=choosing.work.assessment.id), 303)
