"""The end of every way of signing in: a second step for whom that is needed, and then a session."""

import uuid
from datetime import timedelta

import structlog
from flask import current_app, redirect, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import login_user

from app.accounts.blueprint import own_path, settings
from app.accounts.bound import PROOF
from app.accounts.people import second_step_of
from app.accounts.sessions import start_session
from app.doors.second_step import note_second_step
from app.doors.tokens import token_hash
from app.models import User
from app.saving.held_forms import held_keys, keys_in_browser, remember_person, renew_cookie, waiting_forms
from app.web.clock import now
from app.web.extensions import db

log = structlog.get_logger()
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
    wanted, own, proof = cookie.get("wanted"), held_keys(), cookie.get(PROOF)
    renew_cookie(keys_in_browser(), own)
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
    keys = keys_in_browser()
    held = [form.key for form in waiting_forms(db.session, keys, user_id, now())]
    wanted = own_path(cookie.get("wanted")) or url_for("pages.start")
    target = url_for("accounts.show_held_forms") if held else wanted
    proof = cookie.get(PROOF)
    renew_cookie(keys, held)
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
    remember_person(response, user_id)
    return response
