"""HTTP of the meetings of the ten months."""

import uuid

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now, today
from app.extensions import db
from app.models import Appointment, Trajectory
from app.steps import current_step
from app.texts import planning as texts
from app.texts.trajectories import APPOINTMENT_KINDS, CLOSED, STEPS
from app.trajectories.forms.appointments import AppointmentForm, build_appointment_form, typed_time
from app.trajectories.operations import appointments as changes
from app.trajectories.operations.appointments import plans_of
from app.trajectories.queries.appointments import appointment_of, calendar_of
from app.trajectories.queries.steps import dates_of
from app.trajectories.routes.entrance import (
    TRAJECTORY,
    blueprint,
    change_trajectory,
    hold_trajectory,
    read_trajectory,
)
from app.versions import StaleSaveError

APPOINTMENTS = f"{TRAJECTORY}/afspraken"
NEW = f"{APPOINTMENTS}/nieuw"
ONE = f"{APPOINTMENTS}/<uuid:appointment_id>"


@blueprint.get(APPOINTMENTS)
def list_appointments(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The appointments to come, and those that were."""
    trajectory = read_trajectory(trajectory_id)
    return _render("appointments", trajectory, calendar=calendar_of(db.session, trajectory, today()))


@blueprint.get(NEW)
def new_appointment(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """An empty form."""
    trajectory = read_trajectory(trajectory_id)
    step = current_step(dates_of(db.session, trajectory)) or "evaluation"
    return _new_page(trajectory, build_appointment_form(trajectory, None, 0, None, step))


@blueprint.post(NEW)
def add_appointment(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Make an appointment."""
    trajectory = hold_trajectory(trajectory_id)
    form = build_appointment_form(trajectory, None, 0, request.form)
    if trajectory.ended_at is not None:
        return _new_page(trajectory, form), 409
    if not form.validate():
        return _new_page(trajectory, form), 422
    changes.add_appointment(db.session, current_user, trajectory, form.plans, now=now())
    return _saved(trajectory, texts.APPOINTMENT_ADDED)


@blueprint.get(ONE)
def show_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """One appointment, to change or to cancel."""
    trajectory = read_trajectory(trajectory_id)
    found = _appointment(trajectory, appointment_id)
    return _one_page(trajectory, found, build_appointment_form(trajectory, plans_of(found), found.version, None))


@blueprint.post(ONE)
def change_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """Change an appointment; 409 when somebody was first, with both, or when it was cancelled."""
    trajectory = hold_trajectory(trajectory_id)
    found = _appointment(trajectory, appointment_id)
    form = build_appointment_form(trajectory, None, 0, request.form)
    if trajectory.ended_at is not None or found.cancelled_at is not None:
        return _one_page(trajectory, found, form), 409
    if not form.validate():
        return _one_page(trajectory, found, form), 422
    try:
        changes.change_appointment(
            db.session, current_user, trajectory, found, form.plans, form.seen.version, now=now()
        )
    except StaleSaveError:
        form.seen.data = str(found.version)
        return _one_page(trajectory, found, form, newer=True), 409
    return _saved(trajectory, texts.APPOINTMENT_CHANGED)


@blueprint.post(f"{ONE}/afzeggen")
def cancel_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """Say that it does not take place."""
    trajectory = change_trajectory(trajectory_id)
    changes.cancel_appointment(
        db.session, current_user, trajectory, _appointment(trajectory, appointment_id), now=now()
    )
    return _saved(trajectory, texts.APPOINTMENT_CANCELLED)


def _appointment(trajectory: Trajectory, appointment_id: uuid.UUID) -> Appointment:
    return appointment_of(db.session, trajectory, appointment_id) or abort(404)


def _saved(trajectory: Trajectory, told: str) -> ResponseReturnValue:
    flash(told, "success")
    db.session.commit()
    return redirect(url_for("trajectories.list_appointments", trajectory_id=trajectory.id), 303)


def _new_page(trajectory: Trajectory, form: AppointmentForm) -> str:
    return _render("appointments_new", trajectory, form=form)


def _one_page(trajectory: Trajectory, found: Appointment, form: AppointmentForm, newer: bool = False) -> str:
    page = {"appointment": found, "newer": newer, "page_has_errors": newer or bool(form.errors)}
    return _render("appointments_one", trajectory, form=form, **page)


def _render(name: str, trajectory: Trajectory, **page: object) -> str:
    may_type = trajectory.ended_at is None or request.method == "POST"
    words = {"texts": texts, "steps": STEPS, "kinds": APPOINTMENT_KINDS, "typed_time": typed_time, "closed": CLOSED}
    return render_template(f"trajectories/{name}.html", trajectory=trajectory, may_type=may_type, **words, **page)
