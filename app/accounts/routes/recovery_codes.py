"""HTTP of recovery codes: made anew, and shown once."""

from collections.abc import Sequence
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.forms import StepForm
from app.accounts.operations import second_step as operations
from app.accounts.queries import second_step_of
from app.accounts.routes.arriving import let_in
from app.accounts.routes.blueprint import blueprint, own_path, settings
from app.accounts.routes.sealed import seal, unsealed
from app.accounts.routes.steps import try_step
from app.clock import now
from app.extensions import db
from app.models import User
from app.texts.second_step import HAS_NONE

CODES, NEW = "recovery_codes", "new_step"
SHOWN = timedelta(minutes=30)
"""How long the page with new codes can be opened again, for who has not said yet that they are kept."""


def show_once(codes: Sequence[str], person: User) -> ResponseReturnValue:
    """To the page with these codes; who was half-way is let in on the way there. Commits."""
    page, is_half_way = url_for("accounts.recovery_codes"), not current_user.is_authenticated
    response = let_in(person.id, first=page, stepped=True) if is_half_way else redirect(page, 303)
    cookie.pop(NEW, None)
    # After the cookie was renewed.
    seal(CODES, person.id, list(codes))
    db.session.commit()
    return response


@blueprint.route("/account/herstelcodes/nieuw", methods=["GET", "POST"])
def recovery_codes() -> ResponseReturnValue:
    """The codes that were just made, until their owner says that they are kept; they are nowhere else."""
    codes = unsealed(CODES, current_user.id, SHOWN)
    if codes is None or request.method == "POST":
        cookie.pop(CODES, None)
        return redirect(own_path(cookie.pop("afterwards", None)) or url_for("accounts.account"), 303)
    return render_template("accounts/recovery_codes.html", codes=codes)


@blueprint.route("/account/herstelcodes", methods=["GET", "POST"])
def new_recovery_codes() -> ResponseReturnValue:
    """Ask a code of the second step, and make new recovery codes."""
    if not second_step_of(db.session, current_user.id).exists:
        flash(HAS_NONE, "info")
        return redirect(url_for("accounts.account"), 303)
    form = StepForm(request.form)
    if request.method != "POST":
        return render_template("accounts/new_recovery_codes.html", form=form)
    refused = try_step(form.code, current_user).refused if form.validate() else 422
    if refused:
        return render_template("accounts/new_recovery_codes.html", form=form), refused
    return show_once(operations.new_recovery_codes(db.session, current_user, settings(), now=now()), current_user)
