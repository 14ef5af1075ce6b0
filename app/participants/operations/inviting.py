"""Inviting colleagues: each gets a mail with a link of their own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.letters import Letter
from app.mail import is_given_up
from app.participants.operations.sending import Sender, asked_of, ids
from app.participants.queries.mails import INVITATION, newest_invitation
from app.participants.queries.team import Member, Team
from app.texts.mails import invitation
from app.tokens import new_token, token_hash

AGAIN = timedelta(hours=1)
"""How long an invitation must be underway before the same person can get another one."""


class InvitedJustNowError(Exception):
    """Somebody got the invitation less than an hour ago, at the moment `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


def to_invite(team: Team) -> tuple[Member, ...]:
    """Who can be invited: who was not yet, and has at least one question."""
    return tuple(member for member in team.members if member.state == "not_invited" and member.total)


def without_questions(team: Team) -> tuple[Member, ...]:
    """Who cannot be invited yet, since there is nothing to ask."""
    return tuple(member for member in team.members if member.state == "not_invited" and not member.total)


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
    new = [member for member in members if member.state == "not_invited" and member.total]
    if not new:
        return new
    if not counted:
        sender.count(len(new))
    sender.assessment.invitation_line = line
    for member in new:
        _invite(sender, member, line)
    sender.record("invite_people", sender.assessment.id, new=ids(new))
    return new


def invite_again(sender: Sender, member: Member, line: str) -> list[Member]:
    """Send somebody the invitation once more, with a new link. Raises InvitedJustNowError and TooManyTriesError."""
    last = newest_invitation(sender.session, member.id, member.email)
    if last is not None and last.created_at > sender.now - AGAIN and not is_given_up(last):
        raise InvitedJustNowError(last.created_at)
    sender.count(1)
    _invite(sender, member, line)
    sender.record("invite_again", member.id)
    return [member]


def _invite(sender: Sender, member: Member, line: str) -> None:
    token = new_token()
    participation = member.participation
    participation.link_hash = token_hash(token)
    participation.invited_at = participation.invited_at or sender.now
    letter = invitation_letter(sender, member, line, f"{sender.settings.base_url}/uitnodiging/{token}")
    sender.send(INVITATION, member, letter, sender.calendar())
