"""The second step, an app or a recovery code: asked at signing in, set up, renewed, and sealed in the cookie."""

import json
import re
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

import pyotp
import structlog
from cryptography.fernet import InvalidToken
from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session
from wtforms import Field

from app.accounts.blueprint import blueprint, network, own_path
from app.accounts.codes import code_like, count_step, take_back_step
from app.accounts.people import second_step_of
from app.accounts.sessions import half_way_person, let_in
from app.doors.limits import TooManyTriesError
from app.doors.second_step import end_sessions, note_second_step, tell_of_change
from app.doors.tokens import decrypted, encrypted, keyed_hash
from app.models import RecoveryCode, SecondFactor, User
from app.saving.typed import last_person
from app.texts import accounts as texts
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db, secret, settings
from app.web.forms import BaseForm, clean, required, text_field
from app.web.qr import qr_code
from config import Settings

log = structlog.get_logger()
SECONDS = 30
"""How long a code of an app lasts; those just before and after it are taken too, since clocks differ."""
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without characters that look alike on paper."""
LENGTH, CODES = 12, 10
DIGITS = "[0-9]{6}"
STEP = f"{DIGITS}|[{ALPHABET}]{{{LENGTH}}}"
"""A code of an app, or a recovery code."""


class StepForm(BaseForm):
    """A code of the second step that somebody has."""

    code = text_field(
        "Code uit de app", 40, required(texts.NO_STEP), clean, code_like(STEP, texts.NOT_A_STEP), secret=True
    )


def first_code(label: str) -> Field:
    """The field for the first code of a new app."""
    return text_field(
        label, 40, required(texts.NOT_A_NEW_CODE), clean, code_like(DIGITS, texts.NOT_A_NEW_CODE), secret=True
    )


class SetUpForm(BaseForm):
    """The first code of an app."""

    code = first_code("Code uit de app")


class RenewForm(SetUpForm):
    """The first code of a new app, and one of the app or the recovery codes that it comes instead of."""

    code = first_code("Code uit de nieuwe app")
    current = text_field(
        "Code uit de oude app", 40, required(texts.NO_OLD_STEP), clean, code_like(STEP, texts.NOT_A_STEP), secret=True
    )


class WrongStepError(Exception):
    """A code that does not fit, or was used before."""


class HasSecondStepError(Exception):
    """There is one already, and who asks has not shown a code of it."""


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The newest time step, of the present one and its two neighbours, that this code belongs to."""
    current = int(now.timestamp()) // SECONDS
    made = pyotp.TOTP(secret, interval=SECONDS)
    fitting = [step for step in (current - 1, current, current + 1) if compare_digest(made.generate_otp(step), code)]
    return max(fitting, default=None)


def set_up_second_step(
    session: Session, user: User, secret: str, code: str, settings: Settings, *, now: datetime, replaces: bool
) -> tuple[str, ...]:
    """Keep the secret of an app that has shown a code of it; the recovery codes to show once.

    Ends every session but the one of `user`. Raises WrongStepError, or HasSecondStepError unless it `replaces` one.
    """
    step = matching_step(secret, code, now)
    if step is None:
        raise WrongStepError
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    had_one = session.scalars(select(SecondFactor.user_id).where(SecondFactor.user_id == user.id)).first() is not None
    if had_one and not replaces:
        raise HasSecondStepError
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    kept = encrypted(settings.secret_key.get_secret_value(), secret)
    session.add(SecondFactor(user_id=user.id, secret=kept, created_at=now, last_step=step))
    end_sessions(session, user.id, now=now, but=user.token)
    record(session, user, f"{'renew' if had_one else 'set_up'}_second_step", user, now=now)
    tell_of_change(session, user, "renewed" if had_one else "set_up", settings.contact, now=now)
    return _replace_recovery_codes(session, user, settings.secret_key.get_secret_value(), now)


def renew_recovery_codes(session: Session, user: User, settings: Settings, *, now: datetime) -> tuple[str, ...]:
    """Ten new codes to show once; the old ones are void."""
    record(session, user, "new_recovery_codes", user, now=now)
    tell_of_change(session, user, "new_codes", settings.contact, now=now)
    return _replace_recovery_codes(session, user, settings.secret_key.get_secret_value(), now)


def _replace_recovery_codes(session: Session, user: User, key: str, now: datetime) -> tuple[str, ...]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = tuple("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(CODES))
    rows = [RecoveryCode(user_id=user.id, code_hash=_recovery_hash(key, user, code), created_at=now) for code in codes]
    session.add_all(rows)
    session.flush()
    return tuple("-".join(re.findall("....", code)) for code in codes)


def _recovery_hash(key: str, user: User, code: str) -> str:
    return keyed_hash(key, f"recovery code of {user.id}", code)


def take_step(
    session: Session, user: User, typed: str, network: str, settings: Settings, *, was_here: bool, now: datetime
) -> int | None:
    """Look at a code of the app or a recovery code, which counts as a try, and use it up when it is right.

    `was_here`: whether this person signed in with this browser before. How many recovery codes are left after one was
    used, else None. Raises WrongStepError or TooManyTriesError; the
    caller commits then too.
    """
    key = settings.secret_key.get_secret_value()
    count_step(session, str(user.id), network, key, was_here=was_here, now=now)
    left = None
    if re.fullmatch("[0-9]{6}", typed):
        _use_code(session, user, typed, key, now)
    else:
        left = _use_recovery_code(session, user, typed, settings, now)
    take_back_step(session, str(user.id), network, key, was_here=was_here, now=now)
    return left


def _use_code(session: Session, user: User, code: str, key: str, now: datetime) -> None:
    kept = session.scalars(select(SecondFactor.secret).where(SecondFactor.user_id == user.id)).one_or_none()
    step = matching_step(_opened(key, kept), code, now) if kept else None
    if step is None:
        raise WrongStepError
    # A step of the future was noted while the clock was wrong, and must not keep people out until then.
    unused = or_(SecondFactor.last_step < step, SecondFactor.last_step > now.timestamp() // SECONDS + 1)
    used = session.execute(
        update(SecondFactor)
        .where(SecondFactor.user_id == user.id, SecondFactor.secret == kept, unused)
        .values(last_step=step)
        .returning(SecondFactor.user_id)
        .execution_options(synchronize_session=False)
    )
    if used.one_or_none() is None:
        raise WrongStepError


def _opened(key: str, kept: str) -> str:
    try:
        return decrypted(key, kept)
    except InvalidToken:
        # The key of this installation is another one now: only an administrator can help.
        log.error("second_step_unreadable")
        raise WrongStepError from None


def _use_recovery_code(session: Session, user: User, typed: str, settings: Settings, now: datetime) -> int:
    code_hash = _recovery_hash(settings.secret_key.get_secret_value(), user, typed)
    used = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.user_id == user.id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None))
        .values(used_at=now)
        .returning(RecoveryCode.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if used is None:
        raise WrongStepError
    record(session, user, "use_recovery_code", used.id, now=now)
    tell_of_change(session, user, "code_used", settings.contact, now=now)
    left = select(RecoveryCode.id).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return len(session.scalars(left).all())


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it: the status of a refusal, 0 when the code was right; and the recovery codes left after one."""

    refused: int = 0
    left: int | None = None


def try_step(field: Field, person: User) -> Tried:
    """Use up the code in this field. A refusal is counted and committed, and its sentence stands at the field."""
    try:
        was_here = last_person() == person.id
        left = take_step(db.session, person, field.data, network(), settings(), was_here=was_here, now=now())
    except TooManyTriesError as error:
        status, message = 429, texts.too_many_steps(error.minutes)
    except WrongStepError:
        status, message = 422, texts.WRONG_STEP
    else:
        return Tried(left=left)
    db.session.commit()
    log.warning("second_step_refused", actor=str(person.id), status=status)
    field.errors = [message]
    return Tried(refused=status)


def seal(name: str, person_id: uuid.UUID, value: list[str]) -> None:
    """Put a value in the cookie, encrypted, with whose it is and the moment."""
    cookie[name] = encrypted(secret(), json.dumps([name, person_id.hex, int(now().timestamp()), value]))


def unsealed(name: str, person_id: uuid.UUID, within: timedelta) -> list[str] | None:
    """The value of this person that was put in the cookie not longer ago than this."""
    try:
        kept_name, owner, moment, value = json.loads(decrypted(secret(), cookie.get(name, "")))
    except InvalidToken:
        return None
    is_fresh = 0 <= now().timestamp() - moment < within.total_seconds()
    found: list[str] | None = value if is_fresh and (kept_name, owner) == (name, person_id.hex) else None
    return found


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
        flash(texts.HAS_NONE, "info")
        return redirect(url_for("accounts.account"), 303)
    form = StepForm(request.form)
    if request.method != "POST":
        return render_template("accounts/new_recovery_codes.html", form=form)
    refused = try_step(form.code, current_user).refused if form.validate() else 422
    if refused:
        return render_template("accounts/new_recovery_codes.html", form=form), refused
    return show_once(renew_recovery_codes(db.session, current_user, settings(), now=now()), current_user)


SETTING_UP = timedelta(hours=1)
"""How long the secret of a new app waits for the first code of that app."""


def begin_again() -> ResponseReturnValue:
    """To the sign-in page: nobody has proven anything here, or too long ago."""
    cookie.pop("half_way", None)
    flash(texts.TOO_LATE, "info")
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
        flash(texts.codes_left(tried.left), "warning")
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
        flash(texts.IS_ON, "success")
        return redirect(url_for("accounts.recovery_codes"), 303)
    return take_first_code(form, person, secret) if form.validate() else (set_up_page(form, person, secret), 422)


def take_first_code(form: SetUpForm, person: User, secret: str) -> ResponseReturnValue:
    """Keep the new app when it makes the right codes, and show the recovery codes that go with it."""
    code, replaces = form.code.data, isinstance(form, RenewForm)
    if matching_step(secret, code, now()) is None:
        form.code.errors = [texts.WRONG_NEW_CODE]
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
        found = [pyotp.random_base32()]
        seal(NEW, person.id, found)
    return found[0]


def set_up_page(form: SetUpForm, person: User, secret: str) -> str:
    """The page with the secret of the new app, as a picture, as text and as a link."""
    # What the app reads: the secret, and under which name it keeps it.
    address = pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=person.email, issuer_name="Samenhang")
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    shown = {"address": address, "qr": qr_code(address), "groups": groups, "email": person.email}
    return render_template("accounts/set_up_second_step.html", form=form, **shown)
