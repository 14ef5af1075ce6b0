"""The blueprint of this feature, and what its views share: loading what somebody may see, and may change now."""

import uuid

from flask import Blueprint, abort, make_response, render_template
from flask_login import current_user

from app.doors.access import LEADERS, Lock, action_for, require_role, roles_in, trajectory_for
from app.models import Assessment, ImprovementAction, Trajectory
from app.saving.typed import typed_texts
from app.texts.trajectories import CLOSED

blueprint = Blueprint("trajectories", __name__, template_folder="templates")

TRAJECTORY = "/traject/<uuid:trajectory_id>"
ACTION = "/traject/acties/<uuid:action_id>"


def read_trajectory(trajectory_id: uuid.UUID) -> Trajectory:
    """The trajectory for who leads it: else 404, or 403 for who only reads."""
    trajectory = trajectory_for(current_user, trajectory_id)
    require_role(current_user, trajectory, *LEADERS)
    return trajectory


def hold_trajectory(trajectory_id: uuid.UUID, lock: Lock = "update") -> Trajectory:
    """The trajectory, held until the commit, for who leads it, closed or not: else 404 or 403."""
    trajectory = trajectory_for(current_user, trajectory_id, lock)
    require_role(current_user, trajectory, *LEADERS)
    return trajectory


def change_trajectory(trajectory_id: uuid.UUID, lock: Lock = "update") -> Trajectory:
    """The trajectory, held until the commit, for who leads it: else 404 or 403, and 409 once it is closed."""
    trajectory = hold_trajectory(trajectory_id, lock)
    refuse_closed(trajectory)
    return trajectory


def action_to_change(action_id: uuid.UUID) -> ImprovementAction:
    """The action, held until the commit, for who leads the trajectory: else 404; 409 once closed."""
    action = action_for(current_user, action_id, "update")
    refuse_closed(action.trajectory)
    return action


def leads(about: Assessment | Trajectory | ImprovementAction) -> bool:
    """Whether this person is coordinator or adviser there."""
    return bool(roles_in(current_user, about.municipality_id) & set(LEADERS))


def refuse_closed(trajectory: Trajectory) -> None:
    """Stop when the trajectory was closed."""
    if trajectory.ended_at is not None:
        refuse(CLOSED, trajectory)


def refuse(explanation: str, trajectory: Trajectory) -> None:
    """Stop with the page that says why something cannot be done now (409); what was typed stands on it."""
    page = render_template(
        "trajectories/refused.html", explanation=explanation, trajectory=trajectory, typed=typed_texts()
    )
    abort(make_response(page, 409))
