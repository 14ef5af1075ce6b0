"""What must happen now and then: mails are sent, what has ended is removed."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.mail import send_due
from app.models import LoginCode, OutboxMail, SignIn
from config import Settings

KEEP_CODES = timedelta(days=1)
KEEP_SIGN_INS = timedelta(days=30)
KEEP_MAILS = timedelta(days=30)
"""Mails hold addresses and codes: no longer than is needed to find out what went wrong."""


def run_tasks(session: Session, settings: Settings, now: datetime) -> int:
    """Do everything that is due; the number of mails that was sent."""
    sent = send_due(session, settings, now=now)
    remove_ended(session, now)
    session.commit()
    return sent


def remove_ended(session: Session, now: datetime) -> None:
    """Remove codes, sign-ins and mails that nobody needs any more."""
    session.execute(delete(LoginCode).where(LoginCode.expires_at < now - KEEP_CODES))
    session.execute(delete(SignIn).where(SignIn.expires_at < now - KEEP_SIGN_INS))
    session.execute(delete(OutboxMail).where(OutboxMail.created_at < now - KEEP_MAILS))
