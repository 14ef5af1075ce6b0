"""The second step: an app or a recovery code, set up, tried at the door, and sealed in the cookie meanwhile."""

import json
import re
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest

import pyotp
import structlog
from cryptography.fernet import InvalidToken
from flask import session as cookie
from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session
from wtforms import Field

from app.accounts.blueprint import network, secret, settings
from app.accounts.codes import count_step, take_back_step
from app.doors.limits import TooManyTriesError
from app.doors.second_step import end_sessions, tell_of_change
from app.doors.tokens import decrypted, encrypted, keyed_hash
from app.models import RecoveryCode, SecondFactor, User
from app.saving.held_forms import last_person
from app.texts.accounts import WRONG_STEP, too_many_steps
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from config import Settings

log = structlog.get_logger()
SECONDS = 30
"""How long a code of an app lasts; those just before and after it are taken too, since clocks differ."""
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without characters that look alike on paper."""
LENGTH, CODES = 12, 10


class WrongStepError(Exception):
    """A code that does not fit, or was used before."""


class HasSecondStepError(Exception):
    """There is one already, and who asks has not shown a code of it."""


def new_secret() -> str:
    """What an app and this installation share, to make the same codes."""
    return pyotp.random_base32()


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


def new_recovery_codes(session: Session, user: User, settings: Settings, *, now: datetime) -> tuple[str, ...]:
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
    return recovery_codes_left(session, user)


def recovery_codes_left(session: Session, user: User) -> int:
    """How many recovery codes of a person still work."""
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
        status, message = 429, too_many_steps(error.minutes)
    except WrongStepError:
        status, message = 422, WRONG_STEP
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
