"""At which of the five steps every municipality is, in two statements."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.models import Assessment, PriorityChoice, Report, Trajectory, TrajectoryStep
from app.steps import STEP_IDS

FINISHED = "finished"
"""Where a municipality is when all steps have ended, or somebody closed the trajectory."""


def steps_now(session: Session) -> Mapping[str, str]:
    """The step of each municipality, by its id: of its newest trajectory, else of its newest inventory.

    A step has ended when somebody said so, or when the application saw it happen.
    """
    ended = _ended_steps(session)
    found: dict[str, str] = {}
    for row in session.execute(_rounds()):
        said = ended.get(row.trajectory_id, set[str]())
        seen = {"inventory": row.agreed, "priorities": row.chosen, "evaluation": row.evaluated}
        open_steps = (step for step in STEP_IDS if step not in said and seen.get(step) is None)
        step = FINISHED if row.ended_at is not None else next(open_steps, FINISHED)
        found.setdefault(row.municipality_id.hex, step)
    return found


def _ended_steps(session: Session) -> Mapping[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = {}
    query = select(TrajectoryStep.trajectory_id, TrajectoryStep.step).where(TrajectoryStep.ended_on.is_not(None))
    for trajectory_id, step in session.execute(query):
        found.setdefault(trajectory_id, set()).add(step)
    return found


def _rounds() -> Any:
    """Every inventory with its trajectory and what happened after it; of a municipality the trajectories go first."""
    later = aliased(Assessment)
    again = later.earlier_id == Assessment.id, later.round == "evaluation", later.state == "agreed"
    return (
        select(
            Assessment.municipality_id,
            Trajectory.id.label("trajectory_id"),
            Trajectory.ended_at,
            _first(Report.agreed_at, Report.assessment_id == Assessment.id).label("agreed"),
            _first(PriorityChoice.chosen_at, PriorityChoice.assessment_id == Assessment.id).label("chosen"),
            _first(later.agreed_at, *again).label("evaluated"),
        )
        .outerjoin(Trajectory, Trajectory.assessment_id == Assessment.id)
        .order_by(Trajectory.created_at.is_(None), Trajectory.created_at.desc(), Assessment.created_at.desc())
    )


def _first(column: Any, *conditions: Any) -> Any:
    return select(func.min(column)).where(*conditions).correlate(Assessment).scalar_subquery()
