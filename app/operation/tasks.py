"""What must happen now and then: mails are sent, people are reminded, what has ended is removed."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.formatting import HERE
from app.mail import send_due
from app.models import CalendarFeed, DigestDay, HeldForm, LoginCode, OutboxMail, RateCount, SentReminder, SignIn
from app.network.operations.counting import count_tonight
from app.participants.operations.automatic import send_due_reminders
from app.retention import KEEP_CODES, KEEP_FEEDS, KEEP_MAILS, KEEP_REMINDERS, KEEP_SIGN_INS
from app.trajectories.operations.reminding import send_due_digests
from config import Settings

EVERY = 5
"""Seconds between two rounds of tasks."""


def run_tasks(session: Session, settings: Settings, now: datetime) -> int:
    """Do everything that is due; the number of mails that was sent."""
    sent = send_due(session, settings, now=now)
    # After the first mails: a reminder that fails must not keep anybody from signing in.
    reminded = send_due_reminders(session, settings, now=now)
    # After those: who got one of them gets no second mail on that day.
    if send_due_digests(session, settings, now=now) or reminded:
        sent += send_due(session, settings, now=now)
    count_tonight(session, now=now)
    remove_ended(session, now)
    session.commit()
    return sent


def remove_ended(session: Session, now: datetime) -> None:
    """Remove codes, sign-ins, mails, held forms and what else nobody needs any more."""
    session.execute(delete(LoginCode).where(LoginCode.expires_at < now - KEEP_CODES))
    session.execute(delete(SignIn).where(SignIn.expires_at < now - KEEP_SIGN_INS))
    session.execute(delete(HeldForm).where(HeldForm.expires_at < now))
    session.execute(delete(RateCount).where(RateCount.expires_at < now))
    session.execute(delete(OutboxMail).where(OutboxMail.created_at < now - KEEP_MAILS))
    last = (now - KEEP_REMINDERS).astimezone(HERE).date()
    session.execute(delete(SentReminder).where(SentReminder.due < last))
    session.execute(delete(DigestDay).where(DigestDay.day < last))
    session.execute(delete(CalendarFeed).where(CalendarFeed.revoked_at < now - KEEP_FEEDS))


def repeat(round_of_tasks: Callable[[], None], beside: int | None) -> None:
    """Do a round again and again until asked to stop, or until the process `beside` which it runs has ended.

    A round that has begun is finished first, so that what was sent is noted as sent.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set() and beside in (None, os.getppid()):
        round_of_tasks()
        stop.wait(EVERY)
