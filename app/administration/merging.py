"""That a municipality becomes part of another one: writing it down, correcting it and undoing it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from wtforms import BooleanField, Field, HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.administration.entrance import blueprint, choices_of
from app.administration.people import all_municipalities, municipality_with, parts_of
from app.models import Municipality, User
from app.state.places import SIZE_CLASSES
from app.texts import administration as texts
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, DayField, required, typed_day


class MergingForm(BaseForm):
    """Into which municipality another one goes, and from which day."""

    into = ChoiceField(
        "In welke gemeente?", [texts.NO_SUCCESSOR], message=texts.CHOOSE, validators=[required(texts.CHOOSE)]
    )
    day = DayField(
        "Vanaf welke dag?",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.NO_DAY)],
        description="Bijvoorbeeld: 1-1-2027",
    )
    begins = BooleanField("De andere gemeente is nieuw: haar code geldt ook vanaf deze dag")
    seen = HiddenField()

    def validate_day(self, field: Field) -> None:
        """A day of which the year can be meant."""
        if not texts.FIRST_YEAR <= field.value.year <= texts.LAST_YEAR:
            raise ValidationError(texts.STRANGE_YEAR)


class RefusedMergerError(Exception):
    """It cannot be so; `field` says what is wrong, and the text why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class MergerChangedError(Exception):
    """Somebody else changed it since the page was made."""


@dataclass(frozen=True, slots=True)
class Merger:
    """What an administrator writes down: into which municipality, from which day, and whether that one begins then."""

    into_id: uuid.UUID
    day: date
    begins: bool


@dataclass(frozen=True, slots=True)
class _Rows:
    """The municipalities that have anything to do with it, held until the commit."""

    every: dict[uuid.UUID, Municipality]

    def into(self, one: Municipality) -> Municipality | None:
        """What a municipality becomes part of."""
        return self.every.get(one.merged_into_id) if one.merged_into_id else None

    def parts(self, one: Municipality, but: Municipality | None = None) -> Sequence[tuple[Municipality, date]]:
        """What becomes part of a municipality, and from which day; leaving one out."""
        found = [
            (each, _day(each)) for each in self.every.values() if each.merged_into_id == one.id and each is not but
        ]
        return [(each, day) for each, day in found if day]

    def begins_with(self, one: Municipality) -> bool:
        """Whether what it becomes part of begins on that day because this was written down, and only this."""
        into, day = self.into(one), _day(one)
        return into is not None and into.valid_from == day and day not in {other for _, other in self.parts(into, one)}


def mark_of(municipality: Municipality) -> str:
    """What a page was made with: it is another one when somebody changed the merger."""
    return f"{municipality.merged_into_id or ''} {municipality.valid_until or ''}".strip()


def merge_municipality(
    session: Session, actor: User, municipality: Municipality, merger: Merger, seen: str, *, now: datetime
) -> None:
    """Let a municipality end on the day before. Raises MergerChangedError and RefusedMergerError."""
    rows = _held(session, municipality.id, merger.into_id)
    one, into = rows.every[municipality.id], rows.every[merger.into_id]
    if (one.merged_into_id, _day(one)) == (into.id, merger.day) and (into.valid_from == merger.day) == merger.begins:
        return
    if mark_of(one) != seen:
        raise MergerChangedError
    _check(rows, one, into, merger)
    old = _written(rows, one)
    _let_go(rows, one)
    one.merged_into_id, one.valid_until = into.id, merger.day - timedelta(days=1)
    if merger.begins:
        into.valid_from = merger.day
    new = _written(rows, one)
    record(session, actor, "merge_municipality", one.code, now=now, municipality_id=one.id, old=old, new=new)


def undo_merger(session: Session, actor: User, municipality: Municipality, seen: str, *, now: datetime) -> None:
    """Let a municipality go on as before; harmless when it does. Raises MergerChangedError."""
    rows = _held(session, municipality.id)
    one = rows.every[municipality.id]
    if one.merged_into_id is None:
        return
    if mark_of(one) != seen:
        raise MergerChangedError
    old = _written(rows, one)
    _let_go(rows, one)
    record(session, actor, "undo_merger", one.code, now=now, municipality_id=one.id, old=old)


def _held(session: Session, *ids: uuid.UUID) -> _Rows:
    """These and all that are part of another one: who writes down a merger sees every one that others wrote down."""
    # One row that is the same for everybody: three that each hold their own two could still make a circle.
    session.execute(select(Municipality.id).order_by(Municipality.id).limit(1).with_for_update())
    merged = Municipality.merged_into_id.is_not(None)
    targets = select(Municipality.merged_into_id).where(merged)
    query = select(Municipality).where(or_(Municipality.id.in_(ids), merged, Municipality.id.in_(targets)))
    held = query.order_by(Municipality.id).with_for_update().execution_options(populate_existing=True)
    return _Rows({one.id: one for one in session.scalars(held)})


def _day(one: Municipality) -> date | None:
    """From which day a municipality is part of another one."""
    return texts.first_day(one.valid_until) if one.merged_into_id and one.valid_until else None


def _written(rows: _Rows, one: Municipality) -> dict[str, str] | None:
    into, day = rows.into(one), _day(one)
    if into is None or day is None:
        return None
    begins = {"valid_from": into.valid_from.isoformat()} if into.valid_from else {}
    return {"into": f"{into.name} ({into.code})", "from": day.isoformat(), **begins}


def _let_go(rows: _Rows, one: Municipality) -> None:
    """As if it had never been written down."""
    into = rows.into(one)
    if into is not None and rows.begins_with(one):
        into.valid_from = None
    one.merged_into_id = one.valid_until = None


def _check(rows: _Rows, one: Municipality, into: Municipality, merger: Merger) -> None:
    """Raise RefusedMergerError unless both are there on that day, whatever else they are part of."""
    if one.id == into.id:
        raise RefusedMergerError("into", texts.CHOOSE)
    if one.id in _further(rows, into):
        raise RefusedMergerError("into", texts.circle(one.name, into.name))
    following = rows.into(into)
    if following is not None and into.valid_until is not None and merger.day > into.valid_until:
        raise RefusedMergerError("into", texts.has_ended(into.name, following.name, into.valid_until))
    _check_days(rows, one, into, merger)


def _further(rows: _Rows, one: Municipality) -> set[uuid.UUID]:
    """All that a municipality becomes part of, step by step."""
    found: set[uuid.UUID] = set()
    while (following := rows.into(one)) is not None and following.id not in found:
        found.add(following.id)
        one = following
    return found


def _check_days(rows: _Rows, one: Municipality, into: Municipality, merger: Merger) -> None:
    if one.valid_from and merger.day <= one.valid_from:
        raise RefusedMergerError("day", texts.begun_later(one.name, one.valid_from))
    for part, day in rows.parts(one):
        if day >= merger.day:
            raise RefusedMergerError("day", texts.receives_later(one.name, part.name, day))
    begun = None if rows.into(one) is into and rows.begins_with(one) else into.valid_from
    if not merger.begins and begun and merger.day < begun:
        raise RefusedMergerError("day", texts.begins_later(into.name, begun))
    for part, day in rows.parts(into, one):
        if merger.begins and day < merger.day:
            raise RefusedMergerError("begins", texts.receives_earlier(into.name, part.name, day))


PAGE = "/gemeenten/<uuid:municipality_id>"


@blueprint.get(PAGE)
def show_municipality(municipality_id: uuid.UUID) -> ResponseReturnValue:
    """What is known of one municipality, with what it is part of and what is part of it."""
    municipality = municipality_with(db.session, municipality_id)
    page = {"parts": parts_of(db.session, municipality_id), "sizes": SIZE_CLASSES, "today": today()}
    return render_template("administration/show_municipality.html", **page, **about(municipality))


@blueprint.route(f"{PAGE}/samenvoegen", methods=["GET", "POST"])
def merge(municipality_id: uuid.UUID) -> ResponseReturnValue:
    """Write down, or correct, into which municipality this one goes."""
    municipality = municipality_with(db.session, municipality_id)
    form = merging_form(municipality)
    if request.method != "POST":
        return merging_page(municipality, form)
    if not form.validate():
        return merging_page(municipality, form), 422
    wanted = Merger(uuid.UUID(form.into.data), form.day.value, form.begins.data)
    try:
        merge_municipality(db.session, current_user, municipality, wanted, form.seen.data or "", now=now())
    except RefusedMergerError as error:
        form[error.field].errors = [error.message]
        return merging_page(municipality, form), 422
    except MergerChangedError:
        form.seen.data = mark_of(municipality)
        return merging_page(municipality, form, texts.MEANWHILE), 409
    into = municipality_with(db.session, wanted.into_id)
    flash(texts.saved(municipality.name, into.name, wanted.day), "success")
    db.session.commit()
    return redirect(url_for("administration.show_municipality", municipality_id=municipality_id), 303)


@blueprint.route(f"{PAGE}/samenvoegen/ongedaan", methods=["GET", "POST"])
def undo_merging(municipality_id: uuid.UUID) -> ResponseReturnValue:
    """Ask whether that must be undone, and undo it."""
    municipality = municipality_with(db.session, municipality_id)
    if request.method != "POST":
        return undo_page(municipality)
    try:
        undo_merger(db.session, current_user, municipality, request.form.get("seen", ""), now=now())
    except MergerChangedError:
        return undo_page(municipality, texts.MEANWHILE_UNDONE), 409
    flash(texts.undone(municipality.name), "success")
    db.session.commit()
    return redirect(url_for("administration.show_municipality", municipality_id=municipality_id), 303)


def merging_form(municipality: Municipality) -> MergingForm:
    """The form with what holds now, or with what was posted."""
    into, first = successor_of(municipality), {"seen": mark_of(municipality)}
    if into is not None and municipality.valid_until is not None:
        day = texts.first_day(municipality.valid_until)
        first |= {"into": str(into.id), "day": typed_day(day)}
    form = MergingForm(request.form if request.method == "POST" else None, data=first)
    if request.method != "POST":
        form.begins.data = into is not None and first["day"] == typed_day(into.valid_from)
    others = [one for one in all_municipalities(db.session) if one.id != municipality.id]
    form.into.choices = [SelectChoice(*texts.NO_SUCCESSOR), *choices_of(others)]
    return form


def successor_of(municipality: Municipality) -> Municipality | None:
    """What a municipality is, or becomes, part of."""
    key = municipality.merged_into_id
    return municipality_with(db.session, key) if key else None


def about(municipality: Municipality) -> dict[str, Any]:
    """What every page about the merger needs."""
    return {"municipality": municipality, "into": successor_of(municipality), "texts": texts}


def merging_page(municipality: Municipality, form: MergingForm, warning: str = "") -> str:
    """The form; with a warning the page says what holds now."""
    page = {**about(municipality), "form": form, "warning": warning, "today": today()}
    return render_template("administration/merge.html", **page)


def undo_page(municipality: Municipality, warning: str = "") -> str:
    """The question whether it must be undone, about what holds now."""
    page = {**about(municipality), "seen": mark_of(municipality), "warning": warning}
    return render_template("administration/undo_merging.html", **page)
