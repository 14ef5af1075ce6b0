"""Somebody's own account: where it is signed in, what is kept and mailed of them, and changes to it that wait."""

from collections.abc import Collection
from datetime import datetime

import structlog
from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, joinedload
from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice

from app.accounts.blueprint import blueprint
from app.accounts.people import account_state, second_step_of
from app.accounts.second_step import StepForm, try_step
from app.accounts.sessions import end_everywhere as end_all
from app.doors.second_step import DEMANDING, take_away_second_step
from app.doors.tokens import token_hash
from app.models import MAIL_KINDS, AccountChange, Membership, MutedMail, Removal, User
from app.personal import removal
from app.personal.export import load_export
from app.post.outbox import queue_letter, who_got
from app.saving.typed import forget_person, keys_in_browser, renew_cookie
from app.texts import accounts as words
from app.texts import personal as texts
from app.texts.mails.account_changes import stopped
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import csrf, db, secret, settings
from app.web.forms import BaseForm, FormData
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
    flash(words.SIGNED_OUT_EVERYWHERE, "success")
    db.session.commit()
    response = current_app.make_response(redirect(url_for("accounts.sign_in"), 303))
    forget_person(response)
    return response


@blueprint.route("/account/tweede-stap/uitzetten", methods=["GET", "POST"])
def remove_second_step() -> ResponseReturnValue:
    """Ask a code of the second step, and switch it off for whom it is not demanded."""
    step, back = second_step_of(db.session, current_user.id), url_for("accounts.account")
    if step.is_demanded and not settings().example:
        return render_template("errors/409.html", explanation=words.DEMANDED, back=("Terug naar je account", back)), 409
    if not step.exists:
        flash(words.HAS_NONE, "info")
        return redirect(back, 303)
    form = StepForm(request.form)
    if request.method != "POST":
        return render_template("accounts/remove_second_step.html", form=form)
    refused = try_step(form.code, current_user).refused if form.validate() else 422
    if refused:
        return render_template("accounts/remove_second_step.html", form=form), refused
    contact, token = settings().contact, current_user.token
    take_away_second_step(db.session, current_user, current_user, "removed", contact, now=now(), but=token)
    flash(words.IS_OFF, "success")
    db.session.commit()
    return redirect(back, 303)


@blueprint.get("/account/gegevens")
def own_data() -> ResponseReturnValue:
    """Everything that is kept of this person, to read."""
    return render_template("accounts/own_data.html", sections=load_export(db.session, current_user).sections)


@blueprint.get("/account/gegevens.json")
def own_data_file() -> ResponseReturnValue:
    return send(load_export(db.session, current_user).document().encode(), "samenhang-gegevens", "json")


@blueprint.route("/account/verwijderen", methods=["GET", "POST"])
def ask_removal() -> ResponseReturnValue:
    """Ask to be removed, or take that back."""
    if request.method != "POST":
        asked = db.session.get(Removal, current_user.id)
        return render_template("accounts/ask_removal.html", asked=asked)
    if request.form.get("do") == "stay":
        removal.take_back_removal(db.session, current_user, now=now())
        flash(texts.REMOVAL_TAKEN_BACK, "success")
    else:
        removal.ask_removal(db.session, current_user, settings(), now=now())
        flash(texts.REMOVAL_ASKED, "success")
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
        letter = stopped(one.name, change.user.name, words.what(change), settings.contact)
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
        return render_template("errors/409.html", explanation=words.OVER[change.outcome or ""], back=way_on), 409
    # Whether this link went to the person, and not to the new address, which cannot stop it, or to who is responsible.
    own = change.own_hash == token_hash(token)
    allowed = {"bevestig": change.own_confirms or not own, "stop": own or change.kind == "role"}
    if request.method != "POST":
        said = {"asked": words.asked_by(change, own=own), "until": words.waits_until(change)}
        return render_template("accounts/account_change.html", change=change, allowed=allowed, token=token, **said)
    answer = request.form.get("antwoord", "")
    if not allowed.get(answer):
        abort(400)
    if answer == "stop":
        stop_change(db.session, change, settings(), own=own, now=now())
    else:
        confirm_change(db.session, change, own=own, now=now())
    flash(words.STOPPED if answer == "stop" else words.CONFIRMED, "success")
    db.session.commit()
    return redirect(url_for("accounts.sign_in"), 303)


def muted_kinds(session: Session, user: User) -> Collection[str]:
    """The kinds of which somebody wants no mail."""
    return set(session.scalars(select(MutedMail.kind).where(MutedMail.user_id == user.id)))


def choose_mails(session: Session, user: User, wanted: Collection[str], *, now: datetime) -> None:
    """Tell somebody of these kinds only, from the next mail on."""
    # Held, so that two clicks at the same moment follow each other.
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    muted = set(MAIL_KINDS) - set(wanted)
    there = muted_kinds(session, user)
    session.execute(delete(MutedMail).where(MutedMail.user_id == user.id, MutedMail.kind.in_(wanted)))
    session.add_all(MutedMail(user_id=user.id, kind=kind, created_at=now) for kind in sorted(muted - set(there)))


class MailsForm(BaseForm):
    """Of what somebody is told."""

    kinds = SelectMultipleField(texts.MAILS_ABOUT, choices=[], validate_choice=False)


def _form(wanted: Collection[str], posted: FormData | None = None) -> MailsForm:
    form = MailsForm(posted, data={"kinds": wanted})
    form.kinds.choices = [SelectChoice(kind, texts.MAIL_KINDS[kind]) for kind in MAIL_KINDS]
    return form


@blueprint.get("/account/mails")
def mails() -> ResponseReturnValue:
    """Which mails somebody gets, to choose from."""
    muted = muted_kinds(db.session, current_user)
    wanted = [kind for kind in MAIL_KINDS if kind not in muted]
    return render_template("accounts/mails.html", form=_form(wanted))


@blueprint.post("/account/mails")
def post_choose_mails() -> ResponseReturnValue:
    """Keep the choice; what is no kind of mail counts for nothing."""
    wanted = [kind for kind in _form((), request.form).kinds.data or () if kind in MAIL_KINDS]
    choose_mails(db.session, current_user, wanted, now=now())
    flash(texts.mails_chosen(len(wanted)), "success")
    db.session.commit()
    return redirect(url_for("accounts.mails"), 303)


@blueprint.route("/mails-uit/<token>", methods=["GET", "POST"])
def mails_off(token: str) -> ResponseReturnValue:
    """Turn off the mail of the day without signing in: the one click of a mail program (RFC 8058), or a button.

    The secret in the address says whose it is, as a cookie would; a mail program has none, and follows no redirect.
    """
    user = who_got(db.session, token, secret()) or abort(404)
    is_off = request.method == "POST"
    if is_off:
        choose_mails(db.session, user, (), now=now())
        db.session.commit()
    return render_template("accounts/mails_off.html", is_off=is_off, token=token)


# A mail program has seen no page before it. Said below: the library has no types for it as a decorator.
csrf.exempt(mails_off)
