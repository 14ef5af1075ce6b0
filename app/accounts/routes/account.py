"""HTTP of somebody's own account: what it is, its second step, and where it is signed in."""

import structlog
from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.forms import StepForm
from app.accounts.operations import end_everywhere as end_all
from app.accounts.queries import account_state, second_step_of
from app.accounts.routes.blueprint import blueprint, settings
from app.accounts.routes.steps import try_step
from app.clock import now
from app.extensions import db
from app.held_forms import forget_person, keys_in_browser, renew_cookie
from app.second_step import DEMANDING, take_away_second_step
from app.texts.second_step import DEMANDED, HAS_NONE, IS_OFF, SIGNED_OUT_EVERYWHERE

log = structlog.get_logger()


@blueprint.get("/account")
def account() -> ResponseReturnValue:
    """Who somebody is here, and how they sign in."""
    roles = [role for role in current_user.memberships if role.ended_at is None]
    shown = {"roles": roles, "is_demanded": any(role.role in DEMANDING for role in roles)}
    return render_template("accounts/account.html", state=account_state(db.session, current_user, now=now()), **shown)


@blueprint.post("/account/overal-uitloggen")
def end_everywhere() -> ResponseReturnValue:
    """End every session of this person, this one too."""
    end_all(db.session, current_user, now=now())
    log.info("signed_out_everywhere", actor=str(current_user.id))
    renew_cookie(keys_in_browser(), [])
    flash(SIGNED_OUT_EVERYWHERE, "success")
    db.session.commit()
    response = current_app.make_response(redirect(url_for("accounts.sign_in"), 303))
    forget_person(response)
    return response


@blueprint.route("/account/tweede-stap/uitzetten", methods=["GET", "POST"])
def remove_second_step() -> ResponseReturnValue:
    """Ask a code of the second step, and switch it off for whom it is not demanded."""
    step, back = second_step_of(db.session, current_user.id), url_for("accounts.account")
    if step.is_demanded and not settings().example:
        return render_template("errors/409.html", explanation=DEMANDED, back=("Terug naar je account", back)), 409
    if not step.exists:
        flash(HAS_NONE, "info")
        return redirect(back, 303)
    form = StepForm(request.form)
    if request.method != "POST":
        return render_template("accounts/remove_second_step.html", form=form)
    refused = try_step(form.code, current_user).refused if form.validate() else 422
    if refused:
        return render_template("accounts/remove_second_step.html", form=form), refused
    contact, token = settings().contact, current_user.token
    take_away_second_step(db.session, current_user, current_user, "removed", contact, now=now(), but=token)
    flash(IS_OFF, "success")
    db.session.commit()
    return redirect(back, 303)
