"""The municipalities of an adviser: their rounds, for whom each waits and since when, and the last contact."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.doors.access import municipalities_of
from app.models import (
    Assessment,
    AssessmentDomain,
    AuditEntry,
    Contact,
    Membership,
    Municipality,
    Participation,
    ParticipationPart,
    Trajectory,
    User,
)
from app.saving.remarks import remarks_for
from app.state.lifecycle import State
from app.state.months import Stand, load_stands
from app.state.turns import TO_ADVISER, Turn, turn
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


class WaitsForWhom(StrEnum):
    """For whom a round waits, in the order in which an adviser wants to see them."""

    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    COLLEAGUES = "colleagues"
    MUNICIPALITY = "municipality"
    """The coordinator and colleagues: questions were sent back."""
    NOBODY = "nobody"


class WaitsFor(StrEnum):
    """What is waited for; `app.texts.desk` has the sentence for each."""

    BEGIN = "begin"
    ANSWER = "answer"
    COLLEAGUES = "colleagues"
    TOO_LATE = "too_late"
    START_REVIEW = "start_review"
    REVIEW = "review"
    ANSWER_AGAIN = "answer_again"
    OPEN_POINTS = "open_points"
    AGREE = "agree"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What decides for whom a round waits; moments are None for what did not happen."""

    state: State
    created_at: datetime
    invited: int = 0
    """How many colleagues were asked, without who was withdrawn."""
    done: int = 0
    """How many of them handed in."""
    first_invited_at: datetime | None = None
    last_submitted_at: datetime | None = None
    """When somebody last handed in, the coordinator included."""
    joint_is_busy: bool = True
    """Whether the coordinator has questions and did not hand in."""
    deadline: date | None = None
    review_since: datetime | None = None
    """When it last came to the adviser: the review began, domains were handed in again, it was reopened, ..."""
    sent_back_since: datetime | None = None
    """Since when the first of the domains is back that were not handed in again."""
    open_points_at: datetime | None = None
    approved_at: datetime | None = None
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RoundWaits:
    """For whom a round waits, with what, and since which day (in the Netherlands); None: nobody knows."""

    who: WaitsForWhom
    step: WaitsFor
    since: date | None


def waiting(facts: RoundFacts, today: date) -> RoundWaits:
    """For whom this round waits on this day."""
    if facts.state is State.AGREED:
        return _since(WaitsForWhom.NOBODY, WaitsFor.NOTHING, facts.agreed_at)
    return _in_review(facts) if facts.state is State.IN_REVIEW else _open(facts, today)


def _open(facts: RoundFacts, today: date) -> RoundWaits:
    if facts.done < facts.invited:
        if facts.deadline is not None and facts.deadline < today:
            # The last day itself still counts.
            return RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.TOO_LATE, facts.deadline + timedelta(days=1))
        return _since(WaitsForWhom.COLLEAGUES, WaitsFor.COLLEAGUES, facts.first_invited_at)
    began = facts.last_submitted_at or facts.created_at
    return _since(WaitsForWhom.COORDINATOR, WaitsFor.ANSWER if facts.joint_is_busy else WaitsFor.START_REVIEW, began)


def _in_review(facts: RoundFacts) -> RoundWaits:
    table = {
        Turn.ANSWER_AGAIN: (WaitsForWhom.MUNICIPALITY, WaitsFor.ANSWER_AGAIN, facts.sent_back_since),
        Turn.AGREE: (WaitsForWhom.COORDINATOR, WaitsFor.AGREE, facts.approved_at),
        Turn.OPEN_POINTS: (WaitsForWhom.COORDINATOR, WaitsFor.OPEN_POINTS, facts.open_points_at),
        Turn.REVIEW: (WaitsForWhom.ADVISER, WaitsFor.REVIEW, facts.review_since),
    }
    now = turn(
        sent_back=facts.sent_back_since is not None,
        approved=facts.approved_at is not None,
        named=facts.open_points_at,
        came=facts.review_since,
    )
    return _since(*table[now])


def _since(who: WaitsForWhom, step: WaitsFor, moment: datetime | None) -> RoundWaits:
    return RoundWaits(who, step, moment.astimezone(HERE).date() if moment else None)


NOT_STARTED = RoundWaits(WaitsForWhom.COORDINATOR, WaitsFor.BEGIN, None)


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
    waiting: RoundWaits
    remarks: int
    """How many open remarks were given to this adviser."""
    has_earlier: bool
    """Whether it is held against an earlier round."""
    stand: Stand | None = None
    """Where its trajectory is; None when that was not started."""


@dataclass(frozen=True, slots=True)
class AdvisedMunicipality:
    """A municipality of an adviser."""

    municipality: Municipality
    rounds: tuple[DeskRound, ...]
    """The latest first; none yet for a municipality that did not begin."""
    contact: LastContact | None
    advisers: int
    """How many advisers it has now."""


def advised_by(user: User) -> list[Municipality]:
    """The municipalities in which this person is adviser now, by name."""
    ids = municipalities_of(user, "adviser")
    found = {m.municipality.id: m.municipality for m in user.memberships if m.municipality and m.municipality.id in ids}
    return sorted(found.values(), key=lambda municipality: (municipality.name.casefold(), municipality.code))


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
    return [
        AdvisedMunicipality(one, tuple(rounds[one.id]), contacts.get(one.id), advisers.get(one.id, 0))
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
    for row in session.execute(_rounds(municipality_ids)):
        one = _round(row, taking_part.get(row.id), remarks.get(row.id, 0), today)
        found[row.municipality_id].append(replace(one, stand=stands.get(row.id)))
    return found


def _round(row: Row[Any], people: Row[Any] | None, remarks: int, today: date) -> DeskRound:
    facts = RoundFacts(
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
    return DeskRound(row.id, row.title, facts.state, row.created_at, row.deadline, *counts)


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
