"""People of the earlier round take part again: prepared, with the questions that they had, and not invited yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app import audit
from app.models import Participation, User
from app.participants.operations.leaving import with_member
from app.participants.operations.parts import give_cells, keep_general
from app.participants.operations.people import NewPerson, add_people
from app.participants.operations.questions import write_questions
from app.participants.queries.again import Again
from app.participants.queries.returning import Returning
from app.participants.queries.team import Member, Team
from app.parts import questions_for


def bring_back(session: Session, actor: User, again: Again, chosen: Sequence[Returning], *, now: datetime) -> None:
    """Let these people take part again, who are not in this round now; nothing is mailed yet.

    Who was withdrawn from this round comes back with the questions that they had in it. What colleagues alone
    answered in the earlier round is again theirs alone, as far as they are here and nobody answered it yet.
    """
    with_own = {member.participation.user_id for member in again.team.ended if _has_questions(member.participation)}
    people = [
        NewPerson(one.name, _email(one), one.participation.function or "", one.level, one.cells) for one in chosen
    ]
    added = add_people(session, actor, again.team, people, now=now)
    fresh = [pair for pair in zip(added, chosen, strict=True) if pair[0].user_id not in with_own]
    team = _with_all(again.team, added, chosen)
    whole = {participation: () for participation, one in fresh if one.everything}
    give_cells(session, actor, team, whole, everything=True, now=now)
    _give_single(session, actor, again, fresh, now)
    _give_away(session, actor, again, added, now)
    keep_general(session, actor, team, now=now)


def _has_questions(participation: Participation) -> bool:
    return bool(participation.everything or participation.parts)


def _email(one: Returning) -> str:
    return one.participation.user.email


def _with_all(team: Team, added: Sequence[Participation], chosen: Sequence[Returning]) -> Team:
    for participation, one in zip(added, chosen, strict=True):
        set_committed_value(participation, "user", one.participation.user)
        team = with_member(team, Member(participation, questions_for(participation, team.assessment), 0))
    return team


def _give_single(
    session: Session, actor: User, again: Again, fresh: Sequence[tuple[Participation, Returning]], now: datetime
) -> None:
    """The questions that somebody was given or gave away one by one."""
    given = {}
    for participation, one in fresh:
        for domain, questions in one.single.items():
            write_questions(session, participation, domain, questions, again.between.now)
        items = [f"{domain}/{question}" for domain, questions in one.single.items() for question in questions]
        if items:
            given[str(participation.id)] = sorted(items)
    if given:
        assessment = again.team.assessment
        audit.record(session, actor, "give_questions_again", assessment.id, assessment=assessment, new=given, now=now)


def _give_away(session: Session, actor: User, again: Again, added: Sequence[Participation], now: datetime) -> None:
    """Take out of the joint part what these people answer and what was not in it in the earlier round."""
    team = again.team
    theirs = {item for one in added for part in questions_for(one, team.assessment) for item in part.items}
    together = {item for part in team.joint_questions for item in part.items}
    lost = (theirs & together & again.given_away) - team.answered.get(team.joint.id, frozenset())
    for domain in sorted({item.partition("/")[0] for item in lost}):
        kept = {item.partition("/")[2] for item in together - lost if item.startswith(f"{domain}/")}
        write_questions(session, team.joint, domain, kept, again.between.now)
    if lost:
        audit.record(
            session, actor, "give_away_again", team.joint.id, assessment=team.assessment, new=sorted(lost), now=now
        )
