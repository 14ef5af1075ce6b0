"""HTTP of dividing the questions about one domain over everybody at once."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock
from app.clock import now
from app.extensions import db
from app.participants.forms.dividing import DivisionForm
from app.participants.operations.parts import give_cells
from app.participants.queries.cells import Cell
from app.participants.queries.dividing import Dividing, confirmation, dividing_of
from app.participants.queries.person import Person, taken_in_words
from app.participants.queries.team import load_team, require_open
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.participants.routes.person import NOT_TYPED
from app.texts import participants as texts
from app.texts.counting import listing


@blueprint.route(f"{PARTICIPANTS}/verdelen/<domain>", methods=["GET", "POST"])
def divide(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Who answers which level of one domain, everybody at once."""
    lock: Lock | None = "update" if request.method == "POST" else None
    dividing = dividing_of(load_team(current_user, assessment_id, lock), domain)
    if request.method != "POST":
        return _page(dividing, _form(dividing))
    require_open(dividing.team)
    form = _form(dividing, posted=True)
    if not form.validate():
        return _page(dividing, form), 422
    return _page(dividing, form) if request.form.get("action") == "edit" else _save(dividing, form)


def _form(dividing: Dividing, posted: bool = False) -> DivisionForm:
    stored = {"parts": dividing.values, "seen": dividing.fingerprint}
    form = DivisionForm(request.form if posted else None, data=stored)
    form.offered = dividing.offered
    return form


def _save(dividing: Dividing, form: DivisionForm) -> ResponseReturnValue:
    """Save what was chosen, unless it meets a newer change, or takes away questions that have answers."""
    if form.seen.data != dividing.fingerprint and set(form.parts.data or ()) != set(dividing.values):
        form.seen.data = dividing.fingerprint
        return _page(dividing, form, newer=True), 409
    chosen = {person: frozenset(form.chosen(str(person.participation.id))) for person in dividing.people}
    wanted = dividing.changed(chosen)
    taken = dividing.taken(wanted)
    if taken and form.confirmed.data != confirmation(taken):
        return _confirm(dividing, taken)
    cells = {person.participation: cells for person, cells in wanted.items()}
    give_cells(db.session, current_user, dividing.team, cells, now=now())
    flash(texts.divided(dividing.part.short), "success")
    db.session.commit()
    where = url_for("participants.overview", assessment_id=dividing.team.assessment.id, _anchor="verdeling")
    return redirect(where, 303)


def _confirm(dividing: Dividing, taken: dict[Person, dict[Cell, int]]) -> str:
    """Ask whether questions that have answers may be taken away."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_TYPED]
    lines = [
        texts.taken_from(person.name, taken_in_words(dividing.team, cell, count))
        for person, cells in taken.items()
        for cell, count in cells.items()
    ]
    names = [person.name if person.member else texts.YOU for person in taken]
    return render_template(
        "participants/person_confirm.html",
        who=listing(names),
        many=len(names) > 1 or texts.YOU in names,
        fields=fields,
        confirmed=confirmation(taken),
        taken=lines,
    )


def _page(dividing: Dividing, form: DivisionForm, newer: bool = False) -> str:
    """The page; with `newer`, who has what now besides what was chosen."""
    return render_template(
        "participants/divide.html",
        dividing=dividing,
        team=dividing.team,
        form=form,
        newer=newer,
        page_has_errors=newer or bool(form.errors),
        texts=texts,
    )
