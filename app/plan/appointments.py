"""The meetings of the ten months: made, changed, cancelled."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from app.models import Appointment, Trajectory, User
from app.plan.entrance import TRAJECTORY, blueprint, change_trajectory, hold_trajectory, read_trajectory
from app.plan.steps import FAR, dates_of, day_field
from app.saving.versioned import StaleSaveError
from app.state.steps import current_step
from app.texts import planning as texts
from app.texts.trajectories import APPOINTMENT_KINDS, CLOSED, STEPS
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, VersionField, one_line, parse_day, required, text_field, typed_day

TWICE = timedelta(minutes=2)
"""Within this time the same appointment of the same person is the same click."""


@dataclass(frozen=True, slots=True)
class Plans:
    """What an appointment is about, and when and where it is."""

    title: str
    kind: str
    step: str
    day: date
    at: time | None
    minutes: int | None
    place: str
    note: str

    @property
    def told(self) -> dict[str, Any]:
        """The same for the history."""
        return {**asdict(self), "day": self.day.isoformat(), "at": f"{self.at:%H:%M}" if self.at else None}


def plans_of(appointment: Appointment) -> Plans:
    """What is stored."""
    names = ("title", "kind", "step", "day", "at", "minutes", "place", "note")
    return Plans(*(getattr(appointment, name) for name in names))


def add_appointment(session: Session, actor: User, trajectory: Trajectory, plans: Plans, *, now: datetime) -> None:
    """Make an appointment; the same again within two minutes is there already. The trajectory is held."""
    keys = {"trajectory_id": trajectory.id, "created_by": actor.id}
    there = select(Appointment).filter_by(**keys, **asdict(plans), cancelled_at=None)
    if session.scalars(there.where(Appointment.created_at > now - TWICE)).first() is not None:
        return
    where = {"municipality_id": trajectory.municipality_id, "created_at": now}
    made = Appointment(id=uuid.uuid4(), **keys, **where, **asdict(plans))
    session.add(made)
    session.flush()
    record(session, actor, "add_appointment", made.id, now=now, assessment=trajectory.assessment, new=plans.told)


def change_appointment(
    session: Session,
    actor: User,
    trajectory: Trajectory,
    appointment: Appointment,
    plans: Plans,
    seen: int,
    *,
    now: datetime,
) -> bool:
    """Whether something changed. StaleSaveError when somebody changed it in the meantime. The trajectory is held."""
    old = plans_of(appointment)
    if old == plans:
        return False
    if appointment.version != seen:
        raise StaleSaveError([str(appointment.id)])
    for name, value in asdict(plans).items():
        setattr(appointment, name, value)
    appointment.version += 1
    session.flush()
    about, was, new = trajectory.assessment, old.told, plans.told
    record(session, actor, "change_appointment", appointment.id, now=now, assessment=about, old=was, new=new)
    return True


def cancel_appointment(
    session: Session, actor: User, trajectory: Trajectory, appointment: Appointment, *, now: datetime
) -> None:
    """Say that it does not take place; what is cancelled stays so. The trajectory is held."""
    if appointment.cancelled_at is None:
        appointment.cancelled_at = now
        appointment.version += 1
        session.flush()
        old = plans_of(appointment).told
        about = trajectory.assessment
        record(session, actor, "cancel_appointment", appointment.id, now=now, assessment=about, old=old)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The appointments of a trajectory."""

    coming: Sequence[Appointment]
    """From today on, the first first."""
    past: Sequence[Appointment]
    """Those that were, and those that were cancelled, the latest first."""


def calendar_of(session: Session, trajectory: Trajectory, today: date) -> Calendar:
    """All appointments of a trajectory; one statement."""
    found = session.scalars(_of(trajectory)).all()
    coming = [one for one in found if one.day >= today and one.cancelled_at is None]
    past = [one for one in reversed(found) if one.day < today or one.cancelled_at is not None]
    return Calendar(coming, past)


def coming_appointments(session: Session, trajectory: Trajectory, today: date, most: int) -> Sequence[Appointment]:
    """The first so many from today on."""
    query = _of(trajectory).where(Appointment.day >= today, Appointment.cancelled_at.is_(None))
    return session.scalars(query.limit(most)).all()


def appointment_of(session: Session, trajectory: Trajectory, appointment_id: uuid.UUID) -> Appointment | None:
    """One appointment of this trajectory, also one that was cancelled."""
    return session.scalars(_of(trajectory).where(Appointment.id == appointment_id)).one_or_none()


def _of(trajectory: Trajectory) -> Select[Appointment]:
    # A whole day comes before the hours of that day.
    order = (Appointment.day, Appointment.at.is_not(None), Appointment.at, Appointment.created_at, Appointment.id)
    return select(Appointment).where(Appointment.trajectory_id == trajectory.id).order_by(*order)


TYPED = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?: ?u(?:ur)?)?", re.IGNORECASE)
LEAST, MOST = 5, 24 * 60


class AppointmentForm(BaseForm):
    """What an appointment is about, and when and where; `first` is set when it is made."""

    first: date
    """The first day of the trajectory, from which no day can be far."""

    title = text_field("Waar gaat de afspraak over?", 80, required(texts.TITLE_MISSING), one_line)
    kind = ChoiceField("Soort", list(APPOINTMENT_KINDS.items()), message=texts.KIND_MISSING)
    step = ChoiceField("Stap", list(STEPS.items()), message=texts.STEP_MISSING)
    day = day_field("Dag", required(texts.DAY_MISSING), description="Bijvoorbeeld: 4-12-2026")
    at = text_field("Tijd", 20, description="Bijvoorbeeld: 9.30")
    minutes = text_field("Duur", 20, description="In minuten: 90")
    place = text_field("Plaats", 200, one_line, description="Bijvoorbeeld: gemeentehuis, of online.")
    note = text_field("Notitie", 2000, area=True)
    seen = VersionField()

    def validate_kind(self, field: Field) -> None:
        """One of them."""
        if not field.data:
            raise ValidationError(texts.KIND_MISSING)

    def validate_step(self, field: Field) -> None:
        """One of the five."""
        if not field.data:
            raise ValidationError(texts.STEP_MISSING)

    def validate_day(self, field: Field) -> None:
        """A day not far from the trajectory, also one that was: people write down what they did."""
        if abs(parse_day(field.data) - self.first) > FAR:
            raise ValidationError(texts.DAY_FAR_AWAY)

    def validate_at(self, field: Field) -> None:
        """A time of the day, or nothing."""
        if field.data:
            _time(field.data)

    def validate_minutes(self, field: Field) -> None:
        """A number of minutes, when there is a time."""
        if not field.data:
            return
        if not re.fullmatch(r"[0-9]{1,4}", field.data) or not LEAST <= int(field.data) <= MOST:
            raise ValidationError(texts.LENGTH_UNREADABLE)
        if not self.at.data:
            raise ValidationError(texts.LENGTH_WITHOUT_TIME)

    @property
    def plans(self) -> Plans:
        """What was typed, once the form is valid."""
        at = _time(self.at.data) if self.at.data else None
        minutes = int(self.minutes.data) if self.minutes.data else None
        about = (self.title.data, self.kind.data or "", self.step.data or "", parse_day(self.day.data))
        return Plans(*about, at, minutes, self.place.data or "", self.note.data or "")


def typed_time(at: time | None) -> str:
    """A time as people type it: 9.30."""
    return f"{at.hour}.{at.minute:02d}" if at else ""


def _time(text: str) -> time:
    """The time in 9.30, 14:00 or 14 uur. StopValidation when it is none."""
    found = TYPED.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise StopValidation(texts.TIME_UNREADABLE)
    return time(int(found[1]), int(found[2] or 0))


def build_appointment_form(
    trajectory: Trajectory, stored: Plans | None, version: int, posted: MultiDict[str, str] | None, step: str = ""
) -> AppointmentForm:
    """The form with what is stored, empty (for this step), or with what was posted."""
    data = {"seen": str(version), "kind": "meeting", "step": step}
    if stored is not None:
        days = {"day": typed_day(stored.day), "at": typed_time(stored.at), "minutes": str(stored.minutes or "")}
        data |= {"title": stored.title, "kind": stored.kind, "step": stored.step, "place": stored.place}
        data |= {**days, "note": stored.note}
    form = AppointmentForm(posted, data=data)
    form.first = trajectory.started_on
    return form


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
def post_add_appointment(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Make an appointment."""
    trajectory = hold_trajectory(trajectory_id)
    form = build_appointment_form(trajectory, None, 0, request.form)
    if trajectory.ended_at is not None:
        return _new_page(trajectory, form), 409
    if not form.validate():
        return _new_page(trajectory, form), 422
    add_appointment(db.session, current_user, trajectory, form.plans, now=now())
    return _saved(trajectory, texts.APPOINTMENT_ADDED)


@blueprint.get(ONE)
def show_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """One appointment, to change or to cancel."""
    trajectory = read_trajectory(trajectory_id)
    found = _appointment(trajectory, appointment_id)
    return _one_page(trajectory, found, build_appointment_form(trajectory, plans_of(found), found.version, None))


@blueprint.post(ONE)
def post_change_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """Change an appointment; 409 when somebody was first, with both, or when it was cancelled."""
    trajectory = hold_trajectory(trajectory_id)
    found = _appointment(trajectory, appointment_id)
    form = build_appointment_form(trajectory, None, 0, request.form)
    if trajectory.ended_at is not None or found.cancelled_at is not None:
        return _one_page(trajectory, found, form), 409
    if not form.validate():
        return _one_page(trajectory, found, form), 422
    try:
        change_appointment(db.session, current_user, trajectory, found, form.plans, form.seen.version, now=now())
    except StaleSaveError:
        form.seen.data = str(found.version)
        return _one_page(trajectory, found, form, newer=True), 409
    return _saved(trajectory, texts.APPOINTMENT_CHANGED)


@blueprint.post(f"{ONE}/afzeggen")
def post_cancel_appointment(trajectory_id: uuid.UUID, appointment_id: uuid.UUID) -> ResponseReturnValue:
    """Say that it does not take place."""
    trajectory = change_trajectory(trajectory_id)
    cancel_appointment(db.session, current_user, trajectory, _appointment(trajectory, appointment_id), now=now())
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
