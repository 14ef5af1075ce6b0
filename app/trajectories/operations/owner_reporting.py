"""What the owner of an action tells about it: how it stands, until when, and a note."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.audit import record
from app.models import ImprovementAction, User
from app.trajectories.operations.reporting import Report, StaleActionError, report_progress


@dataclass(frozen=True, slots=True)
class OwnerReport:
    """All that an owner tells at once."""

    report: Report
    ends_on: date | None
    note: str = ""


def save_owner_report(
    session: Session, owner: User, action: ImprovementAction, told: OwnerReport, *, seen: int, now: datetime
) -> bool:
    """Save it; whether anything changed. The caller holds the action.

    Raises StaleActionError and IncompleteActionError; the caller then keeps nothing of it.
    """
    old = action.ends_on
    if old != told.ends_on:
        if seen != action.version:
            raise StaleActionError
        # The end comes first: an action that is planned has one.
        action.ends_on = told.ends_on
        action.version += 1
        seen = action.version
        session.flush()
        _tell_end(session, owner, action, old, now)
    changed = report_progress(session, owner, action, told.report, told.note, seen=seen, now=now)
    return changed or old != told.ends_on


def _tell_end(session: Session, owner: User, action: ImprovementAction, old: date | None, now: datetime) -> None:
    new = {"title": action.title, "ends_on": _plain(action.ends_on)}
    about = action.trajectory.assessment
    before = {"ends_on": _plain(old)}
    record(session, owner, "set_action_end", action.id, now=now, assessment=about, old=before, new=new)


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None
