"""Dividing the questions about one domain over everybody at once, and who answers what."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from app.doors.access import Lock
from app.participants.cells import Cell, cells_of, fingerprint, values_of
from app.participants.person import NOT_TYPED, PersonCells, person_in, taken_in_words
from app.participants.team import PARTICIPANTS, Member, Team, blueprint, give_cells, load_team, require_open
from app.state.asked import Part, questionnaire_of
from app.texts import participants as texts
from app.texts.words import listing
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm


@dataclass(frozen=True, slots=True)
class Dividing:
    """A domain and everybody to whom its questions can be given."""

    team: Team
    part: Part
    people: tuple[PersonCells, ...]
    """The joint part only when it has a part of the questions."""

    def levels(self) -> list[tuple[str, str, int]]:
        """(level, title, number of questions) of the cells."""
        return person_in(self.team, self.team.joint.id).boxes(self.part)

    @property
    def offered(self) -> dict[str, Cell]:
        """How the form writes each cell of each person."""
        return {
            f"{person.participation.id}:{level}": (self.part.domain, level)
            for person in self.people
            for level, _, _ in self.levels()
        }

    @property
    def values(self) -> list[str]:
        """The cells that are theirs, as the form writes them."""
        return [
            value
            for person in self.people
            for value, cell in self.offered.items()
            if value.startswith(f"{person.participation.id}:") and cell in person.own
        ]

    @property
    def fingerprint(self) -> str:
        """Changes with everything that the page can change."""
        return fingerprint(self.part.domain, self.team.joint.everything, sorted(self.offered), sorted(self.values))

    def changed(self, chosen: Mapping[PersonCells, frozenset[Cell]]) -> dict[PersonCells, frozenset[Cell]]:
        """All cells of each person after these were chosen in this domain."""
        return {
            person: frozenset(cell for cell in person.own if cell[0] != self.part.domain) | cells
            for person, cells in chosen.items()
        }

    def taken(self, wanted: Mapping[PersonCells, frozenset[Cell]]) -> dict[PersonCells, dict[Cell, int]]:
        """From whom cells with answers would be taken away, and how many answers that are."""
        found = {person: person.answers_in(person.own - cells) for person, cells in wanted.items()}
        return {person: counts for person, counts in found.items() if counts}

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """(name, levels) of who has questions about it now."""
        lines = []
        for person in self.people:
            levels = [title for level, title, _ in self.levels() if (self.part.domain, level) in person.own]
            if levels:
                lines.append((person.name, ", ".join(levels)))
        return lines


def dividing_of(team: Team, domain: str) -> Dividing:
    """A domain of the assessment, or the general part, with everybody who takes part now; 404 for another one."""
    part = team.part(domain)
    ids = [member.id for member in team.members]
    with_joint = ids if team.joint.everything else [team.joint.id, *ids]
    return Dividing(team, part, tuple(person_in(team, id_) for id_ in with_joint))


def confirmation(taken: Mapping[PersonCells, Mapping[Cell, int]]) -> str:
    """What the form says that was confirmed, when these cells are taken away."""
    return fingerprint([(str(person.participation.id), values_of(cells)) for person, cells in taken.items()])


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell: a domain at a level, or the general part, and who answers it."""

    cell: Cell
    title: str
    """How the level is called."""
    members: tuple[Member, ...]
    """Who has at least one of its questions, of those who take part now."""
    total: int
    uncovered: int
    """How many of its questions nobody has: no colleague, and they are not answered together either."""


@dataclass(frozen=True, slots=True)
class DomainRow:
    """One domain with its levels, or the general part with one cell."""

    part: Part
    cells: tuple[CellRow, ...]


def division_of(team: Team) -> tuple[DomainRow, ...]:
    """Who answers what, a row for each domain and one for the general part."""
    titles = {level.id: level.title for level in questionnaire_of(team.assessment).levels}
    cells = cells_of(team.parts)
    own = [(member, _items(member.questions)) for member in team.members]
    joint = _items(team.joint_questions)
    rows: dict[str, list[CellRow]] = {}
    for cell, questions in cells.items():
        items = frozenset(f"{cell[0]}/{question.id}" for question in questions)
        having = tuple(member for member, has in own if items & has)
        covered = joint.union(*(has for _, has in own))
        title = titles.get(cell[1], texts.WHOLE)
        row = CellRow(cell, title, having, len(items), len(items - covered))
        rows.setdefault(cell[0], []).append(row)
    return tuple(DomainRow(part, _in_order(rows[part.domain], list(titles))) for part in team.parts)


def uncovered_domains(rows: Sequence[DomainRow]) -> tuple[Part, ...]:
    """The domains with questions that nobody has."""
    return tuple(row.part for row in rows if any(cell.uncovered for cell in row.cells))


def _items(parts: Sequence[Part]) -> frozenset[str]:
    return frozenset(item for part in parts for item in part.items)


def _in_order(rows: list[CellRow], levels: list[str]) -> tuple[CellRow, ...]:
    return tuple(sorted(rows, key=lambda row: levels.index(row.cell[1]) if row.cell[1] else 0))


class DivisionForm(BaseForm):
    """Chosen cells of people (`<id>:beleid`), how they were when the page was made, and what was confirmed."""

    offered: Mapping[str, Cell]
    """The values that there are, each with its cell."""

    parts = SelectMultipleField("Vragen", choices=[], validate_choice=False)
    seen = HiddenField()
    confirmed = HiddenField()

    def validate_parts(self, field: Field) -> None:
        """Only cells that exist, of people who take part."""
        if not set(field.data or ()) <= self.offered.keys():
            raise ValidationError(texts.UNKNOWN_CELL)

    def chosen(self, owner: str) -> Collection[Cell]:
        """The cells that were chosen for one person."""
        return frozenset(self.offered[value] for value in self.parts.data or () if value.startswith(f"{owner}:"))


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


def _confirm(dividing: Dividing, taken: dict[PersonCells, dict[Cell, int]]) -> str:
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
