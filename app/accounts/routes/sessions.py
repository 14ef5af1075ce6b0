"""HTTP of sessions: who has one, ending it, and what was typed after it had ended."""

import structlog
from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.operations import end_session
from app.accounts.queries import person_of
from app.accounts.routes.blueprint import blueprint, own_path
from app.clock import now
from app.database import reading
from app.extensions import db, login
from app.held_forms import forget_held_form, forget_person, held_keys, keys_in_browser, renew_cookie, waiting_forms
from app.models import User
from app.texts.accounts import SIGNED_OUT_NOW

log = structlog.get_logger()


@login.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load_person(token: str) -> User | None:
    """Who has this secret in the cookie."""
    with reading() as connection:
        return person_of(connection, token, now=now())


@blueprint.post("/uitloggen")
def sign_out() -> ResponseReturnValue:
    """End the session on the server and empty the cookie; who follows somebody else's link goes on with that."""
    end_session(db.session, current_user.token, now=now())
    log.info("signed_out", actor=str(current_user.id))
    renew_cookie(keys_in_browser(), [])
    flash(SIGNED_OUT_NOW, "success")
    db.session.commit()
    response = current_app.make_response(
        redirect(own_path(request.form.get("verder")) or url_for("accounts.sign_in"), 303)
    )
    forget_person(response)
    return response


@blueprint.get("/inloggen/bewaard")
def show_held_forms() -> ResponseReturnValue:
    """What was typed after the session had ended, with a button to send it after all."""
    held = waiting_forms(db.session, held_keys(), current_user.id, now())
    if not held:
        return redirect(url_for("pages.start"), 303)
    return render_template("accounts/held_forms.html", held=held)


@blueprint.after_app_request
def let_go(response: Response) -> Response:
    """Forget a held form once it has been sent and accepted."""
    if response.status_code == 303 and request.method == "POST" and held_keys() and current_user.is_authenticated:
        key = request.form.get("held_form", "")
        if key in held_keys():
            forget_held_form(db.session, key)
            db.session.commit()
    return response
