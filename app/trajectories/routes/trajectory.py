"""HTTP of the ten months: which trajectories there are, and where one stands."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from app.access import assessment_for, require_role, roles_in, visible_trajectories
from app.choosing import load_choice
from app.clock import now, today
from app.extensions import db
from app.formatting import HERE
from app.models import Assessment, Trajectory
from app.months import load_stands, trajectory_of
from app.steps import LENGTHS, SHARES
from app.texts import planning
from app.texts import trajectories as texts
from app.trajectories.forms.planning import FirstDayForm, build_first_day_form
from app.trajectories.operations.starting import start_trajectory
from app.trajectories.queries.turn import load_months
from app.trajectories.routes.entrance import LEADERS, TRAJECTORY, blueprint, leads, read_trajectory

READING = "trajectories.summary"
"""Where somebody goes who only reads."""
START = "/inventarisaties/<uuid:assessment_id>/traject"


@blueprint.get("/traject")
def list_trajectories() -> ResponseReturnValue:
    """The trajectories of this person with what is next in each, or the page of the only one."""
    return _one_of("trajectories.show_trajectory")


@blueprint.get("/traject/acties")
def list_boards() -> ResponseReturnValue:
    """The same, on the way to its actions."""
    return _one_of("trajectories.board")


def _one_of(endpoint: str) -> ResponseReturnValue:
    choice = load_choice(current_user)
    whole = joinedload(Trajectory.municipality), joinedload(Trajectory.assessment)
    query = visible_trajectories(current_user).options(*whole).order_by(Trajectory.created_at.desc())
    found = [one for one in db.session.scalars(query) if choice.shows(one.municipality)]
    links = {one.id: url_for(endpoint if leads(one) else READING, trajectory_id=one.id) for one in found}
    if len(found) == 1:
        return redirect(links[found[0].id])
    own = [one.municipality_id for one in found if leads(one)]
    stands = load_stands(db.session, Trajectory.municipality_id.in_(own), today()) if own else {}
    page = {"trajectories": found, "links": links, "stands": stands}
    return render_template("trajectories/list.html", **page, texts=texts, planning=planning)


@blueprint.get(TRAJECTORY)
def show_trajectory(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Where the ten months stand, what is next and for whom."""
    trajectory = read_trajectory(trajectory_id)
    roles = roles_in(current_user, trajectory.municipality_id)
    months = load_months(db.session, trajectory, roles, today())
    page = {"trajectory": trajectory, "months": months, "roles": roles, "today": today()}
    return render_template("trajectories/trajectory.html", **page, texts=texts, planning=planning)


@blueprint.get(START)
def consider_starting(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What the ten months are, and a form to start them; the trajectory when there is one."""
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, *LEADERS)
    there = trajectory_of(db.session, assessment_id)
    if there is not None:
        return redirect(url_for("trajectories.show_trajectory", trajectory_id=there))
    return _start_page(assessment, _first_day_form(assessment))


@blueprint.post(START)
def start(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Start the ten months of an inventory, whatever its state; once."""
    assessment = assessment_for(current_user, assessment_id, "update")
    require_role(current_user, assessment, *LEADERS)
    there = trajectory_of(db.session, assessment_id)
    form = _first_day_form(assessment, request.form)
    if there is None and not form.validate():
        return _start_page(assessment, form), 422
    flash(planning.ALREADY_STARTED if there else planning.STARTED, "info" if there else "success")
    found = there or start_trajectory(db.session, current_user, assessment, form.day, now=now()).id
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=found), 303)


def _first_day_form(assessment: Assessment, posted: MultiDict[str, str] | None = None) -> FirstDayForm:
    return build_first_day_form(today(), assessment.created_at.astimezone(HERE).date(), posted)


def _start_page(assessment: Assessment, form: FirstDayForm) -> str:
    return render_template(
        "trajectories/start.html", assessment=assessment, form=form, texts=texts, months=LENGTHS, hours=SHARES
    )
