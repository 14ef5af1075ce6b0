"""HTTP of the days of the steps, and of closing."""

import uuid
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now, today
from app.extensions import db
from app.models import Trajectory
from app.months import load_stands
from app.texts import planning as texts
from app.texts.trajectories import CLOSED, STEPS
from app.trajectories.forms.planning import LABELS, StepsForm, build_steps_form
from app.trajectories.operations import closing
from app.trajectories.operations.planning import change_days
from app.trajectories.queries.steps import known_of
from app.trajectories.routes.entrance import TRAJECTORY, blueprint, hold_trajectory, read_trajectory
from app.versions import StaleSaveError

DAYS = f"{TRAJECTORY}/stappen"
CLOSING = f"{TRAJECTORY}/afsluiten"


@blueprint.get(DAYS)
def edit_steps(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The days of the five steps, planned and real, to change."""
    trajectory = read_trajectory(trajectory_id)
    return _page(trajectory, _form(trajectory))


@blueprint.post(DAYS)
def save_steps(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the days; or only put other proposals on the page, from another first day."""
    trajectory = hold_trajectory(trajectory_id)
    form = _form(trajectory, posted=True)
    if trajectory.ended_at is not None:
        return _page(trajectory, form), 409
    if request.form.get("action") == "propose":
        done = form.propose()
        return _page(trajectory, form, note=texts.PROPOSED if done else ""), 200 if done else 422
    if not form.validate():
        return _page(trajectory, form), 422
    try:
        change_days(db.session, current_user, trajectory, form.days, form.seen, now=now())
    except StaleSaveError as error:
        form.take_versions(trajectory)
        return _page(trajectory, form, conflicts=error.items), 409
    flash(texts.DAYS_SAVED, "success")
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=trajectory_id), 303)


def _form(trajectory: Trajectory, posted: bool = False) -> StepsForm:
    began = {step: start for step, (start, _) in known_of(db.session, trajectory).items()}
    return build_steps_form(today(), trajectory, began, request.form if posted else None)


def _page(trajectory: Trajectory, form: StepsForm, note: str = "", conflicts: Sequence[str] = ()) -> str:
    known = known_of(db.session, trajectory)
    return render_template(
        "trajectories/steps.html",
        trajectory=trajectory,
        form=form,
        note=note,
        conflicts=[row for row in trajectory.steps if row.step in conflicts],
        page_has_errors=bool(conflicts or form.errors),
        known={step: {"started_on": start, "ended_on": end} for step, (start, end) in known.items()},
        labels=LABELS,
        steps=STEPS,
        closed=CLOSED,
        may_type=trajectory.ended_at is None or request.method == "POST",
    )


@blueprint.get(CLOSING)
def consider_closing(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """What closing means, and what is not done yet."""
    trajectory = read_trajectory(trajectory_id)
    stand = load_stands(db.session, Trajectory.id == trajectory.id, today())[trajectory.assessment_id]
    return render_template("trajectories/steps_close.html", trajectory=trajectory, stand=stand, steps=STEPS)


@blueprint.post(CLOSING)
def close(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Close the ten months."""
    trajectory = hold_trajectory(trajectory_id)
    closing.close_trajectory(db.session, current_user, trajectory, now=now())
    flash(texts.CLOSED_NOW, "success")
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=trajectory_id), 303)


@blueprint.post(f"{TRAJECTORY}/heropenen")
def reopen(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Open them again."""
    trajectory = hold_trajectory(trajectory_id)
    closing.reopen_trajectory(db.session, current_user, trajectory, now=now())
    flash(texts.OPEN_AGAIN, "success")
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=trajectory_id), 303)
