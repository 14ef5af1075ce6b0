"""Codes that are mailed to prove an address: made, mailed, and used up."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import and_, case, exists, select, update
from sqlalchemy.orm import Session

from app.accounts.operations.limits import count_code, take_back_code
from app.mail import CODE, queue_letter
from app.models import LoginCode, User
from app.texts.mails import code_mail
from app.tokens import code_hash, new_code
from config import Settings


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
