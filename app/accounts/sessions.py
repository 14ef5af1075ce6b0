"""Sessions on the server: begun when an identity is proven, ended by their owner or by time."""

from datetime import datetime, timedelta

import structlog
from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.blueprint import blueprint, own_path
from app.accounts.people import person_of
from app.doors.second_step import end_sessions
from app.doors.tokens import new_token, token_hash
from app.models import SignIn, User
from app.saving.held_forms import (
    forget_held_form,
    forget_person,
    held_keys,
    keys_in_browser,
    renew_cookie,
    waiting_forms,
)
from app.texts.accounts import SIGNED_OUT_NOW
from app.trail.events import record
from app.web.clock import now
from app.web.database import reading
from app.web.extensions import db, login
from config import Settings

SESSION_HOURS: int = Settings.model_fields["session_hours"].default


def start_session(session: Session, user: User, *, now: datetime, hours: int = SESSION_HOURS) -> str:
    """Sign somebody in: a new session on the server, of which the secret is returned and only its hash kept."""
    token = new_token()
    ends = now + timedelta(hours=hours)
    session.add(SignIn(user_id=user.id, token_hash=token_hash(token), created_at=now, expires_at=ends))
    session.flush()
    return token


def end_session(session: Session, token: str, *, now: datetime) -> None:
    """End the session with this secret, wherever it is used."""
    session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def end_everywhere(session: Session, user: User, *, now: datetime) -> None:
    """End every session of somebody who asks for that."""
    end_sessions(session, user.id, now=now)
    record(session, user, "sign_out_everywhere", user, now=now)


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
