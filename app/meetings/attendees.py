"""Who is at a meeting: who joined on a screen of their own, and who was put there by hand; functions, never names."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.doors.access import LEADERS, roles_in
from app.models import Assessment, Attendee, Base, Meeting, Membership, Participation, User
from app.reports.stored import function_of
from app.state.asked import questionnaire_of
from app.state.situation import INVITED
from app.texts.words import ROLES


def is_invited(user_id: uuid.UUID | BindParameter[uuid.UUID]) -> tuple[ColumnElement[bool], ...]:
    """What makes somebody a colleague who takes part, as conditions on Participation."""
    return (Participation.user_id == user_id, *INVITED)


def function_in_meeting(session: Session, user: User, assessment: Assessment) -> str:
    """How somebody stands on the list: by their role for who leads, else by what they do in this inventory."""
    role = next((role for role in LEADERS if role in roles_in(user, assessment.municipality_id)), None)
    if role:
        return ROLES[role]
    part = session.scalars(
        select(Participation).where(Participation.assessment_id == assessment.id, *is_invited(user.id))
    ).first()
    return function_of(part, questionnaire_of(assessment)) if part else ROLES["participant"]


def join_meeting(session: Session, user: User, meeting: Meeting, function: str, *, now: datetime) -> None:
    """Note that somebody is there; a second time changes nothing."""
    table = Base.metadata.tables[Attendee.__tablename__]
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"meeting_id": meeting.id, "user_id": user.id, "municipality_id": meeting.municipality_id}
    joined = build(table).values(**row, function=function, joined_at=now)
    session.execute(joined.on_conflict_do_nothing(index_elements=["meeting_id", "user_id"]))


def has_joined(session: Session, user: User, meeting: Meeting) -> bool:
    return session.get(Attendee, (meeting.id, user.id)) is not None


def load_present(session: Session, meeting: Meeting) -> str:
    """Who is there, a function on each line: by hand first, then who joined; in one statement."""
    query = select(Attendee.function).where(Attendee.meeting_id == meeting.id)
    joined = session.scalars(query.order_by(Attendee.joined_at, Attendee.user_id))
    return "\n".join(dict.fromkeys([*meeting.present.splitlines(), *joined]))


def count_attendees(session: Session, meeting: Meeting) -> int:
    return session.scalar(select(func.count()).where(Attendee.meeting_id == meeting.id)) or 0


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is expected at a meeting, or who came without that."""

    function: str
    is_there: bool
    is_mine: bool = False
    """Whether it is that of who looks."""


def load_seats(
    session: Session, user: User, assessment: Assessment, meeting: Meeting, by_hand: str | None = None
) -> tuple[Seat, ...]:
    """Everybody who is invited and everybody who is there, in two statements: who leads, colleagues, others.

    `by_hand`: who is there without a screen, when that is not what the meeting says.
    """
    here = and_(Attendee.meeting_id == meeting.id)
    leading = session.execute(
        select(Membership.role, Membership.user_id, Attendee.user_id)
        .outerjoin(Attendee, and_(here, Attendee.user_id == Membership.user_id))
        .where(Membership.municipality_id == assessment.municipality_id, Membership.ended_at.is_(None))
        .where(Membership.role.in_(LEADERS))
    ).all()
    colleagues = session.execute(
        select(Participation, Attendee.user_id)
        .outerjoin(Attendee, and_(here, Attendee.user_id == Participation.user_id))
        .where(Participation.assessment_id == assessment.id, *INVITED)
        .order_by(Participation.created_at, Participation.id)
    ).all()
    put_there = Counter((meeting.present if by_hand is None else by_hand).splitlines())
    questionnaire = questionnaire_of(assessment)
    seats = [
        _seat(ROLES[role], any(came for _, _, came in rows), user.id in {row[1] for row in rows}, put_there)
        for role in LEADERS
        if (rows := [row for row in leading if row.role == role])
    ]
    leads = {row[1] for row in leading}
    seats += [
        _seat(function_of(part, questionnaire), came is not None, part.user_id == user.id, put_there)
        for part, came in colleagues
        if part.user_id not in leads
    ]
    # Whoever was put there by hand and joined after that, has a seat already.
    known = {seat.function for seat in seats}
    return (*seats, *(Seat(function, True) for function in put_there.elements() if function not in known))


def _seat(function: str, came: bool, is_mine: bool, by_hand: Counter[str]) -> Seat:
    """A seat, which somebody who was put there by hand takes when its owner did not come."""
    if not came and by_hand[function]:
        by_hand[function] -= 1
        return Seat(function, True, is_mine)
    return Seat(function, came, is_mine)
