"""The pages of the second step: asked at signing in, set up or renewed, with recovery codes that are shown once."""

from collections.abc import Sequence
from datetime import timedelta

import pyotp
from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import steps as operations
from app.accounts.arriving import half_way_person, let_in
from app.accounts.blueprint import blueprint, own_path, settings
from app.accounts.forms import RenewForm, SetUpForm, StepForm
from app.accounts.people import second_step_of
from app.accounts.steps import (
    SECONDS,
    HasSecondStepError,
    Tried,
    matching_step,
    new_secret,
    seal,
    set_up_second_step,
    try_step,
    unsealed,
)
from app.doors.second_step import note_second_step
from app.models import User
from app.texts.accounts import HAS_NONE, IS_ON, TOO_LATE, WRONG_NEW_CODE, codes_left
from app.web.clock import now
from app.web.extensions import db
from app.web.qr import qr_code


def otpauth_address(secret: str, email: str) -> str:
    """What the app reads: the secret, and under which name it keeps it."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=email, issuer_name="Samenhang")


RECOVERY = "recovery_codes"
NEW = "new_step"
SHOWN = timedelta(minutes=30)
"""How long the page with new codes can be opened again, for who has not said yet that they are kept."""


def show_once(codes: Sequence[str], person: User) -> ResponseReturnValue:
    """To the page with these codes; who was half-way is let in on the way there. Commits."""
    page, is_half_way = url_for("accounts.recovery_codes"), not current_user.is_authenticated
    response = let_in(person.id, first=page, stepped=True) if is_half_way else redirect(page, 303)
    cookie.pop(NEW, None)
    # After the cookie was renewed.
    seal(RECOVERY, person.id, list(codes))
    db.session.commit()
    return response


@blueprint.route("/account/herstelcodes/nieuw", methods=["GET", "POST"])
def recovery_codes() -> ResponseReturnValue:
    """The codes that were just made, until their owner says that they are kept; they are nowhere else."""
    codes = unsealed(RECOVERY, current_user.id, SHOWN)
    if codes is None or request.method == "POST":
        cookie.pop(RECOVERY, None)
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


SETTING_UP = timedelta(hours=1)
"""How long the secret of a new app waits for the first code of that app."""


def begin_again() -> ResponseReturnValue:
    """To the sign-in page: nobody has proven anything here, or too long ago."""
    cookie.pop("half_way", None)
    flash(TOO_LATE, "info")
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.route("/inloggen/tweede-stap", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """Ask for the second step of who is half-way, and let in whose code is right."""
    if current_user.is_authenticated:
        return redirect(url_for("pages.start"), 303)
    person = half_way_person()
    if person is None:
        return begin_again()
    form = StepForm(request.form)
    if request.method != "POST":
        if not second_step_of(db.session, person.id).exists:
            return redirect(url_for("accounts.set_up_second_step"), 303)
        return render_template("accounts/second_step.html", form=form)
    if not form.validate():
        return render_template("accounts/second_step.html", form=form), 422
    tried = try_step(form.code, person)
    if tried.refused:
        return render_template("accounts/second_step.html", form=form), tried.refused
    response = let_in(person.id, stepped=True)
    if tried.left is not None:
        flash(codes_left(tried.left), "warning")
    return response


@blueprint.route("/account/tweede-stap/laten-zien", methods=["GET", "POST"])
def show_second_step() -> ResponseReturnValue:
    """Ask a code again before something that must not be done by somebody else at this browser, and go there."""
    target = own_path(request.args.get("verder")) or url_for("accounts.account")
    form = StepForm(request.form)
    page = {"form": form, "target": target, "has_one": second_step_of(db.session, current_user.id).exists}
    if request.method != "POST":
        return render_template("accounts/show_second_step.html", **page)
    refused = try_step(form.code, current_user).refused if form.validate() else 422
    if refused:
        return render_template("accounts/show_second_step.html", **page), refused
    note_second_step(now())
    db.session.commit()
    return redirect(target, 303)


@blueprint.route("/inloggen/tweede-stap/instellen", methods=["GET", "POST"], endpoint="set_up_second_step")
def set_up() -> ResponseReturnValue:
    """Set up a second step: half-way, for whom it is demanded, or signed in, where a code of the old one is asked."""
    person = current_user if current_user.is_authenticated else half_way_person()
    if person is None:
        return begin_again()
    has_one = second_step_of(db.session, person.id).exists
    if has_one and not current_user.is_authenticated:
        return redirect(url_for("accounts.second_step"), 303)
    form = (RenewForm if has_one else SetUpForm)(request.form)
    secret = secret_of_new_app(person)
    if request.method != "POST":
        return set_up_page(form, person, secret)
    if has_one and "current" not in request.form:
        # The page of somebody without a second step, sent twice.
        flash(IS_ON, "success")
        return redirect(url_for("accounts.recovery_codes"), 303)
    return take_first_code(form, person, secret) if form.validate() else (set_up_page(form, person, secret), 422)


def take_first_code(form: SetUpForm, person: User, secret: str) -> ResponseReturnValue:
    """Keep the new app when it makes the right codes, and show the recovery codes that go with it."""
    code, replaces = form.code.data, isinstance(form, RenewForm)
    if matching_step(secret, code, now()) is None:
        form.code.errors = [WRONG_NEW_CODE]
        return set_up_page(form, person, secret), 422
    tried = try_step(form.current, person) if replaces else Tried()
    if tried.refused:
        return set_up_page(form, person, secret), tried.refused
    try:
        codes = set_up_second_step(db.session, person, secret, code, settings(), now=now(), replaces=replaces)
    except HasSecondStepError:
        return redirect(url_for("accounts.second_step"), 303)
    return show_once(codes, person)


def secret_of_new_app(person: User) -> str:
    """The secret that waits in this browser for its first code, or a new one."""
    found = unsealed(NEW, person.id, SETTING_UP)
    if found is None:
        found = [new_secret()]
        seal(NEW, person.id, found)
    return found[0]


def set_up_page(form: SetUpForm, person: User, secret: str) -> str:
    """The page with the secret of the new app, as a picture, as text and as a link."""
    address = otpauth_address(secret, person.email)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    shown = {"address": address, "qr": qr_code(address), "groups": groups, "email": person.email}
    return render_template("accounts/set_up_second_step.html", form=form, **shown)
