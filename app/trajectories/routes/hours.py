"""HTTP of the hours that were spent."""

import io
import uuid

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now, today
from app.extensions import db
from app.file_names import file_name
from app.models import HourEntry, Trajectory
from app.steps import current_step, shares
from app.texts import planning as texts
from app.texts.trajectories import CLOSED, STEPS
from app.trajectories.forms.hours import HoursForm, TargetForm, build_hours_form, build_target_form
from app.trajectories.operations import hours as changes
from app.trajectories.operations.hours import Spent, spent_of
from app.trajectories.queries.hours import entries_of, entry_of, hours_file, minutes_of
from app.trajectories.queries.steps import dates_of
from app.trajectories.routes.entrance import (
    TRAJECTORY,
    blueprint,
    change_trajectory,
    hold_trajectory,
    read_trajectory,
)
from app.versions import StaleSaveError

HOURS = f"{TRAJECTORY}/uren"
LINE = f"{HOURS}/<uuid:hour_id>"
TARGET = f"{HOURS}/doel"


@blueprint.get(HOURS)
def show_hours(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The hours by step and as lines, and a form for the next."""
    trajectory = read_trajectory(trajectory_id)
    step = current_step(dates_of(db.session, trajectory)) or "evaluation"
    usual = Spent(step, today(), 0, current_user.function, "")
    return _page(trajectory, build_hours_form(today(), trajectory, usual, None))


@blueprint.post(HOURS)
def add_hours(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Write down hours."""
    trajectory = hold_trajectory(trajectory_id)
    form = _posted(trajectory)
    if trajectory.ended_at is not None:
        return _page(trajectory, form), 409
    if not form.validate():
        return _page(trajectory, form), 422
    changes.add_hours(db.session, current_user, trajectory, form.spent, now=now())
    return _saved(trajectory, texts.HOURS_ADDED)


@blueprint.get(LINE)
def edit_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """One line, to change or to remove."""
    trajectory = read_trajectory(trajectory_id)
    entry = _entry(trajectory, hour_id)
    return _line_page(trajectory, entry, build_hours_form(today(), trajectory, spent_of(entry), None))


@blueprint.post(LINE)
def change_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """Put what was typed in the place of a line; 409 when somebody was first, with both."""
    trajectory = hold_trajectory(trajectory_id)
    entry, form = _entry(trajectory, hour_id), _posted(trajectory)
    if trajectory.ended_at is not None:
        return _line_page(trajectory, entry, form), 409
    if not form.validate():
        return _line_page(trajectory, entry, form), 422
    try:
        changes.change_hours(db.session, current_user, trajectory, entry, form.spent, now=now())
    except StaleSaveError:
        return _line_page(trajectory, entry, form), 409
    return _saved(trajectory, texts.HOURS_CHANGED)


@blueprint.post(f"{LINE}/weg")
def remove_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """Take a line away."""
    trajectory = change_trajectory(trajectory_id)
    changes.remove_hours(db.session, current_user, trajectory, _entry(trajectory, hour_id), now=now())
    return _saved(trajectory, texts.HOURS_REMOVED)


@blueprint.get(TARGET)
def edit_target(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """How many hours there may be, to change."""
    trajectory = read_trajectory(trajectory_id)
    return _target_page(trajectory, build_target_form(trajectory, None))


@blueprint.post(TARGET)
def change_target(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Say how many hours there may be."""
    trajectory = hold_trajectory(trajectory_id)
    form = build_target_form(trajectory, request.form)
    if trajectory.ended_at is not None:
        return _target_page(trajectory, form), 409
    if not form.validate():
        return _target_page(trajectory, form), 422
    wanted = int(form.hours.data)
    try:
        changes.change_target(db.session, current_user, trajectory, wanted, form.seen.version, now=now())
    except StaleSaveError:
        form.seen.data = str(trajectory.version)
        return _target_page(trajectory, form, newer=True), 409
    return _saved(trajectory, texts.TARGET_SAVED)


@blueprint.get(f"{HOURS}.csv")
def hours_table(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The hours for a spreadsheet."""
    trajectory = read_trajectory(trajectory_id)
    content = hours_file(trajectory, entries_of(db.session, trajectory))
    name = f"{file_name('uren', trajectory.municipality.name, trajectory.assessment.title)}.csv"
    return send_file(io.BytesIO(content.encode()), "text/csv", as_attachment=True, download_name=name)


def _entry(trajectory: Trajectory, hour_id: uuid.UUID) -> HourEntry:
    return entry_of(db.session, trajectory, hour_id) or abort(404)


def _posted(trajectory: Trajectory) -> HoursForm:
    return build_hours_form(today(), trajectory, Spent("", today(), 0, "", ""), request.form)


def _saved(trajectory: Trajectory, told: str) -> ResponseReturnValue:
    flash(told, "success")
    db.session.commit()
    return redirect(url_for("trajectories.show_hours", trajectory_id=trajectory.id), 303)


def _page(trajectory: Trajectory, form: HoursForm) -> str:
    page = {"entries": entries_of(db.session, trajectory), "minutes": minutes_of(db.session, trajectory)}
    return _render("hours", trajectory, form, **page, shares=shares(trajectory.hours))


def _line_page(trajectory: Trajectory, entry: HourEntry, form: HoursForm) -> str:
    return _render("hours_line", trajectory, form, entry=entry, stored=spent_of(entry))


def _target_page(trajectory: Trajectory, form: TargetForm, newer: bool = False) -> str:
    return _render("hours_target", trajectory, form, newer=newer, page_has_errors=newer or bool(form.errors))


def _render(name: str, trajectory: Trajectory, form: HoursForm | TargetForm, **page: object) -> str:
    may_type = trajectory.ended_at is None or request.method == "POST"
    shown = {"trajectory": trajectory, "form": form, "may_type": may_type, "closed": CLOSED, **page}
    return render_template(f"trajectories/{name}.html", **shown, texts=texts, steps=STEPS)
