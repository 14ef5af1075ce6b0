"""The meetings of the ten months: made, changed, cancelled."""

import uuid
from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.validators import ValidationError

from app.models import Appointment, Trajectory
from app.plan.entrance import TRAJECTORY, blueprint, change_trajectory, hold_trajectory, read_trajectory
from app.plan.steps import dates_of, near_first_day
from app.saving.records import Record
from app.state.steps import current_step
from app.texts import trajectories as texts
from app.texts.trajectories import APPOINTMENT_KINDS, CLOSED, STEPS
from app.web.clock import today
from app.web.extensions import db
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    NumberField,
    TimeField,
    VersionField,
    one_line,
    required,
    text_field,
)


class AppointmentForm(BaseForm):
    rows = ("title", ("day", "at", "minutes"), ("kind", "step"), "place", "note")

    title = text_field("Waar gaat de afspraak over?", 80, required(texts.TITLE_MISSING), one_line)
    kind = ChoiceField(
        "Soort", list(APPOINTMENT_KINDS.items()), message=texts.KIND_MISSING, validators=[required(texts.KIND_MISSING)]
    )
    step = ChoiceField(
        "Stap", list(STEPS.items()), message=texts.STEP_MISSING, validators=[required(texts.STEP_MISSING)]
    )
    # Also a day that was: people write down what they did.
    day = DayField(
        "Dag",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.DAY_MISSING), near_first_day],
        description="Bijvoorbeeld: 4-12-2026",
    )
    at = TimeField("Tijd", message=texts.TIME_UNREADABLE, description="Bijvoorbeeld: 9.30")
    minutes = NumberField(
        "Duur", 5, 24 * 60, message=texts.LENGTH_UNREADABLE, unit="minuten", description="In minuten: 90"
    )
    place = text_field("Plaats", 200, one_line, description="Bijvoorbeeld: gemeentehuis, of online.")
    note = text_field("Notitie", 2000, area=True)
    seen = VersionField()

    def validate_minutes(self, field: Field) -> None:
        """Nothing lasts without a beginning."""
        if field.data and not self.at.data:
            raise ValidationError(texts.LENGTH_WITHOUT_TIME)


APPOINTMENTS = Record(
    model=Appointment,
    form=AppointmentForm,
    added="add_appointment",
    changed="change_appointment",
    ended="cancel_appointment",
    ends="cancelled_at",
    template="trajectories/appointment.html",
    listed="trajectories.list_appointments",
)


def appointments_of(session: Session, trajectory: Trajectory) -> Sequence[Appointment]:
    """Those that were not cancelled, the first first; one statement."""
    return session.scalars(_of(trajectory).where(Appointment.cancelled_at.is_(None))).all()


def _of(trajectory: Trajectory) -> Select[Appointment]:
    # A whole day comes before the hours of that day.
    order = (Appointment.day, Appointment.at.is_not(None), Appointment.at, Appointment.created_at, Appointment.id)
    return select(Appointment).where(Appointment.trajectory_id == trajectory.id).order_by(*order)


LIST = f"{TRAJECTORY}/afspraken"
NEW = f"{LIST}/nieuw"
ONE = f"{LIST}/<uuid:appointment_id>"


@blueprint.get(LIST)
def list_appointments(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The appointments to come, the first first, and those that were or were cancelled, the latest first."""
    trajectory = read_trajectory(trajectory_id)
    found, day = db.session.scalars(_of(trajectory)).all(), today()
    coming = [one for one in found if one.day >= day and one.cancelled_at is None]
    past = [one for one in reversed(found) if one.day < day or one.cancelled_at is not None]
    page = {"trajectory": trajectory, "coming": coming, "past": past}
    words = {"texts": texts, "steps": STEPS, "kinds": APPOINTMENT_KINDS, "closed": CLOSED}
    return render_template("trajectories/appointments.html", **page, **words)


@blueprint.get(NEW)
def new_appointment(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    step = current_step(dates_of(db.session, trajectory)) or "evaluation"
    return APPOINTMENTS.page(trajectory, APPOINTMENTS.build(trajectory, kind="meeting", step=step))


@blueprint.post(NEW)
def post_add_appointment(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    return APPOINTMENTS.save(hold_trajectory(trajectory_id), None, texts.APPOINTMENT_ADDED)


@blueprint.get(ONE)
def show_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    found = APPOINTMENTS.one(trajectory, appointment_id)
    return APPOINTMENTS.page(trajectory, APPOINTMENTS.build(trajectory, found), found)


@blueprint.post(ONE)
def post_change_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """Change an appointment; 409 when somebody was first, with both, or when it was cancelled."""
    trajectory = hold_trajectory(trajectory_id)
    return APPOINTMENTS.save(trajectory, APPOINTMENTS.one(trajectory, appointment_id), texts.APPOINTMENT_CHANGED)


@blueprint.post(f"{ONE}/afzeggen")
def post_cancel_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    return APPOINTMENTS.take_away(change_trajectory(trajectory_id), appointment_id, texts.APPOINTMENT_CANCELLED)
