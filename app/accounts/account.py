"""Somebody's own account: where it is signed in, what is kept of them, and changes to it that wait."""

from datetime import datetime

import structlog
from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.blueprint import blueprint, settings
from app.accounts.forms import StepForm
from app.accounts.people import account_state, second_step_of
from app.accounts.sessions import end_everywhere as end_all
from app.accounts.steps import try_step
from app.doors.second_step import DEMANDING, take_away_second_step
from app.doors.tokens import token_hash
from app.models import AccountChange, Membership, Removal, User
from app.personal import removal
from app.personal.export import load_export
from app.post.outbox import queue_letter
from app.saving.held_forms import forget_person, keys_in_browser, renew_cookie
from app.texts.accounts import (
    CONFIRMED,
    DEMANDED,
    HAS_NONE,
    IS_OFF,
    OVER,
    SIGNED_OUT_EVERYWHERE,
    STOPPED,
    asked_by,
    waits_until,
    what,
)
from app.texts.mails.account_changes import stopped
from app.texts.personal import REMOVAL_ASKED, REMOVAL_TAKEN_BACK
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.publication import send
from config import Settings

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


@blueprint.get("/account/gegevens")
def own_data() -> ResponseReturnValue:
    """Everything that is kept of this person, to read."""
    return render_template("accounts/own_data.html", sections=load_export(db.session, current_user).sections)


@blueprint.get("/account/gegevens.json")
def own_data_file() -> ResponseReturnValue:
    """The same as a file."""
    return send(load_export(db.session, current_user).document().encode(), "samenhang-gegevens", "json")


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


def change_with(session: Session, token: str, *, held: bool = False) -> AccountChange | None:
    """The change that this link is about, with its person, who asked, and the municipality; None when there is none.

    `held`: nobody else confirms, stops or carries it out until the commit.
    """
    hashed = token_hash(token)
    query = (
        select(AccountChange)
        .where(or_(AccountChange.own_hash == hashed, AccountChange.other_hash == hashed))
        .options(joinedload(AccountChange.user, innerjoin=True), joinedload(AccountChange.asker, innerjoin=True))
        .options(joinedload(AccountChange.municipality))
    )
    if held:
        query = query.with_for_update(of=AccountChange).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def is_own(change: AccountChange, token: str) -> bool:
    """Whether this link went to the person, and not to the new address or to who is responsible."""
    return change.own_hash == token_hash(token)


def may_confirm(change: AccountChange, *, own: bool) -> bool:
    """Whether who has the link can confirm the change."""
    return change.own_confirms if own else True


def may_stop(change: AccountChange, *, own: bool) -> bool:
    """Whether who has the link can stop the change: not the new address of somebody."""
    return own or change.kind == "role"


def confirm_change(session: Session, change: AccountChange, *, own: bool, now: datetime) -> None:
    """Note who confirmed, and let the change take effect when that is enough; harmless when done twice."""
    if own:
        change.own_confirmed_at = change.own_confirmed_at or now
    else:
        change.other_confirmed_at = change.other_confirmed_at or now
    if change.kind != "email":
        change.takes_effect_at = min(change.not_before, now)
    elif change.other_confirmed_at:
        change.takes_effect_at = min(change.not_before, now) if change.own_confirmed_at else change.not_before
    _record(session, "confirm_change", change, own, now)


def stop_change(session: Session, change: AccountChange, settings: Settings, *, own: bool, now: datetime) -> None:
    """Let a change not happen, and tell all administrators: who asked for it may not be who should have."""
    _record(session, "stop_change", change, own, now)
    administrators = select(User).join(Membership, Membership.user_id == User.id)
    administrators = administrators.where(Membership.role == "administrator", Membership.ended_at.is_(None))
    for one in session.scalars(administrators.order_by(User.id)).unique():
        letter = stopped(one.name, change.user.name, what(change), settings.contact)
        queue_letter(session, one.email, letter, "account_change", now=now)
    change.end("stopped", now)


def _record(session: Session, action: str, change: AccountChange, own: bool, now: datetime) -> None:
    """Nobody has signed in: by whom it was is which of the mails the link stood in."""
    new = {"what": change.kind, "role": change.role, "by": "own" if own else "other"}
    where = change.municipality_id
    record(session, None, action, change.user_id, now=now, municipality_id=where, new=new)


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
