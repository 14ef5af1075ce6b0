"""Adding colleagues: one by one, or from pasted lines with a preview and everything that is wrong with them."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import HiddenField
from wtforms.fields import SelectChoice

from app.doors.access import Lock
from app.doors.addresses import LENGTH
from app.models import Assessment, User
from app.participants.cells import Cell, level_of, suggested_parts
from app.participants.pasted import PastedPeopleError, PastedPerson, parse_people
from app.participants.team import PARTICIPANTS, NewPerson, Team, add_people, blueprint, load_team, require_open
from app.state.asked import domains_of, questionnaire_of
from app.state.situation import advisers_of
from app.texts import participants as texts
from app.texts.pasting import NO_LINES, several_problems
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, address, clean, one_line, required, text_field


def known_addresses(team: Team, user: User) -> dict[str, str]:
    """The addresses that cannot be added, each with why: yourself, coordinator, adviser or here.

    Only of people who have a part here: whether an address is known elsewhere makes no difference.
    """
    here = dict.fromkeys((member.email for member in team.members), "here")
    advisers = dict.fromkeys(advisers_of(db.session, team.assessment).values(), "adviser")
    return {**here, **advisers, team.joint.user.email: "coordinator", user.email: "yourself"}


def are_here(team: Team, people: Sequence[PastedPerson]) -> bool:
    """Whether all of these people take part already under these names: somebody pressed a button twice."""
    names = {member.email: (member.name, member.function) for member in team.members}
    return all(names.get(person.email) == (person.name, person.function) for person in people)


def suggested_level(typed: str | None, function: str) -> str | None:
    """The level that was named, else the one that the function tells."""
    return typed or level_of(function)


def suggested_cells(assessment: Assessment, function: str, level: str | None) -> tuple[Cell, ...]:
    """The cells to begin with for somebody with this function at this level."""
    return suggested_parts(function, level, domains_of(assessment))


def division_in_words(assessment: Assessment, cells: Sequence[Cell], level: str | None) -> str:
    """Suggested cells as people read them."""
    domains = domains_of(assessment)
    chosen = {domain for domain, _ in cells}
    names = [domain.short for domain in domains if domain.id in chosen]
    return texts.division(names, len(domains), level_title(assessment, level))


def level_title(assessment: Assessment, level: str | None) -> str | None:
    """How a level is called in this questionnaire."""
    titles = {one.id: one.title for one in questionnaire_of(assessment).levels}
    return titles.get(level or "")


NAME = 80
"""Characters of a name and of a function."""
PASTED = 20_000
"""Characters of a pasted list: a hundred lines with room to spare."""


class ColleagueForm(BaseForm):
    """One colleague."""

    name = text_field("Naam", NAME, required(texts.NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(texts.NO_EMAIL), clean, address)
    function = text_field("Functie", NAME, one_line)
    level = ChoiceField("Niveau", [], message=texts.UNKNOWN_LEVEL)


class PeopleForm(BaseForm):
    """Pasted lines, and whether what they amount to was looked at."""

    text = text_field("Naam, e-mailadres en functie, 1 collega per regel", PASTED, required(NO_LINES), area=True)
    confirmed = HiddenField()


def with_levels(form: Any, assessment: Assessment, empty: str) -> Any:
    """The form, in which one of the levels can be chosen, or none."""
    levels = [(level.id, level.title) for level in questionnaire_of(assessment).levels]
    form.level.choices = [SelectChoice(value, label) for value, label in (("", empty), *levels)]
    return form


REFUSED = {
    "yourself": texts.YOURSELF,
    "coordinator": texts.COORDINATOR,
    "adviser": texts.ADVISER,
    "here": texts.ALREADY_HERE,
}
GUESS = "Leid het af uit de functie"


def load_open_team(assessment_id: uuid.UUID) -> Team:
    """The team while it can change; for a POST held until the commit, so that changes wait for each other."""
    lock: Lock | None = "update" if request.method == "POST" else None
    team = load_team(current_user, assessment_id, lock)
    require_open(team)
    return team


@blueprint.route(f"{PARTICIPANTS}/nieuw", methods=["GET", "POST"])
def add_person(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Add one colleague, and go on with what they answer."""
    team = load_open_team(assessment_id)
    form = with_levels(ColleagueForm(request.form), team.assessment, GUESS)
    if request.method != "POST":
        return render_template("participants/add_person.html", form=form, team=team)
    if not form.validate():
        return render_template("participants/add_person.html", form=form, team=team), 422
    person = new_person(team, form.name.data, form.email.data, form.function.data, form.level.data)
    refused = known_addresses(team, current_user).get(person.email)
    if refused and not _is_here(team, person):
        form.email.errors = [REFUSED[refused]]
        return render_template("participants/add_person.html", form=form, team=team), 422
    # The same person again is the same click.
    found = [member.participation for member in team.members if member.email == person.email]
    added = found or add_people(db.session, current_user, team, [person], now=now())
    flash(texts.added([person.name]), "success")
    db.session.commit()
    return redirect(url_for("participants.person", assessment_id=assessment_id, participation_id=added[0].id), 303)


def _is_here(team: Team, person: NewPerson) -> bool:
    """Whether this very person was added before: somebody pressed the button twice."""
    return any(
        (one.email, one.name, one.function) == (person.email, person.name, person.function) for one in team.members
    )


@blueprint.route(f"{PARTICIPANTS}/plakken", methods=["GET", "POST"], endpoint="add_people")
def add_pasted_people(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Add the people on pasted lines: first a preview, and only when that is confirmed everything at once."""
    team = load_open_team(assessment_id)
    form = PeopleForm(request.form)
    if request.method != "POST" or request.form.get("again"):
        return render_template("participants/add_people.html", form=form, team=team, problems=())
    if not form.validate():
        return _with_problems(team, form, form.text.errors)
    try:
        people = parse_people(form.text.data, known_addresses(team, current_user))
    except PastedPeopleError as error:
        if form.confirmed.data and _all_here(team, form.text.data):
            flash(texts.ALREADY_ADDED, "info")
            return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)
        return _with_problems(team, form, error.problems)
    if not form.confirmed.data:
        return _preview(team, form, people)
    new = [new_person(team, one.name, one.email, one.function, one.level) for one in people]
    add_people(db.session, current_user, team, new, now=now())
    flash(texts.added([person.name for person in new]), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def new_person(team: Team, name: str, email: str, function: str, level: str | None) -> NewPerson:
    """Somebody to add, with the level and the cells that fit their function."""
    chosen = suggested_level(level, function)
    return NewPerson(name, email, function, chosen, suggested_cells(team.assessment, function, chosen))


def _all_here(team: Team, text: str) -> bool:
    try:
        return are_here(team, parse_people(text, {}))
    except PastedPeopleError:
        return False


def _with_problems(team: Team, form: PeopleForm, problems: Sequence[str]) -> ResponseReturnValue:
    form.text.errors = [problems[0] if len(problems) == 1 else several_problems(len(problems))]
    return render_template("participants/add_people.html", form=form, team=team, problems=problems), 422


def _preview(team: Team, form: PeopleForm, people: Sequence[PastedPerson]) -> str:
    """Who would be added, and with which division."""
    rows = []
    for person in people:
        level = suggested_level(person.level, person.function)
        cells = suggested_cells(team.assessment, person.function, level)
        in_words = division_in_words(team.assessment, cells, level)
        rows.append((person, level_title(team.assessment, level), in_words))
    return render_template("participants/add_preview.html", form=form, team=team, rows=rows)
