"""HTTP of signing in and out."""

import re
import uuid
from urllib.parse import urlsplit

import structlog
from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from app.accounts.forms import CodeForm, SignInForm
from app.accounts.operations import (
    TooManyCodesError,
    WrongCodeError,
    end_session,
    request_code,
    start_session,
    use_code,
)
from app.accounts.queries import person_of
from app.clock import now
from app.database import reading
from app.extensions import db, login
from app.held_forms import (
    forget_held_form,
    forget_person,
    held_keys,
    keys_in_browser,
    remember_person,
    renew_cookie,
    waiting_forms,
)
from app.models import User
from app.texts.accounts import ASK_FIRST, SIGNED_OUT_NOW, too_many_codes, wrong_code
from config import Settings

blueprint = Blueprint("accounts", __name__, template_folder="templates")
log = structlog.get_logger()


@login.user_loader  # type: ignore[untyped-decorator]  # Flask-Login has no types
def load_person(token: str) -> User | None:
    """Who has this secret in the cookie."""
    with reading() as connection:
        return person_of(connection, token, now=now())


def settings() -> Settings:
    """The settings of this installation."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def own_path(wanted: str | None) -> str | None:
    """The address when it is a page of this installation, else None: nobody is sent elsewhere after signing in."""
    if not wanted or len(wanted) > 1000 or not re.match(r"/(?!/)", wanted) or re.search(r"[\\\x00-\x20\x7f]", wanted):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted


@blueprint.route("/inloggen", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for a code. Who is already signed in goes on."""
    wanted = own_path(request.values.get("verder"))
    if current_user.is_authenticated:
        return redirect(wanted or url_for("pages.start"), 303)
    form = SignInForm(request.form)
    if request.method != "POST":
        return render_template("accounts/sign_in.html", form=form, wanted=wanted)
    if not form.validate():
        return render_template("accounts/sign_in.html", form=form, wanted=wanted), 422
    try:
        code = request_code(db.session, form.email.data, settings(), now=now())
    except TooManyCodesError as error:
        log.warning("code_refused")
        form.email.errors = [too_many_codes(error.minutes)]
        return render_template("accounts/sign_in.html", form=form, wanted=wanted), 429
    cookie.update(code=str(code.id), address=code.email, wanted=wanted)
    db.session.commit()
    return redirect(url_for("accounts.enter_code"), 303)


@blueprint.route("/inloggen/code", methods=["GET", "POST"])
def enter_code() -> ResponseReturnValue:
    """Take the code that was mailed. The address and the code it belongs to are in the cookie, never in the URL."""
    if current_user.is_authenticated:
        return redirect(url_for("pages.start"), 303)
    if "code" not in cookie:
        flash(ASK_FIRST, "info")
        return redirect(url_for("accounts.sign_in"), 303)
    form = CodeForm(request.form)
    if request.method != "POST":
        return code_page(form)
    if not form.validate():
        return code_page(form), 422
    try:
        user_id = use_code(db.session, uuid.UUID(cookie["code"]), form.code.data, settings(), now=now())
    except WrongCodeError as error:
        db.session.commit()
        log.warning("sign_in_refused", code=cookie["code"], tries_left=error.left)
        form.code.errors = [wrong_code(error.left)]
        return code_page(form), 422
    return signed_in(user_id)


def code_page(form: CodeForm) -> str:
    """The page that asks for the code."""
    known = {"address": cookie["address"], "wanted": cookie.get("wanted"), "minutes": settings().code_minutes}
    return render_template("accounts/enter_code.html", form=form, **known)


def signed_in(user_id: uuid.UUID) -> ResponseReturnValue:
    """Begin a new session, with a new cookie and a new token against forgery, and go where people were going."""
    person = db.session.get_one(User, user_id)
    person.token = start_session(db.session, person, now=now(), hours=settings().session_hours)
    keys = keys_in_browser()
    held = [form.key for form in waiting_forms(db.session, keys, user_id, now())]
    wanted = own_path(cookie.get("wanted")) or url_for("pages.start")
    renew_cookie(keys, held)
    cookie.permanent = True
    login_user(person)
    log.info("signed_in", actor=str(user_id))
    db.session.commit()
    response = current_app.make_response(redirect(url_for("accounts.show_held_forms") if held else wanted, 303))
    remember_person(response, user_id)
    return response


@blueprint.post("/uitloggen")
def sign_out() -> ResponseReturnValue:
    """End the session on the server and empty the cookie."""
    end_session(db.session, current_user.token, now=now())
    log.info("signed_out", actor=str(current_user.id))
    renew_cookie(keys_in_browser(), [])
    flash(SIGNED_OUT_NOW, "success")
    db.session.commit()
    response = current_app.make_response(redirect(url_for("accounts.sign_in"), 303))
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
