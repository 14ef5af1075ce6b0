"""Giving questions: to one person (with who they are), or about one domain to everybody at once; and who has what."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from app.models import Participation
from app.participants.adding import ColleagueForm, known_addresses, level_of, level_title, suggested_parts, with_levels
from app.participants.proposals import has_proposed
from app.participants.team import (
    PARTICIPANTS,
    AddressInUseError,
    Cell,
    Cells,
    ColleagueDetails,
    Member,
    Team,
    blueprint,
    cells_of,
    change_details,
    correct_address,
    fingerprint,
    give_cells,
    items_in,
    items_of,
    load_team,
    own_cells,
    require_open,
    values_of,
)
from app.saving.typed import refuse
from app.state.asked import Part, domains_of
from app.texts import participants as texts
from app.texts.words import listing
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, text_field
from questionnaires.model import GENERAL


@dataclass(frozen=True, slots=True, eq=False)
class PersonCells:
    """One colleague, or the joint part, with the cells that there are and those that are theirs."""

    team: Team
    participation: Participation
    member: Member | None
    """None for the joint part."""
    cells: Cells
    own: frozenset[Cell]

    @property
    def name(self) -> str:
        return self.member.name if self.member else texts.JOINT

    @property
    def total(self) -> int:
        """How many questions they answer, single ones included."""
        parts = self.member.questions if self.member else self.team.joint_questions
        return sum(len(part.questions) for part in parts)

    @property
    def single(self) -> tuple[str, ...]:
        """The questions that they were given or gave away one by one, in words."""
        return tuple(
            texts.single_question(self.team.part(row.domain).short, row.given_away)
            for row in sorted(self.participation.parts, key=lambda row: (row.domain, row.question))
            if row.question
        )

    @property
    def in_words(self) -> list[str]:
        """The cells that are theirs, a line for each domain."""
        lines = []
        for part in self.team.parts:
            levels = [title.lower() for level, title, _ in self.boxes(part) if (part.domain, level) in self.own]
            if levels:
                lines.append(part.short if part.domain == GENERAL else f"{part.short}: {listing(levels)}")
        return lines

    def boxes(self, part: Part) -> list[tuple[str, str, int]]:
        """(level, title, number of questions) of the cells of a domain."""
        titles = self.team.levels
        levels = [level for level in ("", *titles) if (part.domain, level) in self.cells]
        return [(level, titles.get(level, texts.WHOLE), len(self.cells[part.domain, level])) for level in levels]

    @property
    def hint(self) -> str:
        return texts.CELLS_HINT if self.member else texts.JOINT_HINT

    @property
    def may_correct_address(self) -> bool:
        """Whether the address can still be another one: nobody was mailed, and nothing was answered."""
        one = self.participation
        return not one.invited_at and one.state == "invited" and not self.team.answered.get(one.id)

    @property
    def fingerprint(self) -> str:
        """Changes with everything that the page can change."""
        one = self.participation
        details = (one.name, one.function, one.level, one.personal_line, one.user.email, one.everything)
        return fingerprint(*details, one.ended_at, values_of(self.own))

    def answers_in(self, chosen: Collection[Cell]) -> dict[Cell, int]:
        """In which of these cells they gave answers, and how many."""
        answered = self.team.answered.get(self.participation.id, frozenset())
        # A question that was given by itself stays theirs.
        single = {f"{row.domain}/{row.question}" for row in self.participation.parts if row.question}
        counts = {
            cell: len((items_in([cell], self.cells) & answered) - single) for cell in self.cells if cell in chosen
        }
        return {cell: count for cell, count in counts.items() if count}


def person_in(team: Team, participation_id: uuid.UUID) -> PersonCells:
    """One colleague or the joint part, or 404."""
    cells = cells_of(team.parts)
    if participation_id == team.joint.id:
        return PersonCells(team, team.joint, None, cells, own_cells(team.joint, cells))
    member = team.member(participation_id)
    return PersonCells(team, member.participation, member, cells, own_cells(member.participation, cells))


def taken_in_words(team: Team, cell: Cell, count: int) -> str:
    """A cell that is taken away, with the number of answers that stay behind."""
    return texts.taken_away(team.part(cell[0]).short, team.levels.get(cell[1]), count)


LINE = 1_000
"""Characters of a personal line."""


class CellsForm(BaseForm):
    """Chosen cells, how they were when the page was made, and what was confirmed to be taken away."""

    offered: Mapping[str, Cell]
    """The cells that there are, by how the form writes them: `geld:beleid`; of more people `<id>:beleid`."""

    parts = SelectMultipleField("Vragen", choices=[], validate_choice=False)
    seen = HiddenField()
    confirmed = HiddenField()

    def validate_parts(self, field: Field) -> None:
        if not set(field.data or ()) <= self.offered.keys():
            raise ValidationError(texts.UNKNOWN_CELL)

    def chosen(self, owner: str = "") -> frozenset[Cell]:
        """The cells that were chosen; of more people those of one, whose id stands before them."""
        return frozenset(self.offered[value] for value in self.parts.data or () if value.startswith(owner))


class EditPersonForm(ColleagueForm, CellsForm):
    """One colleague: who they are, what the coordinator says to them, and what they answer."""

    personal_line = text_field("Persoonlijke regel in de uitnodiging", LINE, area=True)


class JointForm(CellsForm):
    """What coordinator and adviser answer together."""

    everything = ChoiceField(
        "Wat vullen jullie samen in?",
        [("yes", "Alle vragen"), ("no", "Alleen de vragen die je hieronder kiest")],
    )

    def validate_everything(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(texts.ALL_OR_SOME)


PersonPage: TypeAlias = EditPersonForm | JointForm
NOT_TYPED = frozenset({"csrf_token", "confirmed", "action"})
"""The fields that another page writes anew."""


@blueprint.route(f"{PARTICIPANTS}/<uuid:participation_id>", methods=["GET", "POST"])
def person(assessment_id: uuid.UUID, participation_id: uuid.UUID) -> ResponseReturnValue:
    """Who somebody is here and what they answer; the coordinator's own part has questions only."""
    found = person_in(load_team(assessment_id), participation_id)
    if request.method != "POST":
        return _person_page(found, _person_form(found))
    require_open(found.team)
    if found.participation.ended_at:
        # What somebody who was withdrawn answers is over.
        refuse(texts.WITHDRAWN, found.team.way_back)
    form = _person_form(found, posted=True)
    if not form.validate():
        return _person_page(found, form), 422
    action = request.form.get("action")
    if action == "suggest" and isinstance(form, EditPersonForm):
        return _person_page(found, form, note=_suggest(found, form))
    return _person_page(found, form) if action == "edit" else _save_person(found, form)


def _person_form(found: PersonCells, posted: bool = False) -> PersonPage:
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
    form.offered = {f"{domain}:{level}": (domain, level) for domain, level in found.cells}
    if isinstance(form, EditPersonForm):
        with_levels(form, found.team.assessment, "Nog niet bekend")
        if not found.may_correct_address or has_proposed(db.session, one):
            del form.email
    return form


def _suggest(found: PersonCells, form: EditPersonForm) -> str:
    """Put the suggestion in the form, without saving; a sentence about it."""
    level = form.level.data or level_of(form.function.data)
    if level is None:
        return texts.NO_LEVEL_KNOWN
    cells = suggested_parts(form.function.data, level, domains_of(found.team.assessment))
    # What was chosen before says which domains: then the level is what fits.
    domains = {domain for domain, _ in cells or form.chosen()} - {GENERAL}
    form.level.data = level
    if not domains:
        return texts.NO_DOMAIN_KNOWN
    form.parts.data = values_of([cell for cell in found.cells if cell[0] in domains and cell[1] == level])
    return texts.SUGGESTED


def _save_person(found: PersonCells, form: PersonPage) -> ResponseReturnValue:
    """Save what was typed, unless it meets a newer change, or takes away questions that have answers."""
    if form.seen.data != found.fingerprint and not _is_stored(found, form):
        form.seen.data = found.fingerprint
        return _person_page(found, form, newer=True), 409
    taken = found.answers_in(found.own - _wanted(found, form))
    if taken and form.confirmed.data != ",".join(values_of(taken)):
        lines = [taken_in_words(found.team, cell, count) for cell, count in taken.items()]
        return _confirm([found], ",".join(values_of(taken)), lines)
    try:
        _write(found, form)
    except AddressInUseError:
        why = known_addresses(found.team, current_user).get(form["email"].data)
        form["email"].errors = [texts.REFUSED[why] if why in ("yourself", "adviser") else texts.ADDRESS_IN_USE]
        return _person_page(found, form), 422
    flash(texts.saved(found.name) if found.member else texts.JOINT_SAVED, "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=found.team.assessment.id), 303)


def _wanted(found: PersonCells, form: PersonPage) -> frozenset[Cell]:
    return frozenset(found.cells) if _is_everything(form) else form.chosen()


def _is_everything(form: PersonPage) -> bool:
    return isinstance(form, JointForm) and form.everything.data == "yes"


def _is_stored(found: PersonCells, form: PersonPage) -> bool:
    """Whether what was typed is what stands there already."""
    stored = _person_form(found)
    names = {field.name for field in form} - {"seen", "confirmed", "parts"}
    same = all((form[name].data or "") == (stored[name].data or "") for name in names)
    return same and _wanted(found, form) == found.own


def _write(found: PersonCells, form: PersonPage) -> None:
    """Change what differs. AddressInUseError."""
    session, team, one, moment = db.session, found.team, found.participation, now()
    if isinstance(form, EditPersonForm):
        email = form.email.data if "email" in form else one.user.email
        if email != one.user.email:
            correct_address(session, current_user, team, one, email, now=moment)
        details = ColleagueDetails(form.name.data, form.function.data, form.level.data, form.personal_line.data or "")
        change_details(session, current_user, one, details, now=moment)
    give_cells(session, current_user, team, {one: _wanted(found, form)}, everything=_is_everything(form), now=moment)


def _confirm(people: Sequence[PersonCells], confirmed: str, taken: Sequence[str]) -> str:
    """Ask whether questions that have answers may be taken away; what was posted goes along."""
    names = [person.name if person.member else texts.YOU for person in people]
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_TYPED]
    return render_template(
        "participants/person_confirm.html",
        who=listing(names),
        many=len(names) > 1 or texts.YOU in names,
        fields=fields,
        confirmed=confirmed,
        taken=taken,
    )


def _person_page(found: PersonCells, form: PersonPage, note: str = "", newer: bool = False) -> str:
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
    titles = team.levels
    order = {level: place for place, level in enumerate(titles)}
    cells = cells_of(team.parts)
    own = [(member, items_of(member.questions)) for member in team.members]
    joint = items_of(team.joint_questions)
    rows: dict[str, list[CellRow]] = {}
    for cell, questions in cells.items():
        items = frozenset(f"{cell[0]}/{question.id}" for question in questions)
        having = tuple(member for member, has in own if items & has)
        covered = joint.union(*(has for _, has in own))
        title = titles.get(cell[1], texts.WHOLE)
        row = CellRow(cell, title, having, len(items), len(items - covered))
        rows.setdefault(cell[0], []).append(row)
    return tuple(
        DomainRow(part, tuple(sorted(rows[part.domain], key=lambda row: order.get(row.cell[1], 0))))
        for part in team.parts
    )


def uncovered_domains(rows: Sequence[DomainRow]) -> tuple[Part, ...]:
    """The domains with questions that nobody has."""
    return tuple(row.part for row in rows if any(cell.uncovered for cell in row.cells))


@blueprint.route(f"{PARTICIPANTS}/verdelen/<domain>", methods=["GET", "POST"])
def divide(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Who answers which level of one domain, everybody at once."""
    dividing = dividing_of(load_team(assessment_id), domain)
    if request.method != "POST":
        return _page(dividing, _form(dividing))
    require_open(dividing.team)
    form = _form(dividing, posted=True)
    if not form.validate():
        return _page(dividing, form), 422
    return _page(dividing, form) if request.form.get("action") == "edit" else _save(dividing, form)


def _form(dividing: Dividing, posted: bool = False) -> CellsForm:
    stored = {"parts": dividing.values, "seen": dividing.fingerprint}
    form = CellsForm(request.form if posted else None, data=stored)
    form.offered = dividing.offered
    return form


def _save(dividing: Dividing, form: CellsForm) -> ResponseReturnValue:
    """Save what was chosen, unless it meets a newer change, or takes away questions that have answers."""
    if form.seen.data != dividing.fingerprint and set(form.parts.data or ()) != set(dividing.values):
        form.seen.data = dividing.fingerprint
        return _page(dividing, form, newer=True), 409
    chosen = {person: form.chosen(f"{person.participation.id}:") for person in dividing.people}
    wanted = dividing.changed(chosen)
    taken = dividing.taken(wanted)
    if taken and form.confirmed.data != confirmation(taken):
        lines = [
            f"{person.name}: {taken_in_words(dividing.team, cell, count)}"
            for person, cells in taken.items()
            for cell, count in cells.items()
        ]
        return _confirm(list(taken), confirmation(taken), lines)
    cells = {person.participation: cells for person, cells in wanted.items()}
    give_cells(db.session, current_user, dividing.team, cells, now=now())
    flash(texts.divided(dividing.part.short), "success")
    db.session.commit()
    where = url_for("participants.overview", assessment_id=dividing.team.assessment.id, _anchor="verdeling")
    return redirect(where, 303)


def _page(dividing: Dividing, form: CellsForm, newer: bool = False) -> str:
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
