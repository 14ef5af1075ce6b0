"""The municipalities of an adviser with their rounds, in the same few statements for one as for a hundred."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.access import municipalities_of
from app.desk.queries.contacts import LastContact, last_contacts
from app.desk.queries.waiting import Facts, Step, Waiting, Who, waiting
from app.lifecycle import State
from app.models import (
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Membership,
    Municipality,
    Participation,
    ParticipationPart,
    Trajectory,
    User,
)
from app.months import Stand, load_stands
from app.remarks import remarks_for
from app.turns import TO_ADVISER

NOT_STARTED = Waiting(Who.COORDINATOR, Step.BEGIN, None)


@dataclass(frozen=True, slots=True)
class Round:
    """One inventory as an adviser sees it in a list."""

    id: uuid.UUID
    title: str
    state: State
    created_at: datetime
    deadline: date | None
    invited: int
    done: int
    """How many of those who were invited handed in."""
    waiting: Waiting
    remarks: int
    """How many open remarks were given to this adviser."""
    has_earlier: bool
    """Whether it is held against an earlier round."""
    stand: Stand | None = None
    """Where its trajectory is; None when that was not started."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of an adviser."""

    municipality: Municipality
    rounds: tuple[Round, ...]
    """The latest first; none yet for a municipality that did not begin."""
    contact: LastContact | None
    advisers: int
    """How many advisers it has now."""


def advised_by(user: User) -> list[Municipality]:
    """The municipalities in which this person is adviser now, by name."""
    ids = municipalities_of(user, "adviser")
    found = {m.municipality.id: m.municipality for m in user.memberships if m.municipality and m.municipality.id in ids}
    return sorted(found.values(), key=lambda municipality: (municipality.name.casefold(), municipality.code))


def load_places(session: Session, user: User, municipalities: Sequence[Municipality], today: date) -> list[Place]:
    """These municipalities, in this order, with their rounds. It does not ask whether the person advises them."""
    ids = [municipality.id for municipality in municipalities]
    rounds, contacts, advisers = (
        load_rounds(session, user, ids, today),
        last_contacts(session, ids),
        _advisers(session, ids),
    )
    return [Place(one, tuple(rounds[one.id]), contacts.get(one.id), advisers.get(one.id, 0)) for one in municipalities]


def load_rounds(
    session: Session, user: User, municipality_ids: Collection[uuid.UUID], today: date
) -> Mapping[uuid.UUID, list[Round]]:
    """The rounds of these municipalities, the latest first."""
    taking_part = {row.assessment_id: row for row in session.execute(_taking_part(municipality_ids))}
    remarks = remarks_for(session, user)
    stands = load_stands(session, Trajectory.municipality_id.in_(municipality_ids), today)
    found: dict[uuid.UUID, list[Round]] = defaultdict(list)
    for row in session.execute(_rounds(municipality_ids)):
        one = _round(row, taking_part.get(row.id), remarks.get(row.id, 0), today)
        found[row.municipality_id].append(replace(one, stand=stands.get(row.id)))
    return found


def _round(row: Row[Any], people: Row[Any] | None, remarks: int, today: date) -> Round:
    facts = Facts(
        state=State(row.state),
        created_at=row.created_at,
        invited=people.invited if people else 0,
        done=people.done if people else 0,
        first_invited_at=people.first_invited_at if people else None,
        last_submitted_at=people.last_submitted_at if people else None,
        joint_is_busy=bool(people.joint_is_busy) if people else True,
        deadline=row.deadline,
        review_since=row.review_since or row.review_started_at,
        sent_back_since=row.sent_back_since,
        open_points_at=row.open_points_at,
        approved_at=row.approved_at,
        agreed_at=row.agreed_at,
    )
    counts = (facts.invited, facts.done, waiting(facts, today), remarks, row.earlier_id is not None)
    return Round(row.id, row.title, facts.state, row.created_at, row.deadline, *counts)


def _rounds(municipality_ids: Collection[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    sent_back = select(func.min(AssessmentDomain.sent_back_at)).where(AssessmentDomain.assessment_id == Assessment.id)
    came = select(func.max(AuditEntry.at)).where(
        AuditEntry.assessment_id == Assessment.id, AuditEntry.action.in_(TO_ADVISER)
    )
    columns = ("id", "municipality_id", "earlier_id", "title", "state", "created_at", "deadline", "review_started_at")
    moments = ("open_points_at", "approved_at", "agreed_at")
    return (
        select(
            *(getattr(Assessment, name) for name in (*columns, *moments)),
            sent_back.scalar_subquery().label("sent_back_since"),
            came.scalar_subquery().label("review_since"),
        )
        .where(Assessment.municipality_id.in_(municipality_ids))
        .order_by(Assessment.created_at.desc(), Assessment.id)
    )


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
