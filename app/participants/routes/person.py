"""HTTP of one person: correcting who they are, and giving them questions."""

import uuid
from typing import TypeAlias

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock
from app.clock import now
from app.extensions import db
from app.participants.forms.adding import with_levels
from app.participants.forms.person import EditPersonForm, JointForm
from app.participants.operations.parts import give_cells
from app.participants.operations.people import AddressInUseError, Details, change_details, correct_address
from app.participants.queries.adding import known_addresses, level_title, suggested_cells, suggested_level
from app.participants.queries.cells import Cell, values_of
from app.participants.queries.person import Person, person_in, taken_in_words
from app.participants.queries.proposing import has_proposed
from app.participants.queries.team import load_team, require_open
from app.participants.routes.adding import REFUSED
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.texts import participants as texts
from app.typed import typed_texts
from questionnaires.model import GENERAL

PersonPage: TypeAlias = EditPersonForm | JointForm
NOT_TYPED = frozenset({"csrf_token", "confirmed", "action"})
"""The fields that another page writes anew."""


@blueprint.route(f"{PARTICIPANTS}/<uuid:participation_id>", methods=["GET", "POST"])
def person(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> ResponseReturnValue:
    """Who somebody is here and what they answer; the coordinator's own part has questions only."""
    lock: Lock | None = "update" if request.method == "POST" else None
    found = person_in(load_team(current_user, assessment_id, lock), participation_id)
    if request.method != "POST":
        return _page(found, _form(found))
    require_open(found.team)
    _require_present(found)
    form = _form(found, posted=True)
    if not form.validate():
        return _page(found, form), 422
    action = request.form.get("action")
    if action == "suggest" and isinstance(form, EditPersonForm):
        return _page(found, form, note=_suggest(found, form))
    return _page(found, form) if action == "edit" else _save(found, form)


def _require_present(found: Person) -> None:
    """Stop when this person was withdrawn: what they answer is over."""
    if found.participation.ended_at:
        back = ("Naar de deelnemers", url_for("participants.overview", assessment_id=found.team.assessment.id))
        page = render_template("errors/409.html", explanation=texts.WITHDRAWN, back=back, typed=typed_texts())
        abort(make_response(page, 409))


def _form(found: Person, posted: bool = False) -> PersonPage:
    """The form, with what is stored or with what was posted."""
    one = found.participation
    stored = {
        "name": found.name,
        "email": one.user.email,
        "function": one.function or "",
        "level": one.level or "",
        "personal_line": one.personal_line,
        "everything": "yes" if one.everything else "no",
        "parts": values_of(found.own),
        "seen": found.fingerprint,
    }
    kind = EditPersonForm if found.member else JointForm
    form: PersonPage = kind(request.form if posted else None, data=stored)
    form.cells = found.cells
    if isinstance(form, EditPersonForm):
        with_levels(form, found.team.assessment, "Nog niet bekend")
        if not found.may_correct_address or has_proposed(db.session, one):
            del form.email
    return form


def _suggest(found: Person, form: EditPersonForm) -> str:
    """Put the suggestion in the form, without saving; a sentence about it."""
    level = suggested_level(form.level.data, form.function.data)
    if level is None:
        return texts.NO_LEVEL_KNOWN
    cells = suggested_cells(found.team.assessment, form.function.data, level)
    # What was chosen before says which domains: then the level is what fits.
    domains = {domain for domain, _ in cells or form.chosen} - {GENERAL}
    form.level.data = level
    if not domains:
        return texts.NO_DOMAIN_KNOWN
    form.parts.data = values_of([cell for cell in found.cells if cell[0] in domains and cell[1] == level])
    return texts.SUGGESTED


def _save(found: Person, form: PersonPage) -> ResponseReturnValue:
    """Save what was typed, unless it meets a newer change, or takes away questions that have answers."""
    if form.seen.data != found.fingerprint and not _is_stored(found, form):
        form.seen.data = found.fingerprint
        return _page(found, form, newer=True), 409
    taken = found.answers_in(found.own - _wanted(found, form))
    if taken and form.confirmed.data != ",".join(values_of(taken)):
        return _confirm(found, taken)
    try:
        _write(found, form)
    except AddressInUseError:
        why = known_addresses(found.team, current_user).get(form["email"].data)
        form["email"].errors = [REFUSED[why] if why in ("yourself", "adviser") else texts.ADDRESS_IN_USE]
        return _page(found, form), 422
    flash(texts.saved(found.name) if found.member else texts.JOINT_SAVED, "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=found.team.assessment.id), 303)


def _wanted(found: Person, form: PersonPage) -> frozenset[Cell]:
    return frozenset(found.cells) if _is_everything(form) else form.chosen


def _is_everything(form: PersonPage) -> bool:
    return isinstance(form, JointForm) and form.everything.data == "yes"


def _is_stored(found: Person, form: PersonPage) -> bool:
    """Whether what was typed is what stands there already."""
    stored = _form(found)
    names = {field.name for field in form} - {"seen", "confirmed", "parts"}
    same = all((form[name].data or "") == (stored[name].data or "") for name in names)
    return same and _wanted(found, form) == found.own


def _write(found: Person, form: PersonPage) -> None:
    """Change what differs. AddressInUseError."""
    session, team, one, moment = db.session, found.team, found.participation, now()
    if isinstance(form, EditPersonForm):
        email = form.email.data if "email" in form else one.user.email
        if email != one.user.email:
            correct_address(session, current_user, team, one, email, now=moment)
        details = Details(form.name.data, form.function.data, form.level.data, form.personal_line.data or "")
        change_details(session, current_user, team.assessment, one, details, now=moment)
    give_cells(session, current_user, team, {one: _wanted(found, form)}, everything=_is_everything(form), now=moment)


def _confirm(found: Person, taken: dict[Cell, int]) -> str:
    """Ask whether questions that have answers may be taken away."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_TYPED]
    return render_template(
        "participants/person_confirm.html",
        who=found.name if found.member else texts.YOU,
        many=not found.member,
        fields=fields,
        confirmed=",".join(values_of(taken)),
        taken=[taken_in_words(found.team, cell, count) for cell, count in taken.items()],
    )


def _page(found: Person, form: PersonPage, note: str = "", newer: bool = False) -> str:
    """The page; with `newer`, what stands there now besides what was typed."""
    return render_template(
        "participants/person.html",
        person=found,
        team=found.team,
        form=form,
        note=note,
        newer=found.in_words if newer else None,
        page_has_errors=newer or bool(form.errors),
        level_title=level_title,
        texts=texts,
    )
