"""HTTP of one municipality, and of writing down that it becomes part of another one."""

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from app.administration.forms import MergingForm, choices_of
from app.administration.operations.merging import (
    Merger,
    MergerChangedError,
    RefusedMergerError,
    mark_of,
    merge_municipality,
    undo_merger,
)
from app.administration.queries import all_municipalities, municipality_with, parts_of
from app.administration.routes.entrance import blueprint
from app.clock import now, today
from app.extensions import db
from app.forms import typed_day
from app.models import Municipality
from app.places import SIZE_CLASSES
from app.texts import merging as texts

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
    wanted = Merger(uuid.UUID(form.into.data), form.chosen_day, form.begins.data)
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
