"""Signing in with a code that is mailed, also from the link in the mail to who owns an action."""

import uuid

import structlog
from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import codes
from app.accounts.blueprint import blueprint, network, own_path
from app.accounts.people import has_address, owned_action_with
from app.accounts.sessions import arrive
from app.doors.addresses import LENGTH as ADDRESS_LENGTH
from app.doors.limits import TooManyTriesError
from app.saving.typed import last_person
from app.texts.accounts import ASK_FIRST, NO_ADDRESS, NO_CODE, NOT_A_CODE, too_many_codes, wrong_code
from app.web.clock import now
from app.web.extensions import db, secret, settings
from app.web.forms import BaseForm, address, clean, required, text_field

log = structlog.get_logger()


class SignInForm(BaseForm):
    email = text_field("E-mailadres", ADDRESS_LENGTH, required(NO_ADDRESS), clean, address)


class CodeForm(BaseForm):
    code = text_field(
        "Code uit de e-mail",
        40,
        required(NO_CODE),
        clean,
        codes.code_like(f"[0-9]{{{codes.SHORT}}}|[0-9]{{{codes.LONG}}}", NOT_A_CODE),
        secret=True,
    )


@blueprint.route("/inloggen", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Ask for a code. Who is already signed in goes on."""
    wanted = own_path(request.values.get("verder"))
    if current_user.is_authenticated:
        return redirect(wanted or url_for("pages.start"), 303)
    form = SignInForm(request.form)
    if request.method != "POST":
        return sign_in_page(form, wanted)
    if not form.validate():
        return sign_in_page(form, wanted), 422
    try:
        was_here = (last := last_person()) is not None and has_address(db.session, last, form.email.data)
        codes.count_asking(db.session, form.email.data, network(), secret(), was_here=was_here, now=now())
    except TooManyTriesError as error:
        db.session.commit()
        log.warning("code_refused", limit=error.scope)
        form.email.errors = [too_many_codes(error.minutes, one_address=error.scope != codes.ASKED_FROM_NETWORK.scope)]
        return sign_in_page(form, wanted), 429
    return send_code(form.email.data, form.email.data, wanted)


def send_code(email: str, shown: str, wanted: str | None, invitation: str | None = None) -> ResponseReturnValue:
    """Mail a code, and go to the page that asks for it. Commits.

    The cookie can be read by who has the browser: it holds no more of the address than is `shown`. `invitation` is the
    page on which the code was asked for, when that was not the one for everybody.
    """
    code = codes.request_code(db.session, email, settings(), now=now())
    cookie.update(code=str(code.id), address=shown, wanted=wanted, invitation=invitation)
    db.session.commit()
    return redirect(url_for("accounts.enter_code"), 303)


def sign_in_page(
    form: SignInForm, wanted: str | None, *, invited_by: str = "", is_over: bool = False, asks: str = "questions"
) -> str:
    """The page that asks for an address; for who followed a link in a mail, it says whose, or that it has ended.

    `asks` is what a link that has ended was about: `questions` to answer, or an `action` to bring up to date.
    """
    said = {"invited_by": invited_by, "is_over": is_over, "asks": asks}
    return render_template("accounts/sign_in.html", form=form, wanted=wanted, **said)


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
    return take_code(form) if form.validate() else (code_page(form), 422)


def take_code(form: CodeForm) -> ResponseReturnValue:
    """Look at a code, which counts as a try, and let in whose it is."""
    try:
        user_id = codes.use_code(db.session, uuid.UUID(cookie["code"]), form.code.data, settings(), now=now())
    except codes.WrongCodeError as error:
        db.session.commit()
        log.warning("sign_in_refused", code=cookie["code"], tries_left=error.left)
        form.code.errors = [wrong_code(error.left)]
        return code_page(form), 422
    return arrive(user_id)


def code_page(form: CodeForm) -> str:
    known = {"address": cookie["address"], "wanted": cookie.get("wanted"), "minutes": settings().code_minutes}
    known["invitation"] = cookie.get("invitation")
    return render_template("accounts/enter_code.html", form=form, **known)


@blueprint.get("/actie/<token>")
def owned_action(token: str) -> ResponseReturnValue:
    """The sign-in page with the address of who was asked to bring an action up to date, or straight on."""
    asked = owned_action_with(db.session, token, now=now())
    if asked is None:
        return sign_in_page(SignInForm(), None, is_over=True, asks="action"), 404
    wanted = url_for("trajectories.show_own_action", action_id=asked.action_id)
    if not current_user.is_authenticated:
        return sign_in_page(SignInForm(data={"email": asked.email}), wanted, invited_by=asked.municipality)
    return redirect(wanted) if current_user.id == asked.user_id else other_person_page(asked.municipality, "mail")


def other_person_page(municipality: str, mail: str) -> str:
    """The page for who follows a link from a mail (`uitnodiging` or `mail`) to somebody else; the way on signs out."""
    return render_template("accounts/other_person.html", municipality=municipality, mail=mail, link=request.path)
