"""Reminding colleagues who are not done, by hand and by itself, and thanking those who are."""

from collections.abc import Sequence
from datetime import timedelta

from app.letters import Letter
from app.participants.operations.sending import Sender, asked_of, ids
from app.participants.queries.mails import REMINDER, THANKS
from app.participants.queries.team import Member, Team
from app.texts.mails import reminder, thanks

SOON = timedelta(hours=1)
"""Within this time nobody gets a second reminder: two clicks are one."""
LATELY = timedelta(hours=24)
"""Who was reminded within this time is not reminded again, unless the coordinator chooses so."""


def to_remind(team: Team) -> tuple[Member, ...]:
    """Who was invited, has something to answer, and has not handed in."""
    return tuple(member for member in team.members if _is_asked(member))


def _is_asked(member: Member) -> bool:
    return member.state in ("invited", "started") and member.total > 0


def reminded_within(member: Member, time: timedelta, sender: Sender) -> bool:
    """Whether somebody got a reminder within this time."""
    return member.reminded_at is not None and member.reminded_at > sender.now - time


def reminder_letter(sender: Sender, member: Member, line: str) -> Letter:
    """The mail with which somebody is reminded."""
    return reminder(sender.asker, asked_of(member), sender.assessment.deadline, sender.page, line)


def remind_people(sender: Sender, members: Sequence[Member], line: str) -> list[Member]:
    """Remind these people; not who is done, or was reminded just now. Who they are. Raises TooManyTriesError."""
    due = [member for member in members if _is_asked(member) and not reminded_within(member, SOON, sender)]
    if not due:
        return due
    if not sender.by_itself:
        sender.count(len(due))
    calendar = sender.calendar()
    for member in due:
        member.participation.reminded_at = sender.now
        sender.send(REMINDER, member, reminder_letter(sender, member, line), calendar)
    sender.record("remind_people", sender.assessment.id, new=ids(due))
    return due


def to_thank(team: Team) -> tuple[Member, ...]:
    """Who has handed in and was not thanked yet."""
    return tuple(member for member in team.members if _is_to_thank(member))


def _is_to_thank(member: Member) -> bool:
    return member.state == "submitted" and member.participation.thanked_at is None


def thanks_letter(sender: Sender, member: Member, line: str) -> Letter:
    """The mail with which somebody is thanked."""
    return thanks(sender.asker, member.name, line)


def thank_people(sender: Sender, members: Sequence[Member], line: str) -> list[Member]:
    """Thank those who are done and were not thanked yet; who they are. Raises TooManyTriesError."""
    new = [member for member in members if _is_to_thank(member)]
    if not new:
        return new
    sender.count(len(new))
    for member in new:
        member.participation.thanked_at = sender.now
        sender.send(THANKS, member, thanks_letter(sender, member, line))
    sender.record("thank_people", sender.assessment.id, new=ids(new))
    return new
