"""Mails: queued in the outbox within the transaction, sent afterwards, tried again when the server is down."""

import hmac
import smtplib
import ssl
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Literal

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.doors.addresses import leads_nowhere
from app.doors.tokens import mails_token
from app.models import OutboxMail, User
from app.post.letters import Letter, one_line, render_html, render_text
from app.texts.participants import MAIL_FAILED, MAIL_LATE, MAIL_WAITING, mail_sent
from config import Settings

log = structlog.get_logger()
PATIENCE = timedelta(days=2)
"""How long a mail that cannot be delivered is tried."""
SUBJECT = 200
"""Characters of a subject; it can hold names."""
AT_ONCE = 20
"""How many mails are taken together; the next round takes the next."""
CODE = "code"
"""The kind of a mail with a code to sign in."""
INVITATION = "invitation"
"""The kind of a mail that asks a colleague to answer."""
DIGEST = "digest"
"""The kind of the mail of the day, the only one that people can turn off."""
LATE = 5
"""After so many attempts (about half an hour) it is time to tell."""
STATE = (
    OutboxMail.participation_id,
    OutboxMail.recipient,
    OutboxMail.created_at,
    OutboxMail.attempts,
    OutboxMail.next_attempt_at,
    OutboxMail.sent_at,
)
"""What is read of a mail to say what became of it: the mails themselves are long."""


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

    `kind` says what it is for; `calendar` is an iCalendar file that goes with it. Nothing goes to who was removed.
    """
    if leads_nowhere(recipient):
        return
    session.add(
        OutboxMail(
            kind=kind,
            participation_id=participation_id,
            recipient=recipient,
            subject=one_line(letter.subject)[:SUBJECT],
            text=render_text(letter),
            html=render_html(letter),
            reply_to=reply_to,
            calendar=calendar,
            created_at=now,
            next_attempt_at=now,
        )
    )


def is_given_up(mail: OutboxMail) -> bool:
    """Whether a mail that was not sent never will be: its next attempt lies beyond all patience."""
    return mail.sent_at is None and mail.next_attempt_at >= mail.created_at + PATIENCE


@dataclass(frozen=True, slots=True)
class MailState:
    state: Literal["waiting", "sent", "late", "failed"]
    at: datetime
    """When it was sent, or else written."""

    @property
    def text(self) -> str:
        """In words: `verstuurd op ...`."""
        sentences = {"waiting": MAIL_WAITING, "late": MAIL_LATE, "failed": MAIL_FAILED}
        return sentences.get(self.state) or mail_sent(self.at)

    @property
    def kind(self) -> str:
        """The kind of badge that goes with the words."""
        return {"waiting": "neutral", "sent": "done"}.get(self.state, "attention")


def mail_state(mail: OutboxMail) -> MailState:
    if mail.sent_at is not None:
        return MailState("sent", mail.sent_at)
    if is_given_up(mail):
        return MailState("failed", mail.created_at)
    return MailState("late" if mail.attempts >= LATE else "waiting", mail.created_at)


def who_got(session: Session, token: str, key: str) -> User | None:
    """Who got the mail of the day that leads to this; None: nobody has that address now, or the mail was removed."""
    try:
        mail_id = uuid.UUID(hex=token[:32])
    except ValueError:
        return None
    # As bytes: a text with other signs than ASCII is no token, and would be an error here.
    if not hmac.compare_digest(mails_token(key, mail_id).encode(), token.encode()):
        return None
    query = select(User).join(OutboxMail, OutboxMail.recipient == User.email)
    return session.scalars(query.where(OutboxMail.id == mail_id, OutboxMail.kind == DIGEST)).first()


def send_due(session: Session, settings: Settings, *, now: datetime) -> int:
    """Send mails that are due; the number that was sent.

    Commits before and after each: nothing may be locked while a mail server thinks.
    """
    _give_up(session, now)
    return sum(_send(session, mail, settings, now) for mail in _take_due(session, now))


def _give_up(session: Session, now: datetime) -> None:
    """Note of mails that waited too long that they will not be sent: after a long standstill they would tell lies."""
    waited = select(OutboxMail).where(OutboxMail.sent_at.is_(None), OutboxMail.created_at <= now - PATIENCE)
    for mail in session.scalars(waited):
        mail.next_attempt_at = max(mail.next_attempt_at, mail.created_at + PATIENCE)
    session.commit()


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
    except (OSError, ValueError, LookupError, AttributeError) as error:
        # smtplib's errors are OSErrors too. A mail that cannot be made must not hold up the others: an address that it
        # cannot read the library of Python meets with any of the rest.
        refused = _is_for_good(error)
        if refused:
            mail.next_attempt_at = mail.created_at + PATIENCE
            session.commit()
        event = "mail_refused" if refused else "mail_postponed"
        log.warning(event, attempts=mail.attempts, kind=type(error).__name__, mail=str(mail.id))
        return False
    mail.sent_at = now
    if mail.kind == CODE:
        # Whoever reads a copy of the database within its ten minutes must not sign in with it.
        mail.text, mail.html = "", None
    session.commit()
    return True


def _is_for_good(error: Exception) -> bool:
    """Whether trying again is of no use: the server does not take this mail (5xx), or there is no making it.

    What is wrong with the server itself, such as the password for it, is not: that will be repaired.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return not isinstance(error, OSError)


def _deliver(mail: OutboxMail, settings: Settings) -> None:
    message = _message(mail, settings)
    with smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=10) as server:
        if settings.mail_starttls:
            server.starttls(context=ssl.create_default_context())
        if settings.mail_user and settings.mail_password:
            server.login(settings.mail_user, settings.mail_password.get_secret_value())
        server.send_message(message)


def _message(mail: OutboxMail, settings: Settings) -> EmailMessage:
    message = EmailMessage()
    message["Date"] = mail.created_at
    # The same at every attempt: a mail program that gets it twice shows it once.
    message["Message-ID"] = f"<{mail.id}@{settings.mail_from.rpartition('@')[2]}>"
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Auto-Submitted"] = "auto-generated"
    if mail.kind == DIGEST:
        # In no text: what somebody sends on must not let another turn it off.
        token = mails_token(settings.secret_key.get_secret_value(), mail.id)
        message["List-Unsubscribe"] = f"<{settings.base_url}/mails-uit/{token}>"
        if settings.secure:
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        # The method stands outside too: by it mail programs offer to put the entry in the calendar.
        message.add_attachment(
            mail.calendar, subtype="calendar", filename="samenhang.ics", params={"method": "PUBLISH"}
        )
    return message
