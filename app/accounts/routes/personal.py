"""HTTP of what is kept of who is signed in: reading it, taking it along, and asking to be removed."""

import io

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.routes.blueprint import blueprint, settings
from app.clock import now
from app.extensions import db
from app.models import Removal
from app.personal import removal
from app.personal.export import load_export
from app.texts.personal import REMOVAL_ASKED, REMOVAL_TAKEN_BACK


@blueprint.get("/account/gegevens")
def own_data() -> ResponseReturnValue:
    """Everything that is kept of this person, to read."""
    return render_template("accounts/own_data.html", sections=load_export(db.session, current_user).sections)


@blueprint.get("/account/gegevens.json")
def own_data_file() -> ResponseReturnValue:
    """The same as a file."""
    content = load_export(db.session, current_user).document()
    name = "samenhang-gegevens.json"
    return send_file(io.BytesIO(content.encode()), "application/json", as_attachment=True, download_name=name)


@blueprint.route("/account/verwijderen", methods=["GET", "POST"])
def ask_removal() -> ResponseReturnValue:
    """Ask to be removed, or take that back."""
    if request.method != "POST":
        asked = db.session.get(Removal, current_user.id)
        return render_template("accounts/ask_removal.html", asked=asked)
    if request.form.get("do") == "stay":
        removal.take_back_removal(db.session, current_user, now=now())
        flash(REMOVAL_TAKEN_BACK, "success")
    else:
        removal.ask_removal(db.session, current_user, settings(), now=now())
        flash(REMOVAL_ASKED, "success")
    db.session.commit()
    return redirect(url_for("accounts.account"), 303)
