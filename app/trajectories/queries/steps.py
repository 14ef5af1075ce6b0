"""When each step of a trajectory began and ended: as somebody typed it, or as the application knows it."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import today
from app.models import Assessment, Trajectory
from app.months import dates_with, known_columns, known_dates
from app.steps import Dates


def dates_of(session: Session, trajectory: Trajectory) -> Mapping[str, Dates]:
    """What is known of the five steps, in their order; one statement. The steps are loaded."""
    found = session.execute(
        select(*known_columns(today()))
        .select_from(Trajectory)
        .join(Assessment, Assessment.id == Trajectory.assessment_id)
        .where(Trajectory.id == trajectory.id)
    ).one()
    return dates_with({row.step: row for row in trajectory.steps}, known_dates(found))
