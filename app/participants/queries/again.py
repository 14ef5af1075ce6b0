"""The colleagues of the earlier round, for who decides which of them take part again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.addresses import leads_nowhere
from app.earlier import load_earlier
from app.models import Assessment, Membership, Participation, Removal, User
from app.participants.queries.cells import fingerprint
from app.participants.queries.mails import mail_states
from app.participants.queries.returning import Between, Returning
from app.participants.queries.team import PEOPLE, Team
from app.parts import name_of, questions_for
from app.situation import advisers_of
from app.texts import again as texts


@dataclass(frozen=True, slots=True)
class Again:
    """Everybody of the earlier round, for the coordinator of this one."""

    team: Team
    earlier: Assessment
    between: Between
    joint: Participation
    """The joint part of then."""
    offered: tuple[Returning, ...]
    """Who is not in this round now."""
    here: tuple[Returning, ...]
    """Who is."""
    about_coordinator: str
    """That somebody who answers at the joint part now was a colleague then."""

    @property
    def proposed(self) -> list[str]:
        """The ids of those who are ticked at first."""
        return [one.id for one in self.offered if not one.why_not]

    @property
    def fingerprint(self) -> str:
        """Changes when somebody is withdrawn from this round."""
        return fingerprint(sorted(str(member.id) for member in self.team.ended))

    @property
    def nobody(self) -> str:
        """Why there is nobody to choose."""
        title, here = self.earlier.title, len(self.here)
        if self.about_coordinator and not here:
            return texts.NOBODY_ELSE
        return texts.everybody_here(title, here) if here else texts.only_together(title)

    @property
    def given_away(self) -> frozenset[str]:
        """The items of this round that were not answered together in the earlier one."""
        together = {item for part in questions_for(self.joint, self.earlier) for item in part.items}
        return self.between.items - together


def load_again(session: Session, user: User, team: Team) -> Again:
    """The colleagues of the earlier round; 404 for a first round. Five statements, whatever their number."""
    earlier = load_earlier(session, team.assessment) or abort(404)
    people = session.scalars(PEOPLE, {"assessment_id": earlier.id}).unique().all()
    colleagues = [one for one in people if one.role == "participant" and not leads_nowhere(one.user.email)]
    between, leading = Between(earlier, team), {user.id, team.joint.user_id}
    advising = advisers_of(session, team.assessment)
    reasons = dict(_reasons(session, colleagues))
    here = {member.participation.user_id for member in team.members}
    ended = {member.participation.user_id for member in team.ended}
    offered = [
        Returning(one, between, texts.WITHDRAWN_HERE if one.user_id in ended else why, one.user_id in ended)
        for one, why in ((one, reasons.get(str(one.id), "")) for one in colleagues)
        if one.user_id not in leading and one.user_id not in advising
    ]
    return Again(
        team=team,
        earlier=earlier,
        between=between,
        joint=next(one for one in people if one.role == "coordinator"),
        offered=tuple(one for one in offered if one.participation.user_id not in here),
        here=tuple(one for one in offered if one.participation.user_id in here),
        about_coordinator=_about_coordinator(user, {one.user_id for one in colleagues} & leading),
    )


def _about_coordinator(user: User, took_part: Collection[object]) -> str:
    if not took_part:
        return ""
    return texts.YOU_TOOK_PART if user.id in took_part else texts.COORDINATOR_TOOK_PART


def _reasons(session: Session, colleagues: Sequence[Participation]) -> Iterator[tuple[str, str]]:
    """Why somebody is not proposed, by the id of the participation of then."""
    states = mail_states(session, [one.id for one in colleagues if one.ended_at is None])
    successors = {one.replaces_id: name_of(one) for one in colleagues if one.replaces_id}
    for one in colleagues:
        if one.id in successors:
            yield str(one.id), texts.replaced_then(successors[one.id])
        elif one.ended_at is not None:
            yield str(one.id), texts.WITHDRAWN_THEN
        elif one.id in states and states[one.id].state == "failed":
            yield str(one.id), texts.UNREACHABLE


def count_missing(session: Session, user: User, team: Team) -> int:
    """How many of who took part to the end of the earlier round never came into this one; no statement for a first."""
    if team.assessment.earlier_id is None or not team.open:
        return 0
    known = {user.id, team.joint.user_id, *(member.participation.user_id for member in team.everybody)}
    advising = select(Membership.user_id).where(
        Membership.municipality_id == team.assessment.municipality_id,
        Membership.role == "adviser",
        Membership.ended_at.is_(None),
    )
    query = select(func.count()).where(
        Participation.assessment_id == team.assessment.earlier_id,
        Participation.role == "participant",
        Participation.ended_at.is_(None),
        Participation.user_id.not_in(known),
        Participation.user_id.not_in(select(Removal.user_id).where(Removal.done_at.is_not(None))),
        Participation.user_id.not_in(advising),
    )
    return session.scalars(query).one()
