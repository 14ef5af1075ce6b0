"""Mails: queued in the outbox within the transaction, sent afterwards, tried again when the server is down."""

import smtplib
import ssl
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.letters import Letter, render_html, render_text
from app.models import OutboxMail
from config import Settings

log = structlog.get_logger()
PATIENCE = timedelta(days=2)
"""How long a mail that cannot be delivered is tried."""
AT_ONCE = 20
"""How many mails are taken together; the next round takes the next."""


def queue_letter(
    session: Session,
    recipient: str,
    letter: Letter,
    kind: str,
    *,
    now: datetime,
    participation_id: uuid.UUID | None = None,
    reply_to: str | None = None,
    calendar: str | None = None,
) -> None:
    """Put a mail in the outbox; it exists when the transaction is committed, and not otherwise.

    `kind` says what it is for; `calendar` is an iCalendar file that goes with it.
    """
    session.add(
        OutboxMail(
            kind=kind,
            participation_id=participation_id,
            recipient=recipient,
            subject=letter.subject,
            text=render_text(letter),
            html=render_html(letter),
            reply_to=reply_to,
            calendar=calendar,
            created_at=now,
            next_attempt_at=now,
        )
    )


def send_due(session: Session, settings: Settings, *, now: datetime) -> int:
    """Send mails that are due; the number that was sent.

    Commits before and after each: nothing may be locked while a mail server thinks.
    """
    return sum(_send(session, mail, settings, now) for mail in _take_due(session, now))


def _take_due(session: Session, now: datetime) -> Sequence[OutboxMail]:
    """Take some, as if they had failed: a process that dies now, or another one beside it, leaves them for later."""
    due = session.scalars(
        select(OutboxMail)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.next_attempt_at <= now, OutboxMail.created_at > now - PATIENCE)
        .order_by(OutboxMail.created_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for mail in due:
        mail.attempts += 1
        mail.next_attempt_at = now + timedelta(minutes=2 ** min(mail.attempts, 8))
    session.commit()
    return due


def _send(session: Session, mail: OutboxMail, settings: Settings, now: datetime) -> bool:
    try:
        _deliver(mail, settings)
    except (OSError, ValueError) as error:
        # smtplib's errors are OSErrors too. A mail that cannot be made (ValueError) must not hold up the others.
        log.warning("mail_postponed", attempts=mail.attempts, kind=type(error).__name__)
        return False
    mail.sent_at = now
    session.commit()
    return True


def _deliver(mail: OutboxMail, settings: Settings) -> None:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        message.add_attachment(mail.calendar, subtype="calendar", filename="samenhang.ics")
    with smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=10) as server:
        if settings.mail_starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.mail_user and settings.mail_password:
            server.login(settings.mail_user, settings.mail_password.get_secret_value())
        server.send_message(message)
