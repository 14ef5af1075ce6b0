"""Setting the last day on which colleagues can answer, and telling those who were invited already."""

from collections.abc import Sequence
from datetime import date

from app.formatting import HERE
from app.last_day import move_last_day
from app.participants.operations.sending import Sender, ids
from app.participants.queries.mails import DEADLINE
from app.participants.queries.team import Member, Team
from app.texts.mails import deadline_changed


def told_of_deadline(team: Team) -> tuple[Member, ...]:
    """Who gets a mail when the last day moves: those who were invited and have not handed in."""
    return tuple(member for member in team.members if member.state in ("invited", "started"))


def set_deadline(sender: Sender, members: Sequence[Member], day: date, reminder_days: int | None) -> int:
    """Set the last day and when a reminder goes out; the number of mails to `members`, who hear of another day.

    Raises TooManyTriesError.
    """
    assessment = sender.assessment
    old = {"deadline": _iso(assessment.deadline), "reminder_days": assessment.reminder_days}
    new = {"deadline": day.isoformat(), "reminder_days": reminder_days}
    if old == new:
        return 0
    before = assessment.deadline
    moved = before != day
    # First of all: what is refused has changed nothing.
    sender.count(len(members) if moved else 0)
    assessment.reminder_days = reminder_days
    if moved:
        move_last_day(assessment, day, sender.now.astimezone(HERE).date())
        _tell(sender, members, before)
    sender.record("set_deadline", assessment.id, old=old, new={**new, "mailed": ids(members) if moved else []})
    return len(members) if moved else 0


def _tell(sender: Sender, members: Sequence[Member], before: date | None) -> None:
    day = sender.assessment.deadline
    if day is None:
        return
    calendar = sender.calendar()
    for member in members:
        sender.send(DEADLINE, member, deadline_changed(sender.asker, member.name, before, day, sender.page), calendar)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
