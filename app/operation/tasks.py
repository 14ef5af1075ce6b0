"""What must happen now and then: mails are sent, what has ended is removed."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.mail import send_due
from app.models import HeldForm, LoginCode, OutboxMail, SignIn
from app.retention import KEEP_CODES, KEEP_MAILS, KEEP_SIGN_INS
from config import Settings


def run_tasks(session: Session, settings: Settings, now: datetime) -> int:
    """Do everything that is due; the number of mails that was sent."""
    sent = send_due(session, settings, now=now)
    remove_ended(session, now)
    session.commit()
    return sent


def remove_ended(session: Session, now: datetime) -> None:
    """Remove codes, sign-ins, mails and held forms that nobody needs any more."""
    session.execute(delete(LoginCode).where(LoginCode.expires_at < now - KEEP_CODES))
    session.execute(delete(SignIn).where(SignIn.expires_at < now - KEEP_SIGN_INS))
    session.execute(delete(HeldForm).where(HeldForm.expires_at < now))
    session.execute(delete(OutboxMail).where(OutboxMail.created_at < now - KEEP_MAILS))
