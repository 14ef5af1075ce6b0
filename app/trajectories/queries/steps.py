"""When each step of a trajectory began and ended: as somebody typed it, or as the application knows it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.formatting import HERE
from app.models import Assessment, ImprovementAction, PriorityChoice, Report, Trajectory
from app.steps import STEP_IDS, Dates, Planned


def dates_of(session: Session, trajectory: Trajectory) -> Mapping[str, Dates]:
    """What is known of the five steps, in their order; one statement. The steps are loaded."""
    known = _known(session, trajectory)
    rows = {row.step: row for row in trajectory.steps}
    return {
        step: Dates(
            Planned(rows[step].planned_start, rows[step].planned_end),
            rows[step].started_on or known[step][0],
            rows[step].ended_on or known[step][1],
        )
        for step in STEP_IDS
    }


def _known(session: Session, trajectory: Trajectory) -> Mapping[str, tuple[date | None, date | None]]:
    """What the application saw happen: the first and the last day of each step, as far as it can know them."""
    later, first = aliased(Assessment), trajectory.assessment_id
    again = later.earlier_id == first, later.round == "evaluation"
    found = session.execute(
        select(
            _first(Report.agreed_at, Report.assessment_id == first).label("agreed"),
            _first(PriorityChoice.chosen_at, PriorityChoice.assessment_id == first).label("chosen"),
            _first(ImprovementAction.created_at, ImprovementAction.trajectory_id == trajectory.id).label("acting"),
            _first(later.created_at, *again).label("evaluating"),
            _first(later.agreed_at, *again, later.state == "agreed").label("evaluated"),
        )
    ).one()
    agreed, chosen, acting = _day(found.agreed), _day(found.chosen), _day(found.acting)
    return {
        "inventory": (_day(trajectory.assessment.created_at), agreed),
        "priorities": (agreed, chosen),
        "actions": (acting, None),
        "partners": (None, None),
        "evaluation": (_day(found.evaluating), _day(found.evaluated)),
    }


def _first(column: Any, *conditions: Any) -> Any:
    return select(func.min(column)).where(*conditions).scalar_subquery()


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(HERE).date()
