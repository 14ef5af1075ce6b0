"""HTTP of the second step: asked at signing in, and set up or renewed."""

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.forms import RenewForm, SetUpForm, StepForm
from app.accounts.operations.second_step import HasSecondStepError, matching_step, new_secret, set_up_second_step
from app.accounts.queries import second_step_of
from app.accounts.routes.arriving import half_way_person, let_in
from app.accounts.routes.blueprint import blueprint, own_path, settings
from app.accounts.routes.qr import otpauth_address, qr_code
from app.accounts.routes.recovery_codes import show_once
from app.accounts.routes.sealed import seal, unsealed
from app.accounts.routes.steps import Tried, try_step
from app.clock import now
from app.extensions import db
from app.models import User
from app.second_step import note_second_step
from app.texts.second_step import IS_ON, TOO_LATE, WRONG_NEW_CODE, codes_left

NEW = "new_step"
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
