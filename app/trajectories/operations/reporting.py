"""How an action goes: its state, and notes about it; for who leads the trajectory, and for who owns the action."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import record
from app.formatting import HERE
from app.models import ActionNote, ImprovementAction, User


class StaleActionError(Exception):
    """Somebody changed the action after the page was made: nothing of this may be kept."""


class IncompleteActionError(Exception):
    """The action lacks what the state needs; `missing` has `owner`, `ends_on` or `reason`."""

    def __init__(self, *missing: str) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says about an action: the state that it has now, and what belongs to that state."""

    state: str
    reason: str = ""
    """Why it was stopped."""
    done_on: date | None = None
    """When it was done; today without it."""


def set_state(
    session: Session, user: User, action: ImprovementAction, report: Report, *, seen: int, now: datetime
) -> bool:
    """Give the action this state; False when it was just so already, whatever was seen.

    The caller holds the action. Raises StaleActionError, or IncompleteActionError when it may not have the state yet.
    """
    wanted = _columns(action, report, now)
    before = {name: getattr(action, name) for name in wanted}
    if wanted == before:
        return False
    if seen != action.version:
        raise StaleActionError
    if missing := _missing(action, wanted):
        raise IncompleteActionError(*missing)
    for name, value in wanted.items():
        setattr(action, name, value)
    action.version += 1
    session.flush()
    record(
        session,
        user,
        "set_action_state",
        action.id,
        now=now,
        assessment=action.trajectory.assessment,
        old=_plain(before),
        new={"title": action.title, **_plain(wanted)},
        reason=action.stop_reason,
    )
    return True


def add_note(session: Session, user: User, action: ImprovementAction, text: str, *, now: datetime) -> bool:
    """Write a note about the action; False when it is the newest one already, as after two clicks on a button.

    The caller holds the action.
    """
    newest = select(ActionNote).where(ActionNote.action_id == action.id).order_by(ActionNote.created_at.desc())
    last = session.scalars(newest.limit(1)).one_or_none()
    if last is not None and (last.author_id, last.text) == (user.id, text):
        return False
    keys = {"action_id": action.id, "municipality_id": action.municipality_id, "author_id": user.id}
    session.add(ActionNote(**keys, text=text, created_at=now))
    session.flush()
    told = {"title": action.title}
    # What it says stands with the action: rows of notes are never changed either.
    about = action.trajectory.assessment
    record(session, user, "add_action_note", action.id, now=now, assessment=about, new=told)
    return True


def report_progress(
    session: Session,
    user: User,
    action: ImprovementAction,
    report: Report | None,
    note: str,
    *,
    seen: int,
    now: datetime,
) -> bool:
    """Both at once: another state (None: as it is) and a note (empty: none); whether anything changed."""
    changed = report is not None and set_state(session, user, action, report, seen=seen, now=now)
    return (bool(note) and add_note(session, user, action, note, now=now)) or changed


def _columns(action: ImprovementAction, report: Report, now: datetime) -> dict[str, Any]:
    """What belongs to the state; what belonged to the one before goes, and the history keeps it."""
    done_on = report.done_on or action.done_on or now.astimezone(HERE).date()
    return {
        "state": report.state,
        "stop_reason": report.reason if report.state == "stopped" else None,
        "done_on": done_on if report.state == "done" else None,
    }


def _missing(action: ImprovementAction, wanted: dict[str, Any]) -> list[str]:
    if wanted["state"] == "planned":
        return [name for name in ("owner", "ends_on") if not getattr(action, name)]
    return ["reason"] if wanted["state"] == "stopped" and not wanted["stop_reason"] else []


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """For the audit trail, which has the reason in a place of its own."""
    done_on = columns["done_on"]
    plain = {"state": columns["state"], "done_on": done_on.isoformat() if done_on else None}
    return {**plain, "stop_reason": columns["stop_reason"]} if columns["stop_reason"] else plain
