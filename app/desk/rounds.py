"""The municipalities of an adviser: their rounds, for whom each waits and since when, and the last contact."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.models import (
    Assessment,
    AuditEntry,
    Contact,
    Membership,
    Municipality,
    Participation,
    ParticipationPart,
    Trajectory,
    User,
)
from app.saving.remarks import AskedRemarks, remarks_for
from app.state.lifecycle import State
from app.state.months import Stand, load_stands
from app.state.next import Next, facts_of, next_in_round, round_columns
from app.web.formatting import HERE

MEETINGS = ("start_meeting", "end_meeting")
DECISIONS = ("send_back", "approve", "withdraw_approval", "name_open_points", "reopen")
"""What the municipality gets a mail about, or must act on."""
SAID = ("add_remark", "answer_remark")
"""Contact when the municipality can read it; what advisers say among themselves is none."""


@dataclass(frozen=True, slots=True)
class LastContact:
    """When an adviser last had contact with a municipality."""

    day: date
    is_noted: bool
    """Whether somebody wrote it down; otherwise it is the last thing that an adviser said or decided here."""


def last_contacts(session: Session, municipality_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, LastContact]:
    """The last contact of each municipality that had any, with whichever adviser; two statements.

    Agreed scores, settled points and remarks that are done are work for the municipality, and no contact with it.
    """
    noted = select(Contact.municipality_id, func.max(Contact.day)).where(Contact.municipality_id.in_(municipality_ids))
    found = {
        where: LastContact(day, is_noted=True)
        for where, day in session.execute(noted.group_by(Contact.municipality_id))
    }
    for where, moment in session.execute(_said_by_advisers(municipality_ids)):
        day = moment.astimezone(HERE).date()
        if where not in found or found[where].day < day:
            found[where] = LastContact(day, is_noted=False)
    return found


def _said_by_advisers(municipality_ids: Collection[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    """When somebody last said or decided something there, in the time that they were adviser there."""
    as_adviser = and_(
        Membership.user_id == AuditEntry.actor_id,
        Membership.municipality_id == AuditEntry.municipality_id,
        Membership.role == "adviser",
        Membership.created_at <= AuditEntry.at,
        or_(Membership.ended_at.is_(None), Membership.ended_at >= AuditEntry.at),
    )
    to_all = and_(AuditEntry.action.in_(SAID), AuditEntry.new["audience"].as_string() == "all")
    return (
        select(AuditEntry.municipality_id, func.max(AuditEntry.at))
        .join(Membership, as_adviser)
        .where(AuditEntry.municipality_id.in_(municipality_ids))
        .where(or_(AuditEntry.action.in_((*MEETINGS, *DECISIONS)), to_all))
        .group_by(AuditEntry.municipality_id)
    )


@dataclass(frozen=True, slots=True)
class DeskRound:
    """One inventory as an adviser sees it in a list."""

    id: uuid.UUID
    title: str
    state: State
    created_at: datetime
    deadline: date | None
    invited: int
    done: int
    """How many of those who were invited handed in."""
    waiting: Next
    remarks: AskedRemarks | None
    """The open remarks that were given to this adviser."""
    earlier_id: uuid.UUID | None
    """The round that it is held against."""
    stand: Stand | None = None
    """Where its trajectory is; None when that was not started."""

    @property
    def next(self) -> Next:
        """What is next: once it is agreed that is said by its ten months."""
        return self.stand.next if self.stand and self.state is State.AGREED else self.waiting


@dataclass(frozen=True, slots=True)
class AdvisedMunicipality:
    municipality: Municipality
    rounds: tuple[DeskRound, ...]
    """The latest first; none yet for a municipality that did not begin."""
    contact: LastContact | None
    advisers: int
    """How many advisers it has now."""
    since: date
    """Since when this person is one of them."""

    @property
    def current(self) -> list[DeskRound]:
        """The rounds that are worked on: what is not agreed, and that of which the plan goes on; else the latest.

        One that is held against another takes its place, and stands in its ten months until it has its own.
        """
        known = {one.id: one.stand for one in self.rounds}
        followed = {one.earlier_id for one in self.rounds}
        rounds = [
            replace(one, stand=one.stand or known.get(one.earlier_id)) if one.earlier_id else one for one in self.rounds
        ]
        busy = [one for one in rounds if one.state is not State.AGREED]
        going_on = [
            one
            for one in rounds
            if one.state is State.AGREED and one.stand and not one.stand.facts.is_closed and one.id not in followed
        ]
        return [*busy, *going_on] or rounds[:1]


def load_places(
    session: Session, user: User, municipalities: Sequence[Municipality], today: date
) -> list[AdvisedMunicipality]:
    """These municipalities, in this order, with their rounds. It does not ask whether the person advises them."""
    ids = [municipality.id for municipality in municipalities]
    rounds, contacts, advisers = (
        load_rounds(session, user, ids, today),
        last_contacts(session, ids),
        _advisers(session, ids),
    )
    since = {
        one.municipality_id: one.created_at.astimezone(HERE).date()
        for one in user.memberships
        if one.role == "adviser" and one.ended_at is None
    }
    return [
        AdvisedMunicipality(one, tuple(rounds[one.id]), contacts.get(one.id), advisers.get(one.id, 0), since[one.id])
        for one in municipalities
    ]


def load_rounds(
    session: Session, user: User, municipality_ids: Collection[uuid.UUID], today: date
) -> Mapping[uuid.UUID, list[DeskRound]]:
    """The rounds of these municipalities, the latest first."""
    taking_part = {row.assessment_id: row for row in session.execute(_taking_part(municipality_ids))}
    remarks = remarks_for(session, user)
    stands = load_stands(session, Trajectory.municipality_id.in_(municipality_ids), today)
    found: dict[uuid.UUID, list[DeskRound]] = defaultdict(list)
    rounds = (
        select(Assessment.id, Assessment.municipality_id, Assessment.earlier_id, Assessment.title, *round_columns())
        .where(Assessment.municipality_id.in_(municipality_ids))
        .order_by(Assessment.created_at.desc(), Assessment.id)
    )
    for row in session.execute(rounds):
        facts = facts_of(row, taking_part.get(row.id))
        counts = (facts.invited, facts.done, next_in_round(facts, today), remarks.get(row.id), row.earlier_id)
        one = DeskRound(row.id, row.title, facts.state, row.created_at, row.deadline, *counts, stands.get(row.id))
        found[row.municipality_id].append(one)
    return found


def _taking_part(municipality_ids: Collection[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    colleague, handed_in = Participation.role == "participant", Participation.state == "submitted"
    own_question = and_(ParticipationPart.participation_id == Participation.id, ParticipationPart.given_away.is_(False))
    # Who has divided all questions over colleagues has none to answer.
    has_questions = or_(Participation.everything, select(ParticipationPart.domain).where(own_question).exists())
    busy = and_(Participation.role == "coordinator", ~handed_in, has_questions)
    return (
        select(
            Participation.assessment_id,
            func.count().filter(colleague).label("invited"),
            func.count().filter(colleague, handed_in).label("done"),
            func.min(Participation.invited_at).filter(colleague).label("first_invited_at"),
            func.max(Participation.submitted_at).filter(handed_in).label("last_submitted_at"),
            func.max(case((busy, 1), else_=0)).label("joint_is_busy"),
        )
        .where(Participation.municipality_id.in_(municipality_ids), Participation.ended_at.is_(None))
        .where(or_(Participation.role == "coordinator", Participation.invited_at.is_not(None)))
        .group_by(Participation.assessment_id)
    )


def _advisers(session: Session, municipality_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    query = (
        select(Membership.municipality_id, func.count(Membership.user_id.distinct()))
        .where(Membership.municipality_id.in_(municipality_ids))
        .where(Membership.role == "adviser", Membership.ended_at.is_(None))
        .group_by(Membership.municipality_id)
    )
    return {where: count for where, count in session.execute(query) if where is not None}
