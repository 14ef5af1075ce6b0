"""Mails: queued in the outbox within the transaction, sent afterwards, tried again when the server is down."""

import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import OutboxMail
from config import Settings

log = structlog.get_logger()
PATIENCE = timedelta(days=2)
"""How long a mail that cannot be delivered is tried."""


def queue_mail(session: Session, recipient: str, subject: str, text: str, *, now: datetime) -> None:
    """Put a mail in the outbox; it exists when the transaction is committed, and not otherwise."""
    session.add(OutboxMail(recipient=recipient, subject=subject, text=text, created_at=now, next_attempt_at=now))


def send_due(session: Session, settings: Settings, *, now: datetime) -> int:
    """Send every mail that is due, each in a transaction of its own; the number that was sent."""
    due = session.scalars(
        select(OutboxMail)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.next_attempt_at <= now, OutboxMail.created_at > now - PATIENCE)
        .order_by(OutboxMail.created_at)
        .with_for_update(skip_locked=True)
    ).all()
    sent = sum(_send(mail, settings, now) for mail in due)
    session.commit()
    return sent


def _send(mail: OutboxMail, settings: Settings, now: datetime) -> bool:
    mail.attempts += 1
    try:
        _deliver(mail, settings)
    except OSError as error:  # smtplib's errors are OSErrors too
        mail.next_attempt_at = now + timedelta(minutes=2 ** min(mail.attempts, 8))
        log.warning("mail_postponed", attempts=mail.attempts, kind=type(error).__name__)
        return False
    mail.sent_at = now
    return True


def _deliver(mail: OutboxMail, settings: Settings) -> None:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    with smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=10) as server:
        if settings.mail_starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.mail_user and settings.mail_password:
            server.login(settings.mail_user, settings.mail_password.get_secret_value())
        server.send_message(message)
