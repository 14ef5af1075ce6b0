"""Sessions on the server: begun when an identity is proven, and ended by their owner or by time."""

import uuid
from datetime import datetime, timedelta

import structlog
from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.blueprint import PROOF, blueprint, own_path
from app.accounts.people import person_of, second_step_of
from app.doors.second_step import end_sessions, note_second_step
from app.doors.tokens import new_token, token_hash
from app.models import SignIn, User
from app.saving import typed
from app.texts.accounts import SIGNED_OUT_NOW
from app.trail.events import record
from app.web.clock import now
from app.web.database import reading
from app.web.extensions import db, login, settings
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
    typed.renew_cookie(typed.keys_in_browser(), [])
    flash(SIGNED_OUT_NOW, "success")
    db.session.commit()
    response = current_app.make_response(
        redirect(own_path(request.form.get("verder")) or url_for("accounts.sign_in"), 303)
    )
    typed.forget_person(response)
    return response


@blueprint.get("/inloggen/bewaard")
def show_held_forms() -> ResponseReturnValue:
    """What was typed after the session had ended, with a button to send it after all."""
    held = typed.waiting_forms(db.session, typed.held_keys(), current_user.id, now())
    if not held:
        return redirect(url_for("pages.start"), 303)
    return render_template("accounts/held_forms.html", held=held)


@blueprint.after_app_request
def let_go(response: Response) -> Response:
    """Forget a held form once it has been sent and accepted."""
    if response.status_code == 303 and request.method == "POST" and typed.held_keys() and current_user.is_authenticated:
        key = request.form.get("held_form", "")
        if key in typed.held_keys():
            typed.forget_held_form(db.session, key)
            db.session.commit()
    return response


HALF_WAY = timedelta(minutes=10)
"""How long people may take over their second step."""


def arrive(user_id: uuid.UUID, *, has_second_step: bool = False) -> ResponseReturnValue:
    """Let in who has proven to be this person, or ask for the second step that this person needs.

    Commits. `has_second_step` says that the way by which they came has asked for one already.
    """
    step = second_step_of(db.session, user_id)
    if has_second_step or not (step.exists or (step.is_demanded and not settings().example)):
        return let_in(user_id, stepped=has_second_step)
    person = db.session.get_one(User, user_id)
    wanted, own, proof = cookie.get("wanted"), typed.held_keys(), cookie.get(PROOF)
    typed.renew_cookie(typed.keys_in_browser(), own)
    if proof:
        cookie[PROOF] = proof
    cookie.update(half_way=[user_id.hex, int(now().timestamp()), token_hash(person.email)], wanted=wanted)
    log.info("second_step_asked", actor=str(user_id))
    db.session.commit()
    return redirect(url_for(f"accounts.{'second_step' if step.exists else 'set_up_second_step'}"), 303)


def half_way_person() -> User | None:
    """Who has proven an address or a work account in this browser, not longer ago than HALF_WAY.

    That opens nothing but the pages of the second step. It counts no more once the address has been changed.
    """
    hexadecimal, moment, address = cookie.get("half_way") or ("", 0, "")
    if not hexadecimal or not 0 <= now().timestamp() - moment < HALF_WAY.total_seconds():
        return None
    person = db.session.get(User, uuid.UUID(hex=hexadecimal))
    return person if person is not None and token_hash(person.email) == address else None


def let_in(user_id: uuid.UUID, *, first: str | None = None, stepped: bool = False) -> ResponseReturnValue:
    """Begin a new session, with a new cookie and a new token against forgery, and go where people were going.

    `first` is a page to show before that; it finds the way on in the cookie. `stepped` says that they have shown a
    second step. Commits.
    """
    person = db.session.get_one(User, user_id)
    person.token = start_session(db.session, person, now=now(), hours=settings().session_hours)
    keys = typed.keys_in_browser()
    held = [form.key for form in typed.waiting_forms(db.session, keys, user_id, now())]
    wanted = own_path(cookie.get("wanted")) or url_for("pages.start")
    target = url_for("accounts.show_held_forms") if held else wanted
    proof = cookie.get(PROOF)
    typed.renew_cookie(keys, held)
    if proof:
        # Somebody whose work account we did not know yet: now we know whom to ask whether it is theirs.
        cookie.update({PROOF: proof, "wanted": target})
        target = url_for("accounts.link_work_account")
    if stepped:
        note_second_step(now())
    if first:
        cookie["afterwards"] = target
    cookie.permanent = True
    login_user(person)
    log.info("signed_in", actor=str(user_id))
    db.session.commit()
    response = current_app.make_response(redirect(first or target, 303))
    typed.remember_person(response, user_id)
    return response
