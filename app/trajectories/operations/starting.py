"""Starting the ten months of an inventory, with the days that are proposed for each step."""

import uuid
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import record
from app.formatting import HERE
from app.models import Assessment, Trajectory, TrajectoryStep, User
from app.steps import proposed_dates


def start_trajectory(
    session: Session, user: User, assessment: Assessment, started_on: date | None = None, *, now: datetime
) -> Trajectory:
    """The trajectory of an inventory; the one there is when it was started before.

    Without a day it begins on the day on which the inventory was started. The caller holds the inventory ("share" is
    not enough: two who start at the same moment must wait for each other).
    """
    there = session.scalars(select(Trajectory).where(Trajectory.assessment_id == assessment.id)).one_or_none()
    if there is not None:
        return there
    first = started_on or assessment.created_at.astimezone(HERE).date()
    made = Trajectory(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        started_on=first,
        created_at=now,
        created_by=user.id,
    )
    session.add(made)
    session.flush()
    _plan_steps(session, made)
    new = {"started_on": first.isoformat(), "hours": made.hours}
    record(session, user, "start_trajectory", made.id, now=now, assessment=assessment, new=new)
    return made


def _plan_steps(session: Session, made: Trajectory) -> None:
    for step, days in proposed_dates(made.started_on).items():
        keys = {"trajectory_id": made.id, "municipality_id": made.municipality_id}
        session.add(TrajectoryStep(**keys, step=step, planned_start=days.start, planned_end=days.end))
    session.flush()
