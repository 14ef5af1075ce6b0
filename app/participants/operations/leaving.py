"""Somebody stops taking part, or somebody else takes over; the answers stay with who gave them."""

from dataclasses import replace

from sqlalchemy.orm.attributes import set_committed_value

from app.models import Participation, ParticipationPart, User
from app.participants.operations.inviting import invite_people
from app.participants.operations.parts import keep_general
from app.participants.operations.people import NewPerson, add_people
from app.participants.operations.sending import Sender
from app.participants.queries.mails import WITHDRAWN
from app.participants.queries.team import Member, Team
from app.parts import questions_for
from app.texts.mails import withdrawn


def has_answers(team: Team, member: Member) -> bool:
    """Whether somebody has given answers, also to questions that they do not have any more."""
    return bool(team.answered.get(member.id))


def withdraw_person(sender: Sender, team: Team, member: Member, *, tell: bool) -> None:
    """Let somebody stop; `tell`: with a mail, if they were invited. The general part is never left to nobody."""
    _end(sender, team, member, tell=tell)
    sender.record("withdraw_person", member.id, old=member.participation.state)
    keep_general(sender.session, sender.coordinator, team, now=sender.now)


def replace_person(
    sender: Sender, team: Team, member: Member, person: NewPerson, *, tell: bool, invite: bool
) -> Member:
    """Let somebody else take over the same questions, without any answers. Raises TooManyTriesError.

    The address of `person` is of nobody who takes part now.
    """
    sender.count(int(invite))
    _end(sender, team, member, tell=tell)
    (added,) = add_people(sender.session, sender.coordinator, team, [person], now=sender.now)
    added.replaces_id = member.id
    _take_over(sender, added, member.participation)
    new = new_member(sender, added)
    sender.record("replace_person", member.id, old=member.participation.state, new=str(added.id))
    keep_general(sender.session, sender.coordinator, with_member(team, new), now=sender.now)
    if invite:
        invite_people(sender, [new], sender.assessment.invitation_line, counted=True)
    return new


def new_member(sender: Sender, added: Participation) -> Member:
    """Somebody who was added in this request, as one of the team."""
    set_committed_value(added, "user", sender.session.get_one(User, added.user_id))
    return Member(added, questions_for(added, sender.assessment), 0)


def with_member(team: Team, member: Member) -> Team:
    """The team with somebody who has just come (back)."""
    return replace(team, everybody=(*(one for one in team.everybody if one.id != member.id), member))


def _end(sender: Sender, team: Team, member: Member, *, tell: bool) -> None:
    member.participation.ended_at = sender.now
    if tell and member.invited_at:
        letter = withdrawn(sender.asker, member.name, has_answers=has_answers(team, member))
        sender.send(WITHDRAWN, member, letter)


def _take_over(sender: Sender, added: Participation, before: Participation) -> None:
    for row in added.parts:
        sender.session.delete(row)
    # What was there under the same key must be gone before it comes again.
    sender.session.flush()
    added.everything = before.everything
    rows = [
        ParticipationPart(
            participation_id=added.id,
            municipality_id=added.municipality_id,
            domain=row.domain,
            level=row.level,
            question=row.question,
            given_away=row.given_away,
        )
        for row in before.parts
    ]
    sender.session.add_all(rows)
    set_committed_value(added, "parts", rows)
