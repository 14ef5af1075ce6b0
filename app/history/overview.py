"""A history as pages, newest first, by day, with what differs between two texts marked; and whole, as files."""

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.validators import ValidationError

from app.documents.files import file_name, inert, semicolon_file
from app.doors.access import administrators_only
from app.history.changes import SOURCES, HistoryChange, Key, Teller, of_kind
from app.history.scope import HistoryScope, HistoryTitles, WantedChanges, between, load_scope
from app.models import AuditEntry, IdentityProvider, Municipality, User
from app.texts import history as texts
from app.texts.history import INSIDE, OUTSIDE
from app.texts.history.people import GONE
from app.texts.words import sentence_start
from app.trail.telling import BY_ITSELF, Entry, Told
from app.web.extensions import db
from app.web.formatting import HERE, day_and_date
from app.web.forms import BaseForm, ChoiceField, DayField, FormData, selectable
from app.web.publication import drawn_file, publish, send


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    title: str
    changes: Sequence[HistoryChange]


PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some changes, and where they stand among all."""

    changes: Sequence[HistoryChange]
    number: int
    total: int
    """How many changes there are on all pages."""

    @property
    def first(self) -> int:
        """The place of the first one shown."""
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last one shown."""
        return self.first + len(self.changes) - 1

    @property
    def days(self) -> list[DayOfChanges]:
        """The changes by day in the Netherlands, in their order."""
        days = groupby(self.changes, key=lambda change: change.at.astimezone(HERE).date())
        return [DayOfChanges(sentence_start(day_and_date(day)), list(changes)) for day, changes in days]

    @property
    def has_older(self) -> bool:
        """Whether there is a page after this one."""
        return self.last < self.total


def load_page(session: Session, scope: HistoryScope, wanted: WantedChanges, number: int) -> HistoryPage:
    """One page, the first when there is none with this number; one statement, and one for each source on it."""
    rows = session.execute(_keys(scope, wanted, number)).all()
    if not rows and number > 1:
        return load_page(session, scope, wanted, 1)
    keys: list[Key] = [(row.source, row.key, row.item, row.version) for row in rows]
    return HistoryPage(Teller(session, scope).at(keys), number, rows[0].total if rows else 0)


def _keys(scope: HistoryScope, wanted: WantedChanges, number: int) -> Any:
    found = union_all(*(source.keys(scope, wanted) for source in SOURCES)).subquery()
    ordered = select(*found.columns, func.count().over().label("total")).order_by(
        found.c.at.desc(), found.c.source, found.c.item, found.c.version.desc(), found.c.key
    )
    return ordered.limit(PER_PAGE).offset((number - 1) * PER_PAGE)


COLUMNS = ("id", "at", "actor_id", "municipality_id", "action", "subject", "old", "new", "reason")


@dataclass(frozen=True, slots=True)
class Outside:
    """What is asked for; everything that is None counts for all."""

    municipality: uuid.UUID | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    """The last day, which still counts."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Outside()


class Registers:
    """Names for the ids on one page: an administrator knows who people are."""

    def __init__(self, session: Session, rows: Sequence[Any]) -> None:
        ids = {found for row in rows for found in _ids(row)}
        self.found: dict[uuid.UUID, str] = {}
        for table in (User, Municipality, IdentityProvider):
            named = session.execute(select(table.id, table.name).where(table.id.in_(ids)))
            self.found |= {row[0]: row[1] for row in named}

    def person(self, person: str) -> str:
        """Somebody, a municipality or an organisation, by name."""
        return self.found.get(_id(person) or uuid.UUID(int=0), GONE)

    def actor(self, user_id: uuid.UUID | None) -> str:
        """Who did something; nobody is the application itself."""
        return self.person(str(user_id)) if user_id else BY_ITSELF

    def item(self, item: str) -> str:
        """There are no questions here."""
        return item

    def domain(self, domain: str) -> str:
        """There are no domains here."""
        return domain

    def cell(self, cell: str) -> str:
        """There are no cells here."""
        return cell


def load_outside(session: Session, wanted: Outside, number: int) -> HistoryPage:
    """One page of changes, the first when there is none with this number."""
    query = _entries(wanted).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    rows = session.execute(query).all()
    if not rows and number > 1:
        return load_outside(session, wanted, 1)
    names = Registers(session, rows)
    return HistoryPage([_change(row, names) for row in rows], number, rows[0].total if rows else 0)


def municipalities_with_names(session: Session) -> list[tuple[str, str]]:
    """(id, name) of every municipality, by name."""
    found = session.execute(select(Municipality.id, Municipality.name).order_by(func.lower(Municipality.name)))
    return [(str(key), name) for key, name in found]


def _entries(wanted: Outside) -> Select[Any]:
    columns = [getattr(AuditEntry, name) for name in COLUMNS]
    conditions = [AuditEntry.assessment_id.is_(None), *between(AuditEntry.at, wanted.since, wanted.until)]
    if wanted.municipality:
        conditions.append(AuditEntry.municipality_id == wanted.municipality)
    if wanted.kind:
        conditions.append(of_kind(OUTSIDE, wanted.kind))
    query = select(*columns, func.count().over().label("total")).where(*conditions)
    return query.order_by(AuditEntry.at.desc(), AuditEntry.id)


def _change(row: Any, names: Registers) -> HistoryChange:
    where = names.person(str(row.municipality_id)) if row.municipality_id else ""
    entry = Entry(row.action, row.subject, row.old, row.new, row.reason, names, where)
    return HistoryChange(row.at, names.actor(row.actor_id), OUTSIDE.told(entry), OUTSIDE.kind_of(row.action))


def _ids(row: Any) -> set[uuid.UUID]:
    """Every id that a row names."""
    values = (value for side in (row.old, row.new) if isinstance(side, dict) for value in side.values())
    found = {_id(value) for value in (row.actor_id, row.municipality_id, row.subject, *values)}
    return {one for one in found if one is not None}


def _id(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


class DaysForm(BaseForm):
    """Which kind of changes, and from and until which day."""

    soort = ChoiceField("Soort", [], message=texts.NOT_IN_LIST)
    van = DayField("Vanaf dag", message=texts.DAY_UNREADABLE)
    tot = DayField("Tot en met dag", message=texts.DAY_UNREADABLE)

    def validate_tot(self, field: Field) -> None:
        """Not before the first day."""
        if self.since and field.value and field.value < self.since:
            raise ValidationError(texts.DAY_ORDER)

    @property
    def since(self) -> date | None:
        """The first day; None without one that can be read."""
        return None if self.van.errors else self.van.value

    @property
    def until(self) -> date | None:
        """The last day; None without one that can be read."""
        return None if self.tot.errors else self.tot.value


class FilterForm(DaysForm):
    """Which changes of one assessment."""

    domein = ChoiceField("Domein", [], message=texts.NOT_IN_LIST)
    wie = ChoiceField("Wie", [], message=texts.NOT_IN_LIST)

    def wanted(self, item: str | None) -> WantedChanges:
        """What is asked for, once the form is valid; `item` is a question that the address names."""
        who = uuid.UUID(self.wie.data) if "wie" in self and self.wie.data else None
        return WantedChanges(item, self.domein.data, who, self.soort.data, self.since, self.until)


class OutsideForm(DaysForm):
    """Which changes outside the assessments."""

    gemeente = ChoiceField("Gemeente", [], message=texts.NOT_IN_LIST)

    @property
    def wanted(self) -> Outside:
        """What is asked for, once the form is valid."""
        where = uuid.UUID(self.gemeente.data) if self.gemeente.data else None
        return Outside(where, self.soort.data, self.since, self.until)


def build_filter_form(scope: HistoryScope, asked: FormData) -> FilterForm:
    """The form for one assessment, with what the address asks."""
    form = FilterForm(asked)
    _offer(form.domein, texts.ANY_DOMAIN, scope.titles.domains.items())
    if scope.leads:
        _offer(form.wie, texts.ANYBODY, scope.cast.choices)
    else:
        # A colleague reads back what they did themselves: there is nobody to choose.
        del form.wie
    kinds = INSIDE.kinds if scope.leads else {kind: INSIDE.kinds[kind] for kind in texts.OWN_KINDS}
    _offer(form.soort, texts.ANY_KIND, kinds.items())
    return form


def build_outside_form(municipalities: Iterable[tuple[str, str]], asked: FormData) -> OutsideForm:
    """The form for changes outside the assessments, with what the address asks."""
    form = OutsideForm(asked)
    _offer(form.gemeente, texts.ANY_MUNICIPALITY, municipalities)
    _offer(form.soort, texts.ANY_KIND, OUTSIDE.kinds.items())
    return form


def _offer(field: ChoiceField, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    field.choices = selectable([("", everything), *choices])


blueprint = Blueprint("history", __name__, template_folder="templates")

HISTORY = "/inventarisaties/<uuid:assessment_id>/geschiedenis"


MOST = 10_000
"""The number of pages that somebody can ask for at most."""


@blueprint.get(HISTORY)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who changed what, when and why; or the page with what was wrong in the choice."""
    scope = load_scope(current_user, assessment_id)
    form, wanted = asked(scope)
    if wanted is None:
        return _shown(scope, form, None, WantedChanges()), 422
    return _shown(scope, form, load_page(db.session, scope, wanted, page_number()), wanted), 200


def asked(scope: HistoryScope) -> tuple[FilterForm, WantedChanges | None]:
    """The form with what the address asks; None when that cannot be read. 404 for a question that is not there."""
    form, item = build_filter_form(scope, request.args), request.args.get("vraag") or None
    if item is not None and item not in scope.titles.questions:
        abort(404)
    return form, form.wanted(item) if form.validate() else None


def page_number() -> int:
    """Which page the address asks for; the first when it says nothing that can be read."""
    text = request.args.get("pagina", "")
    return max(1, min(int(text), MOST)) if text.isdecimal() and len(text) < 9 else 1


def _shown(scope: HistoryScope, form: FilterForm, page: HistoryPage | None, wanted: WantedChanges) -> str:
    named: dict[str, Any] = {"assessment_id": scope.assessment.id}
    chosen = {name: text for name, text in request.args.items() if text and name in (*form.data, "vraag")}
    return render_template(
        "history/overview.html",
        scope=scope,
        form=form,
        page=page,
        wanted=wanted,
        question=scope.titles.questions.get(wanted.item or ""),
        named={**chosen, **named},
        here=url_for("history.overview", **named),
        texts=texts,
    )


@blueprint.get("/beheer/geschiedenis")
@administrators_only
def administration() -> ResponseReturnValue:
    """Who changed roles, municipalities and organisations, and when; never an answer."""
    form = build_outside_form(municipalities_with_names(db.session), request.args)
    valid = form.validate()
    wanted = form.wanted if valid else Outside()
    page = render_template(
        "history/administration.html",
        form=form,
        page=load_outside(db.session, wanted, page_number()) if valid else None,
        wanted=wanted,
        named={name: text for name, text in request.args.items() if text and name in form.data},
        here=url_for("history.administration"),
        texts=texts,
    )
    return page, 200 if valid else 422


HEADS = ("Moment", "Wie", "Wat", "Soort", "Domein", "Vraag", "Was", "Is nu", "Waarom", "Let op")


def history_csv(changes: Sequence[HistoryChange], scope: HistoryScope, _: WantedChanges) -> str:
    """The changes with a semicolon between the columns, as Dutch spreadsheets read it."""
    return semicolon_file([HEADS, *([inert(cell) for cell in _cells(change, scope.titles)] for change in changes)])


def history_json(changes: Sequence[HistoryChange], scope: HistoryScope, wanted: WantedChanges) -> str:
    """The changes with what they are about and what was asked for."""
    titles = scope.titles
    document = {
        "municipality": scope.assessment.municipality.name,
        "assessment": {"id": str(scope.assessment.id), "title": scope.assessment.title},
        "filters": _filters(wanted),
        "changes": [_plain(change, titles) for change in changes],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _cells(change: HistoryChange, titles: HistoryTitles) -> tuple[str, ...]:
    told = change.told
    return (
        change.at.astimezone(HERE).strftime("%Y-%m-%d %H:%M:%S"),
        sentence_start(change.who),
        change.sentence,
        INSIDE.kinds[change.kind],
        titles.domain(change.domain) if change.domain else "",
        titles.questions.get(change.item, ""),
        _joined(told, 0),
        "\n".join(filter(None, (_joined(told, 1), told.text))),
        told.why,
        change.note,
    )


def _joined(told: Told, side: int) -> str:
    """The old (0) or new (1) values as lines."""
    facts = [(fact.label, (fact.old, fact.new)[side]) for fact in told.facts]
    return "\n".join([*filter(None, [told.values[side]]), *(f"{label}: {text}" for label, text in facts if text)])


def _filters(wanted: WantedChanges) -> dict[str, str]:
    named = {
        "vraag": wanted.item,
        "domein": wanted.domain,
        "wie": wanted.who,
        "soort": wanted.kind,
        "van": wanted.since,
        "tot": wanted.until,
    }
    return {name: str(value) for name, value in named.items() if value}


def _plain(change: HistoryChange, titles: HistoryTitles) -> dict[str, Any]:
    told = change.told
    return {
        "at": change.at.isoformat(),
        "who": change.who,
        "what": change.sentence,
        "kind": change.kind,
        "domain": change.domain or None,
        "item": change.item or None,
        "question": titles.questions.get(change.item),
        "old": told.values[0] or None,
        "new": told.values[1] or None,
        "changes": [{"label": fact.label, "old": fact.old or None, "new": fact.new or None} for fact in told.facts],
        "text": told.text or None,
        "why": told.why or None,
        "note": change.note or None,
    }


def history_file(assessment_id: uuid.UUID, form: str) -> ResponseReturnValue:
    """For a spreadsheet or for programs; 404 for a choice that cannot be read."""
    scope = load_scope(current_user, assessment_id)
    wanted = asked(scope)[1] or abort(404)
    render = history_csv if form == "csv" else history_json
    content = drawn_file(lambda: render(Teller(db.session, scope).everything(scope, wanted), scope, wanted).encode())
    assessment = scope.assessment
    return send(content, file_name("geschiedenis", assessment.municipality.name, assessment.title), form)


publish(blueprint, HISTORY, "history", ("csv", "json"), history_file)
