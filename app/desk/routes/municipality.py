"""HTTP of one municipality of an adviser, on which contacts are written down."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now, today
from app.desk.forms import build_contact_form
from app.desk.operations import ContactNote, add_contact
from app.desk.queries.municipality import load_advised, municipality_of
from app.desk.routes.blueprint import blueprint
from app.extensions import db
from app.texts import desk as texts
from app.texts import planning


@blueprint.route("/adviseur/<uuid:municipality_id>", methods=["GET", "POST"])
def municipality(municipality_id: uuid.UUID) -> ResponseReturnValue:
    """What advisers know about one municipality; posting writes down a contact."""
    found = municipality_of(current_user, municipality_id)
    form = build_contact_form(today(), request.form if request.method == "POST" else None)
    if request.method != "POST" or not form.validate():
        page = {"advised": load_advised(db.session, current_user, found, today()), "form": form, "texts": texts}
        shown = render_template("desk/municipality.html", **page, planning=planning, today=today())
        return shown, 422 if form.errors else 200
    noted = ContactNote(form.chosen_day, form.kind.data or "", form.note.data)
    add_contact(db.session, current_user, municipality_id, noted, now=now())
    flash(texts.NOTED, "success")
    db.session.commit()
    return redirect(url_for("desk.municipality", municipality_id=municipality_id, _anchor="contacten"), 303)
