"""What comes in the municipalities of an adviser: last days on which colleagues answer, and appointments."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.rounds import AdvisedMunicipality
from app.models import Appointment, Trajectory
from app.state.lifecycle import State
from app.texts import desk as texts

MOST = 5


@dataclass(frozen=True, slots=True)
class ComingDay:
    """Something that takes place in a municipality on a day that is still to come."""

    day: date
    municipality_id: uuid.UUID
    text: str


def load_coming(session: Session, places: Iterable[AdvisedMunicipality], today: date) -> list[ComingDay]:
    """The first five; one statement."""
    appointments = _appointments(session, [place.municipality.id for place in places], today)
    last_days = [
        ComingDay(one.deadline, place.municipality.id, texts.LAST_DAY)
        for place in places
        for one in place.rounds
        if one.state is State.OPEN and one.deadline and one.deadline >= today
    ]
    return sorted([*last_days, *appointments], key=lambda found: found.day)[:MOST]


def _appointments(session: Session, municipality_ids: Collection[uuid.UUID], today: date) -> list[ComingDay]:
    query = (
        select(Appointment.day, Appointment.municipality_id, Appointment.title, Appointment.at)
        .join(Trajectory, Trajectory.id == Appointment.trajectory_id)
        .where(Appointment.municipality_id.in_(municipality_ids), Trajectory.ended_at.is_(None))
        .where(Appointment.day >= today, Appointment.cancelled_at.is_(None))
        .order_by(Appointment.day, Appointment.at.is_not(None), Appointment.at, Appointment.id)
        .limit(MOST)
    )
    return [ComingDay(day, where, _said(title, at)) for day, where, title, at in session.execute(query)]


def _said(title: str, at: time | None) -> str:
    return f"{title}, {at.hour}.{at.minute:02d} uur" if at else title
