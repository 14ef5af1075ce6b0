"""HTTP of the ten months: which trajectories there are, and where one stands."""

import uuid

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import joinedload

from app.access import visible_trajectories
from app.choosing import load_choice
from app.extensions import db
from app.models import Trajectory
from app.steps import current_step
from app.texts import trajectories as texts
from app.trajectories.queries.steps import dates_of
from app.trajectories.routes.entrance import TRAJECTORY, blueprint, read_trajectory


@blueprint.get("/traject")
def list_trajectories() -> ResponseReturnValue:
    """The trajectories of this person, or the page of the only one."""
    return _one_of("trajectories.show_trajectory")


@blueprint.get("/traject/acties")
def list_boards() -> ResponseReturnValue:
    """The same, on the way to its actions."""
    return _one_of("trajectories.show_trajectory")


def _one_of(endpoint: str) -> ResponseReturnValue:
    choice = load_choice(current_user)
    whole = joinedload(Trajectory.municipality), joinedload(Trajectory.assessment)
    query = visible_trajectories(current_user).options(*whole).order_by(Trajectory.created_at.desc())
    found = [one for one in db.session.scalars(query) if choice.shows(one.municipality)]
    if len(found) == 1:
        return redirect(url_for(endpoint, trajectory_id=found[0].id))
    return render_template("trajectories/list.html", trajectories=found, endpoint=endpoint)


@blueprint.get(TRAJECTORY)
def show_trajectory(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Where the ten months stand."""
    trajectory = read_trajectory(trajectory_id)
    dates = dates_of(db.session, trajectory)
    return render_template(
        "trajectories/trajectory.html", trajectory=trajectory, dates=dates, current=current_step(dates), texts=texts
    )
