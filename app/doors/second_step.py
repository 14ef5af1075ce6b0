"""The second step of signing in, as far as more than one feature changes it: it is taken away, and people are told."""

import uuid
from datetime import datetime, timedelta
from typing import Literal

from flask import session as cookie
from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from app.doors.tokens import token_hash
from app.models import RecoveryCode, SecondFactor, SignIn, User
from app.post.outbox import queue_letter
from app.texts.mails.signing_in import Change, second_step_changed
from app.trail.events import record

DEMANDING = ("adviser", "administrator")
"""The roles for which an address alone proves too little."""
TakenAway = Literal["removed", "reset"]
"""By its owner, or by somebody who may do that for others."""
TAKING_AWAY: dict[TakenAway, str] = {"removed": "remove", "reset": "reset"}


FRESH = timedelta(minutes=15)
"""How long it counts that somebody has shown a second step, for what could make them somebody else (D22)."""
SHOWN = "second_step_at"


def note_second_step(now: datetime) -> None:
    """Remember in the cookie that who is signed in here has just shown a second step."""
    cookie[SHOWN] = int(now.timestamp())


def has_fresh_step(session: Session, user: User, *, demanded: bool, now: datetime) -> bool:
    """Whether this person has shown a second step a moment ago; where none is `demanded`, who has none needs none."""
    if 0 <= now.timestamp() - cookie.get(SHOWN, 0) < FRESH.total_seconds():
        return True
    return not demanded and not session.scalar(select(exists().where(SecondFactor.user_id == user.id)))


def take_away_second_step(
    session: Session,
    actor: User | None,
    user: User,
    change: TakenAway,
    contact: str,
    *,
    now: datetime,
    but: str = "",
) -> bool:
    """Take away the app and the recovery codes of a person; whether there was one.

    Ends the sessions of that person, except the one with the secret `but`, and writes them a mail: whoever took it
    away may not be who should have.
    """
    taken = session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id).returning(SecondFactor.user_id))
    if taken.one_or_none() is None:
        return False
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    end_sessions(session, user.id, now=now, but=but)
    record(session, actor, f"{TAKING_AWAY[change]}_second_step", user, now=now)
    tell_of_change(session, user, change, contact, now=now)
    return True


def tell_of_change(session: Session, user: User, change: Change, contact: str, *, now: datetime) -> None:
    """Mail a person that something about their second step has changed."""
    queue_letter(session, user.email, second_step_changed(user.name, change, contact), "second_step", now=now)


def end_sessions(session: Session, user_id: uuid.UUID, *, now: datetime, but: str = "") -> None:
    """End the sessions of a person on the server, except the one with the secret `but`."""
    session.execute(
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.ended_at.is_(None), SignIn.token_hash != token_hash(but))
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )


def demand_second_step(session: Session, user_id: uuid.UUID, role: str, *, now: datetime) -> None:
    """Somebody is given a role: when it demands a second step, who has none signs in again and sets it up."""
    has_one = exists().where(SecondFactor.user_id == user_id)
    if role in DEMANDING and not session.scalar(select(has_one)):
        end_sessions(session, user_id, now=now)
