"""Sessions on the server: begun when an identity is proven, ended by their owner or by time."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.audit import record
from app.models import SignIn, User
from app.second_step import end_sessions
from app.tokens import new_token, token_hash
from config import Settings

SESSION_HOURS: int = Settings.model_fields["session_hours"].default


def start_session(session: Session, user: User, *, now: datetime, hours: int = SESSION_HOURS) -> str:
    """Sign somebody in: a new session on the server, of which the secret is returned and only its hash kept."""
    token = new_token()
    ends = now + timedelta(hours=hours)
    session.add(SignIn(user_id=user.id, token_hash=token_hash(token), created_at=now, expires_at=ends))
    session.flush()
    return token


def end_session(session: Session, token: str, *, now: datetime) -> None:
    """End the session with this secret, wherever it is used."""
    session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash(token), SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def end_everywhere(session: Session, user: User, *, now: datetime) -> None:
    """End every session of somebody who asks for that."""
    end_sessions(session, user.id, now=now)
    record(session, user, "sign_out_everywhere", user.id, now=now)
