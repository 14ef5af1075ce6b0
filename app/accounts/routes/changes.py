"""HTTP of the links in mails about a change to an account; looking at one changes nothing, and nobody signs in."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.operations.changes import change_with, confirm_change, is_own, may_confirm, may_stop, stop_change
from app.accounts.routes.blueprint import blueprint, settings
from app.clock import now
from app.extensions import db
from app.texts.account_changes import CONFIRMED, OVER, STOPPED, asked_by, waits_until


@blueprint.route("/wijziging/<token>", methods=["GET", "POST"])
def account_change(token: str) -> ResponseReturnValue:
    """What an administrator asked for, and the buttons to confirm or stop it."""
    change = change_with(db.session, token, held=request.method == "POST") or abort(404)
    if change.ended_at is not None:
        way_on = ("Naar Samenhang", url_for("accounts.sign_in"))
        return render_template("errors/409.html", explanation=OVER[change.outcome or ""], back=way_on), 409
    own = is_own(change, token)
    allowed = {"bevestig": may_confirm(change, own=own), "stop": may_stop(change, own=own)}
    if request.method != "POST":
        said = {"asked": asked_by(change, own=own), "until": waits_until(change)}
        return render_template("accounts/account_change.html", change=change, allowed=allowed, token=token, **said)
    answer = request.form.get("antwoord", "")
    if not allowed.get(answer):
        abort(400)
    if answer == "stop":
        stop_change(db.session, change, settings(), own=own, now=now())
    else:
        confirm_change(db.session, change, own=own, now=now())
    flash(STOPPED if answer == "stop" else CONFIRMED, "success")
    db.session.commit()
    return redirect(url_for("accounts.sign_in"), 303)
