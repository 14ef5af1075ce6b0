"""Codes that are mailed to prove an address, and how often each thing at the door may be tried (app.doors.limits).

Nobody is locked out by others. Who signed in with this browser before (app.saving.typed) has counts of their
own, that only they can use up. A code has five tries of its own, in the browser that asked for it, and no other count
keeps the right one out.

Guessing is kept impossible by how many codes there are to guess at, not by who guesses. A code has six digits; once
too many were asked for in a day and not used, for one address or in the whole installation, new ones have ten, for
everybody: that locks nobody out, and stands in the log as `codes_are_long`. The chance to guess within a day, which
can lie in two windows:

- the code of one address: 2 x 10 codes x 5 tries of a million, 1 in 10,000;
- a code of anybody: 2 x 200 codes x 5 tries of a million, 1 in 500, and the log says so long before;
- one of ten digits: at a hundred tries a second, all day, 1 in 1,150;
- a second step, by who has the first code: 96 x 10 tries, of which three of a million are right, 1 in 350.
"""

import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import and_, case, exists, select, update
from sqlalchemy.orm import Session
from wtforms import Field, Form
from wtforms.validators import ValidationError

from app.doors.limits import Limit, TooManyTriesError, count_try, take_back_try
from app.doors.tokens import code_hash, new_code
from app.models import LoginCode, User
from app.post.outbox import CODE, queue_letter
from app.texts.mails.signing_in import code_mail
from config import Settings

log = structlog.get_logger()
ASKED_BEFORE = Limit("code where signed in before", 20)
ASKED_HERE = Limit("code by address and network", 6)
ASKED_FOR_ADDRESS = Limit("code by address", 20)
ASKED_FROM_NETWORK = Limit("code by network", 120)
"""A municipality often is one network: all its colleagues must be able to sign in within the hour."""
UNUSED_FOR_ADDRESS = Limit("unused code by address", 10, timedelta(days=1))
UNUSED = Limit("unused code", 200, timedelta(days=1))
SHORT, LONG = 6, 10
"""Digits of a code."""
SPACES = re.compile(r"[\s\-.\u200b\ufeff]+")
"""What mail programs and people put between the digits of a code."""
WRONG_STEPS = Limit("wrong second step by person", 10, timedelta(minutes=15))
WRONG_STEPS_FROM_NETWORK = Limit("wrong second step by network", 60)
WORK_ACCOUNTS = Limit("work account by network", 240)
"""Each way to an organisation and each way back is one."""


def code_like(pattern: str, message: str) -> Callable[[Form, Field], None]:
    """Take a code that looks like this, with or without spaces in it and in capitals or not."""

    def check(_: Form, field: Field) -> None:
        found = SPACES.sub("", field.data).lower()
        if not re.fullmatch(pattern, found):
            raise ValidationError(message)
        field.data = found

    return check


def count_asking(session: Session, email: str, network: str, secret: str, *, was_here: bool, now: datetime) -> None:
    """Count that a code is asked for. Raises TooManyTriesError; the caller commits then too.

    `was_here` says that this person signed in with this browser before. Per address and network first: who asks for
    one address again and again does not use up what a network has.
    """
    if was_here:
        count_try(session, ASKED_BEFORE, email, secret, now=now)
        return
    count_try(session, ASKED_HERE, f"{email} {network}", secret, now=now)
    count_try(session, ASKED_FOR_ADDRESS, email, secret, now=now)
    count_try(session, ASKED_FROM_NETWORK, network, secret, now=now)


def count_code(session: Session, email: str, secret: str, *, now: datetime) -> int:
    """Count a code that is made, as if it stays unused: how many digits it must have."""
    digits = SHORT
    for limit, key in ((UNUSED_FOR_ADDRESS, email), (UNUSED, "")):
        try:
            count_try(session, limit, key, secret, now=now)
        except TooManyTriesError:
            log.warning("codes_are_long", limit=limit.scope)
            digits = LONG
    return digits


def take_back_code(session: Session, email: str, secret: str, *, now: datetime) -> None:
    take_back_try(session, UNUSED_FOR_ADDRESS, email, secret, now=now)
    take_back_try(session, UNUSED, "", secret, now=now)


def count_work_account(session: Session, network: str, person: object, secret: str, *, now: datetime) -> None:
    """Count that an organisation is asked something. Raises TooManyTriesError.

    `person`: who signed in last with this browser, if anybody did.
    """
    count_try(session, WORK_ACCOUNTS, f"person {person}" if person else network, secret, now=now)


def _steps(person: str, network: str, *, was_here: bool) -> tuple[tuple[Limit, str], ...]:
    """What counts the second steps of a person, from here."""
    if was_here:
        return ((WRONG_STEPS, f"{person} where signed in before"),)
    return (WRONG_STEPS, person), (WRONG_STEPS_FROM_NETWORK, network)


def count_step(session: Session, person: str, network: str, secret: str, *, was_here: bool, now: datetime) -> None:
    """Count a try of a second step, as if it were wrong. Raises TooManyTriesError; the caller commits."""
    for limit, key in _steps(person, network, was_here=was_here):
        count_try(session, limit, key, secret, now=now)


def take_back_step(session: Session, person: str, network: str, secret: str, *, was_here: bool, now: datetime) -> None:
    """The second step was right."""
    for limit, key in _steps(person, network, was_here=was_here):
        take_back_try(session, limit, key, secret, now=now)


class WrongCodeError(Exception):
    """A code that does not fit; `left` is how often this person may still try, 0 when only a new code helps."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


def request_code(session: Session, email: str, settings: Settings, *, now: datetime) -> LoginCode:
    """Make a code and mail it to the person with this address.

    An address that nobody has gets a code too, which is mailed to nobody: what an outsider can see is the same.
    """
    user = session.scalars(select(User).where(User.email == email)).one_or_none()
    key = settings.secret_key.get_secret_value()
    code, code_id = new_code(count_code(session, email, key, now=now)), uuid.uuid4()
    row = LoginCode(
        id=code_id,
        email=email,
        user_id=user.id if user else None,
        code_hash=code_hash(key, code_id, code),
        created_at=now,
        expires_at=now + timedelta(minutes=settings.code_minutes),
    )
    session.add(row)
    session.flush()
    _mail_code(session, email, user, code, settings, now)
    return row


def _mail_code(session: Session, email: str, user: User | None, code: str, settings: Settings, now: datetime) -> None:
    letter = code_mail(user.name if user else email, code, settings.code_minutes, settings.contact)
    # For an address that nobody has the mail is written and taken back, so that both take as long.
    with session.begin_nested() as attempt:
        queue_letter(session, email, letter, CODE, now=now)
        session.flush()
        if user is None:
            attempt.rollback()


def use_code(session: Session, code_id: uuid.UUID, code: str, settings: Settings, *, now: datetime) -> uuid.UUID:
    """Count one try of a code, and use the code up when it fits: the id of whose it is. Raises WrongCodeError.

    One statement decides, so a code works once even when it is sent twice at the same moment. The caller commits
    a wrong try as well.
    """
    key = settings.secret_key.get_secret_value()
    hashed = code_hash(key, code_id, code)
    # Not of somebody whose address was changed since: the code went to the old one.
    still_theirs = exists().where(User.id == LoginCode.user_id, User.email == LoginCode.email)
    fits = and_(LoginCode.code_hash == hashed, still_theirs)
    used: tuple[datetime | None, uuid.UUID | None, int, str] | None = session.execute(
        update(LoginCode)
        .where(LoginCode.id == code_id, LoginCode.used_at.is_(None), LoginCode.expires_at > now)
        .where(LoginCode.tries < settings.code_tries)
        .values(tries=LoginCode.tries + 1, used_at=case((fits, now), else_=None))
        .returning(LoginCode.used_at, LoginCode.user_id, LoginCode.tries, LoginCode.email)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    used_at, user_id, tries, email = used or (None, None, settings.code_tries, "")
    if used_at is None or user_id is None:
        raise WrongCodeError(settings.code_tries - tries)
    take_back_code(session, email, key, now=now)
    return user_id
