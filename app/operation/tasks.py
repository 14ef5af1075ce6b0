"""What must happen now and then: mails are sent, people reminded, what has ended removed; and whether all is well."""

import os
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import UpdateBase, delete, exists, select, text, update
from sqlalchemy.orm import Session, aliased

from app.administration.person_pages import remove_long_gone
from app.administration.waiting import carry_out_due
from app.comparisons.material import DRAWN_BY
from app.models import (
    AccountChange,
    AuditEntry,
    CalendarFeed,
    DigestDay,
    HeldForm,
    LoginCode,
    OutboxMail,
    Proposal,
    RateCount,
    Removal,
    ReviewDraft,
    SentReminder,
    SignIn,
    TypedDraft,
)
from app.network.counting import count_tonight
from app.participants.deadline import send_days_over, send_due_reminders
from app.plan.reminders import send_due_digests
from app.post.outbox import send_due
from app.trail.events import record
from app.web.clock import now
from app.web.database import rewrite_file
from app.web.extensions import db, settings
from app.web.formatting import HERE
from app.web.publication import draw_due_files
from config import Settings

EVERY = 5
"""Seconds between two rounds of tasks."""
TIDYING = timedelta(hours=1)
"""From one time that something was removed to the next: each leaves a line in the history."""


def run_beside(session: Session, settings: Settings, now: datetime) -> None:
    """Do what the process beside a server does: everything, but in the example only drawing.

    Its mails are read on a page, and its story goes no further by itself.
    """
    if settings.example:
        draw_due_files(session, DRAWN_BY, now=now)
    else:
        run_tasks(session, settings, now)


def run_tasks(session: Session, settings: Settings, now: datetime) -> int:
    """Do everything that is due; the number of mails that was sent."""
    carry_out_due(session, settings, now=now)
    session.commit()
    sent = send_due(session, settings, now=now)
    # After the first mails: a reminder that fails must not keep anybody from signing in.
    reminded = send_due_reminders(session, settings, now=now) + send_days_over(session, settings, now=now)
    # After those: who got one of them gets no second mail on that day.
    if send_due_digests(session, settings, now=now) or reminded:
        sent += send_due(session, settings, now=now)
    draw_due_files(session, DRAWN_BY, now=now)
    count_tonight(session, now=now)
    remove_ended(session, settings, now=now)
    # By itself: reading all texts takes longer than anybody should wait for their turn to write.
    session.commit()
    remove_long_gone(session, settings.keep_people_days, now=now)
    session.commit()
    wipe_removed(session, now=now)
    return sent


def wipe_removed(session: Session, *, now: datetime) -> None:
    """After somebody was removed: let nothing of it stay behind in the file of the database. Commits."""
    waiting = select(Removal).where(Removal.done_at.is_not(None), Removal.wiped_at.is_(None))
    found = session.scalars(waiting).all()
    # Nothing may be held while the file is written anew.
    session.commit()
    if found and rewrite_file(session.get_bind().engine):
        for removal in found:
            removal.wiped_at = now
    session.commit()


def remove_ended(session: Session, settings: Settings, *, now: datetime) -> None:
    """Remove what was kept as long as the settings say; the history tells how many of what, without names."""
    session.execute(delete(RateCount).where(RateCount.expires_at < now))
    lately = (AuditEntry.municipality_id.is_(None), AuditEntry.at > now - TIDYING, AuditEntry.action == "remove_ended")
    if session.scalar(select(exists().where(*lately))):
        return

    def long_ago(days: int) -> datetime:
        return now - timedelta(days=days)

    reminded = long_ago(settings.keep_reminders_days).astimezone(HERE).date()
    later = aliased(SignIn)
    # By the last one it is known that somebody signed in once.
    is_last = ~exists().where(later.user_id == SignIn.user_id, later.created_at > SignIn.created_at)
    ended = {
        "codes": delete(LoginCode).where(LoginCode.expires_at < long_ago(settings.keep_codes_days)),
        "sign_ins": delete(SignIn).where(SignIn.expires_at < long_ago(settings.keep_sign_ins_days), ~is_last),
        "changes": delete(AccountChange).where(AccountChange.ended_at < long_ago(settings.keep_changes_days)),
        "mails": delete(OutboxMail).where(OutboxMail.created_at < long_ago(settings.keep_mails_days)),
        "held_forms": delete(HeldForm).where(HeldForm.expires_at < now),
        "drafts": delete(TypedDraft).where(TypedDraft.saved_at < long_ago(settings.keep_drafts_days)),
        "review_drafts": delete(ReviewDraft).where(ReviewDraft.saved_at < long_ago(settings.keep_drafts_days)),
        "reminders": delete(SentReminder).where(SentReminder.due < reminded),
        "days": delete(DigestDay).where(DigestDay.day < reminded),
        "proposals": update(Proposal)
        .where(Proposal.decided_at < long_ago(settings.keep_proposals_days), Proposal.email != "")
        .values(email=""),
        "feeds": delete(CalendarFeed).where(CalendarFeed.revoked_at < long_ago(settings.keep_feeds_days)),
    }
    removed = {name: removed_by(session, statement) for name, statement in ended.items()}
    if told := {name: rows for name, rows in removed.items() if rows}:
        record(session, None, "remove_ended", "kept", now=now, new=told)


def removed_by(session: Session, statement: UpdateBase) -> int:
    """How many rows a statement removes, or empties."""
    result = session.connection().execute(statement)
    return result.rowcount


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


blueprint = Blueprint("operation", __name__)
SIGNING_IN = frozenset({"accounts.sign_in", "accounts.enter_code", "accounts.work_account_confirm"})


@blueprint.before_app_request
def carry_out_changes() -> None:
    """Before anybody comes in, what changes in accounts is as it should be now, also when no tasks run."""
    if request.method == "POST" and request.endpoint in SIGNING_IN and carry_out_due(db.session, settings(), now=now()):
        db.session.commit()


@blueprint.get("/gezond")
def health() -> ResponseReturnValue:
    """200 when the database answers; a database that does not gives 503 by its own error page."""
    db.session.execute(text("SELECT 1"))
    response: Response = jsonify(status="ok")
    return response
