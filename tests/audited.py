"""Whether what a form changed was written down: a request that changes rows must also add one to a history."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from app.web.extensions import db

CHANGE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
HISTORIES = {"audit_entry", "answer_version", "agreed_score_version", "closing_text_version", "back_answer_version"}
"""The tables of which the history is made."""
UNTOLD = {
    "rate_count": "how often something was tried, for a while",
    "login_code": "a code in a mail, until it is used",
    "sign_in": "who is signed in, which the log tells",
    "held_form": "what somebody typed, until they have signed in again",
    "draft": "what somebody typed and did not save yet, for themselves",
    "review_draft": "the same on a page of the review",
    "muted_mail": "of what somebody wants no mail, which is for themselves",
    "due_file": "what a frozen report is still drawn from, gone when it is drawn",
    "rendering": "a file of what was agreed, which is told: only added, and drawn afterwards",
    "outbox_mail": "a mail, which leaves with what it tells of",
    "meeting": "which question a meeting is at: starting, who is there and ending are told",
    "attendee": "who joined a meeting on a screen of their own, which its summary tells",
    "meeting_item": "the list of a meeting, which its end tells",
    "second_factor": "the step with which an app was last used: setting up and taking away are told",
}
"""What may change without a row in a history, and why."""


class UnrecordedError(AssertionError):
    """A form changed something, and no history tells of it."""


class _Heard(threading.local):
    """What each thread has changed since it began to listen; None when it does not listen."""

    changed: set[str] | None = None


_heard = _Heard()


@contextmanager
def watched() -> Iterator[set[str]]:
    """The tables in which something changes for good meanwhile, in this thread."""
    engine = db.engine
    # Once for each engine, never taken away: that would be in the way of other threads.
    if not event.contains(engine, "after_cursor_execute", _note):
        event.listen(engine, "begin", _forget)
        event.listen(engine, "commit", _keep)
        event.listen(engine, "after_cursor_execute", _note)
    _heard.changed = changed = set()
    try:
        yield changed
    finally:
        _heard.changed = None


def _forget(connection: Connection) -> None:
    connection.info.pop(_heard, None)


def _note(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
    if _heard.changed is not None and (found := CHANGE.match(statement)):
        connection.info.setdefault(_heard, []).append((found[1], cursor.rowcount, cursor))


def _keep(connection: Connection) -> None:
    if _heard.changed is not None:
        # With RETURNING, SQLite knows how many rows it changed only once they were read; psycopg knows it only before.
        noted = connection.info.pop(_heard, ())
        _heard.changed |= {table for table, rows, cursor in noted if rows > 0 or cursor.rowcount > 0}


def check_recorded(path: str, changed: set[str]) -> None:
    """Raise UnrecordedError when these tables changed without a row in a history."""
    untold = changed - set(UNTOLD)
    if untold and not changed & HISTORIES:
        raise UnrecordedError(f"{path} changed {sorted(untold)}, and no history tells of it")
