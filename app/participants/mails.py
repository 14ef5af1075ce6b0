"""The mails to colleagues: inviting, reminding and thanking; who sends them, and how many may go in an hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flask_login import current_user
from sqlalchemy.orm import Session

from app.doors.limits import Limit, TooManyTriesError, count_try
from app.doors.tokens import invitation_token, token_hash
from app.models import Assessment, User
from app.models.base import Base
from app.participants.team import REMINDER, THANKS, Member, Team, newest_invitation
from app.post.calendars import deadline_calendar
from app.post.letters import Letter
from app.post.outbox import INVITATION, is_given_up, queue_letter
from app.state.asked import asked_parts
from app.texts.mails.colleagues import AskedParts, Asker, invitation, reminder, thanks
from app.texts.participants import too_many_mails
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db, settings
from app.web.forms import BaseForm
from config import Settings

MAILS = Limit("colleague_mails", 200)
"""How many mails the coordinators of one municipality can send to colleagues in an hour."""


@dataclass(frozen=True, slots=True)
class Sender:
    """A coordinator who sends mails about one round; answers to the mails go to them."""

    session: Session
    coordinator: User
    assessment: Assessment
    settings: Settings
    now: datetime
    by_itself: bool = False
    """Whether the application does it, for the coordinator."""

    @property
    def asker(self) -> Asker:
        return Asker(self.coordinator.name, self.assessment.municipality.name)

    @property
    def page(self) -> str:
        return f"{self.settings.base_url}/inventarisaties/{self.assessment.id}"

    def link(self, member: Member) -> str:
        """The address to which each mail to this colleague leads: the same one, for as long as they have this address.

        It opens nothing by itself; a link of before that was made otherwise leads nowhere any more.
        """
        token = invitation_token(self.settings.secret_key.get_secret_value(), member.id, member.email)
        member.participation.link_hash = token_hash(token)
        return f"{self.settings.base_url}/uitnodiging/{token}"

    def calendar(self) -> str | None:
        """The last day as a calendar file; None without one."""
        round_, day = self.assessment, self.assessment.deadline
        if day is None:
            return None
        where = round_.municipality.name
        return deadline_calendar(round_.id, day, round_.deadline_changes, where, self.page, now=self.now)

    def send(self, kind: str, member: Member, letter: Letter, calendar: str | None = None) -> None:
        queue_letter(
            self.session,
            member.email,
            letter,
            kind,
            now=self.now,
            participation_id=member.id,
            reply_to=self.coordinator.email,
            calendar=calendar,
        )

    def count(self, mails: int) -> None:
        """Count mails that are about to be sent. Raises TooManyTriesError; without a commit nothing was counted."""
        if mails:
            key, secret = str(self.assessment.municipality_id), self.settings.secret_key.get_secret_value()
            count_try(self.session, MAILS, key, secret, now=self.now, tries=mails)

    def record(self, action: str, subject: Base, *, old: Any = None, new: Any = None) -> None:
        """Add a row to the audit trail, in the name of who did it."""
        actor = None if self.by_itself else self.coordinator
        record(self.session, actor, action, subject, now=self.now, old=old, new=new)


def asked_of(member: Member) -> AskedParts:
    return asked_parts(member.name, member.questions, member.answered)


AGAIN = timedelta(hours=1)
"""How long an invitation must be underway before the same person can get another one."""


class InvitedJustNowError(Exception):
    """Somebody got the invitation less than an hour ago, at the moment `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


def to_invite(members: Iterable[Member]) -> list[Member]:
    """Who of them can be invited: who was not yet, and has at least one question."""
    return [member for member in members if member.state == "not_invited" and member.total]


def invitation_letter(sender: Sender, member: Member, line: str, address: str) -> Letter:
    """The mail with which somebody is invited; the round has a last day."""
    deadline = sender.assessment.deadline
    if deadline is None:
        raise ValueError("an invitation says until when one can answer")
    personal = member.participation.personal_line
    is_second = sender.assessment.round == "evaluation"
    return invitation(sender.asker, asked_of(member), deadline, address, line, personal, is_second=is_second)


def invite_people(sender: Sender, members: Sequence[Member], line: str, *, counted: bool = False) -> list[Member]:
    """Invite those who were not invited yet, and have something to answer; who they are. Raises TooManyTriesError.

    `line` is what the coordinator says to everybody; it is kept for who comes later. The mails are counted, unless
    the caller did so before changing anything.
    """
    new = to_invite(members)
    if not new:
        return new
    if not counted:
        sender.count(len(new))
    sender.assessment.invitation_line = line
    for member in new:
        _invite(sender, member, line)
    sender.record("invite_people", sender.assessment, new=[member.id for member in new])
    return new


def invite_again(sender: Sender, member: Member, line: str) -> list[Member]:
    """Send somebody the invitation once more, with the same link. Raises InvitedJustNowError and TooManyTriesError."""
    last = newest_invitation(sender.session, member.id, member.email)
    if last is not None and last.created_at > sender.now - AGAIN and not is_given_up(last):
        raise InvitedJustNowError(last.created_at)
    sender.count(1)
    _invite(sender, member, line)
    sender.record("invite_again", member.participation)
    return [member]


def _invite(sender: Sender, member: Member, line: str) -> None:
    member.participation.invited_at = member.participation.invited_at or sender.now
    letter = invitation_letter(sender, member, line, sender.link(member))
    sender.send(INVITATION, member, letter, sender.calendar())


SOON = timedelta(hours=1)
"""Within this time nobody gets a second reminder: two clicks are one."""
LATELY = timedelta(hours=24)
"""Who was reminded within this time is not reminded again, unless the coordinator chooses so."""


def to_remind(members: Iterable[Member]) -> list[Member]:
    """Who of them was invited, has something to answer, and has not handed in."""
    return [member for member in members if member.state in ("invited", "started") and member.total]


def reminded_within(member: Member, time: timedelta, sender: Sender) -> bool:
    """Whether somebody got a reminder within this time."""
    return member.reminded_at is not None and member.reminded_at > sender.now - time


def reminder_letter(sender: Sender, member: Member, line: str, address: str = "") -> Letter:
    """The mail with which somebody is reminded; to look at it needs no address."""
    return reminder(sender.asker, asked_of(member), sender.assessment.deadline, address, line)


def remind_people(sender: Sender, members: Sequence[Member], line: str) -> list[Member]:
    """Remind these people; not who is done, or was reminded just now. Who they are. Raises TooManyTriesError."""
    due = [member for member in to_remind(members) if not reminded_within(member, SOON, sender)]
    if not due:
        return due
    if not sender.by_itself:
        sender.count(len(due))
    calendar = sender.calendar()
    for member in due:
        member.participation.reminded_at = sender.now
        sender.send(REMINDER, member, reminder_letter(sender, member, line, sender.link(member)), calendar)
    sender.record("remind_people", sender.assessment, new=[member.id for member in due])
    return due


def to_thank(members: Iterable[Member]) -> list[Member]:
    """Who of them has handed in and was not thanked yet."""
    return [member for member in members if member.state == "submitted" and member.participation.thanked_at is None]


def thanks_letter(sender: Sender, member: Member, line: str) -> Letter:
    return thanks(sender.asker, member.name, line)


def thank_people(sender: Sender, members: Sequence[Member], line: str, *, counted: bool = False) -> list[Member]:
    """Thank those who are done and were not thanked yet; who they are. Raises TooManyTriesError.

    The mails are counted, unless they go to everybody once, by themselves.
    """
    new = to_thank(members)
    if not new:
        return new
    if not counted:
        sender.count(len(new))
    for member in new:
        member.participation.thanked_at = sender.now
        sender.send(THANKS, member, thanks_letter(sender, member, line))
    sender.record("thank_people", sender.assessment, new=[member.id for member in new])
    return new


F = TypeVar("F", bound=BaseForm)


def sender_of(team: Team) -> Sender:
    """The coordinator who is signed in, as who sends mails about this round."""
    return Sender(db.session, current_user, team.assessment, settings(), now())


def too_many(form: F, error: TooManyTriesError) -> F:
    """The form with the sentence that no more mails can be sent now; the caller does not commit."""
    form.form_errors.append(too_many_mails(MAILS.most, error.minutes))
    return form
