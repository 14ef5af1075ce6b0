"""Hours that were spent: written down, changed, removed, added up, and how many there may be."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from app.documents.files import file_name, inert, semicolon_file
from app.models import HourEntry, Trajectory, User
from app.plan.entrance import TRAJECTORY, blueprint, change_trajectory, hold_trajectory, read_trajectory
from app.plan.steps import FAR, dates_of, day_field
from app.saving.versioned import StaleSaveError
from app.state.steps import STEP_IDS, current_step, shares
from app.texts import planning as texts
from app.texts.planning import hour_number
from app.texts.trajectories import CLOSED, STEPS
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, VersionField, one_line, parse_day, required, text_field, typed_day
from app.web.publication import send

TWICE = timedelta(minutes=2)
"""Within this time the same line of the same person is the same click."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Time that somebody spent: on which step and day, who by function, and on what."""

    step: str
    day: date
    minutes: int
    who: str
    note: str

    @property
    def told(self) -> dict[str, Any]:
        """The same for the history."""
        return {"step": self.step, "day": self.day.isoformat(), "minutes": self.minutes, "who": self.who}


def spent_of(entry: HourEntry) -> Spent:
    """What a line says."""
    return Spent(entry.step, entry.day, entry.minutes, entry.who, entry.note)


def add_hours(session: Session, actor: User, trajectory: Trajectory, spent: Spent, *, now: datetime) -> None:
    """Write down hours; the same again within two minutes stands there already. The trajectory is held."""
    if session.scalars(_written_just_now(actor, trajectory, spent, now)).first() is None:
        entry = _write(session, actor, trajectory, spent, now)
        record(session, actor, "add_hours", entry.id, now=now, assessment=trajectory.assessment, new=spent.told)


def change_hours(
    session: Session, actor: User, trajectory: Trajectory, entry: HourEntry, spent: Spent, *, now: datetime
) -> None:
    """Put another line in the place of this one. StaleSaveError when it was changed or removed in the meantime.

    The trajectory is held.
    """
    if entry.removed_at is not None:
        raise StaleSaveError([str(entry.id)])
    old = spent_of(entry)
    if old == spent:
        return
    entry.removed_at = now
    made = _write(session, actor, trajectory, spent, now)
    was, new = old.told, {**spent.told, "note_changed": old.note != spent.note}
    record(session, actor, "change_hours", made.id, now=now, assessment=trajectory.assessment, old=was, new=new)


def remove_hours(session: Session, actor: User, trajectory: Trajectory, entry: HourEntry, *, now: datetime) -> None:
    """Take a line away, so that it no longer counts; what is away stays away. The trajectory is held."""
    if entry.removed_at is None:
        entry.removed_at = now
        session.flush()
        old = spent_of(entry).told
        record(session, actor, "remove_hours", entry.id, now=now, assessment=trajectory.assessment, old=old)


def change_target(
    session: Session, actor: User, trajectory: Trajectory, hours: int, seen: int, *, now: datetime
) -> None:
    """Say how many hours the trajectory may take. StaleSaveError when somebody did so in the meantime. It is held."""
    if trajectory.hours == hours:
        return
    if trajectory.version != seen:
        raise StaleSaveError([str(trajectory.id)])
    old, new = {"hours": trajectory.hours}, {"hours": hours}
    trajectory.hours = hours
    trajectory.version += 1
    session.flush()
    record(session, actor, "change_target", trajectory.id, now=now, assessment=trajectory.assessment, old=old, new=new)


def _write(session: Session, actor: User, trajectory: Trajectory, spent: Spent, now: datetime) -> HourEntry:
    entry = HourEntry(
        id=uuid.uuid4(),
        trajectory_id=trajectory.id,
        municipality_id=trajectory.municipality_id,
        step=spent.step,
        day=spent.day,
        minutes=spent.minutes,
        who=spent.who,
        note=spent.note,
        created_at=now,
        created_by=actor.id,
    )
    session.add(entry)
    session.flush()
    return entry


def _written_just_now(actor: User, trajectory: Trajectory, spent: Spent, now: datetime) -> Select[HourEntry]:
    return select(HourEntry).where(
        HourEntry.trajectory_id == trajectory.id,
        HourEntry.created_by == actor.id,
        HourEntry.removed_at.is_(None),
        HourEntry.step == spent.step,
        HourEntry.day == spent.day,
        HourEntry.minutes == spent.minutes,
        HourEntry.who == spent.who,
        HourEntry.note == spent.note,
        HourEntry.created_at > now - TWICE,
    )


TYPED = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,4}))?")
MOST = 100 * 60
LEAST, MOST_TARGET = 1, 500


class HoursForm(BaseForm):
    """What somebody did, for how long; `today` and `first` are set when it is made."""

    today: date
    first: date
    """The first day of the trajectory, from which no day can be far."""

    step = ChoiceField("Stap", list(STEPS.items()), message=texts.STEP_MISSING)
    day = day_field("Dag", required(texts.DAY_MISSING), description="Bijvoorbeeld: 4-12-2026")
    hours = text_field("Uren", 20, required(texts.HOURS_MISSING), description="Bijvoorbeeld: 1,5")
    who = text_field("Wie", 80, required(texts.WHO_MISSING), one_line, description="Een functie, geen naam.")
    note = text_field("Waaraan", 500)

    def validate_step(self, field: Field) -> None:
        """One of the five."""
        if not field.data:
            raise ValidationError(texts.STEP_MISSING)

    def validate_day(self, field: Field) -> None:
        """A day that was."""
        day = parse_day(field.data)
        if day > self.today:
            raise ValidationError(texts.HOURS_TO_COME)
        if abs(day - self.first) > FAR:
            raise ValidationError(texts.DAY_FAR_AWAY)

    def validate_hours(self, field: Field) -> None:
        """Quarters of an hour."""
        minutes = _minutes(field.data)
        if minutes % 15:
            raise ValidationError(texts.HOURS_NOT_QUARTERS)
        if minutes < 15:
            raise ValidationError(texts.HOURS_TOO_FEW)
        if minutes > MOST:
            raise ValidationError(texts.HOURS_TOO_MANY)

    @property
    def spent(self) -> Spent:
        """What was typed, once the form is valid."""
        minutes = int(_minutes(self.hours.data))
        return Spent(self.step.data or "", parse_day(self.day.data), minutes, self.who.data, self.note.data or "")


def _minutes(text: str) -> Decimal:
    """The minutes in 1,5 or 1.5. StopValidation when it is no number."""
    found = TYPED.fullmatch(text)
    if found is None:
        raise StopValidation(texts.HOURS_UNREADABLE)
    return Decimal(f"{found[1]}.{found[2] or 0}") * 60


def build_hours_form(
    today: date, trajectory: Trajectory, stored: Spent, posted: MultiDict[str, str] | None
) -> HoursForm:
    """The form with this in it, or with what was posted; no hours stay empty."""
    data = {
        "step": stored.step,
        "day": typed_day(stored.day),
        "hours": texts.hour_number(stored.minutes) if stored.minutes else "",
        "who": stored.who,
        "note": stored.note,
    }
    form = HoursForm(posted, data=data)
    form.today, form.first = today, trajectory.started_on
    return form


class TargetForm(BaseForm):
    """How many hours the trajectory may take."""

    hours = text_field(
        "Hoeveel uur mag het traject kosten?",
        20,
        required(texts.TARGET_UNREADABLE),
        description="De folder van het traject noemt ongeveer 70 uur.",
    )
    seen = VersionField()

    def validate_hours(self, field: Field) -> None:
        """A whole number."""
        if not re.fullmatch(r"[0-9]{1,3}", field.data) or not LEAST <= int(field.data) <= MOST_TARGET:
            raise ValidationError(texts.TARGET_UNREADABLE)


def build_target_form(trajectory: Trajectory, posted: MultiDict[str, str] | None) -> TargetForm:
    """The form with what holds now, or with what was posted."""
    return TargetForm(posted, data={"hours": str(trajectory.hours), "seen": str(trajectory.version)})


HEADS = ("Stap", "Dag", "Uren", "Wie", "Waaraan")


def minutes_of(session: Session, trajectory: Trajectory) -> Mapping[str, int]:
    """The minutes that were spent on each step, in their order."""
    query = select(HourEntry.step, func.sum(HourEntry.minutes)).where(
        HourEntry.trajectory_id == trajectory.id, HourEntry.removed_at.is_(None)
    )
    found = {step: int(minutes) for step, minutes in session.execute(query.group_by(HourEntry.step))}
    return {step: found.get(step, 0) for step in STEP_IDS}


def entries_of(session: Session, trajectory: Trajectory) -> Sequence[HourEntry]:
    """The lines that count, the latest day first."""
    query = select(HourEntry).where(HourEntry.trajectory_id == trajectory.id, HourEntry.removed_at.is_(None))
    return session.scalars(query.order_by(HourEntry.day.desc(), HourEntry.created_at.desc(), HourEntry.id)).all()


def entry_of(session: Session, trajectory: Trajectory, entry_id: uuid.UUID) -> HourEntry | None:
    """One line of this trajectory, also one that was taken away."""
    return session.scalars(
        select(HourEntry).where(HourEntry.id == entry_id, HourEntry.trajectory_id == trajectory.id)
    ).one_or_none()


def hours_file(trajectory: Trajectory, entries: Sequence[HourEntry]) -> str:
    """The lines and what they add up to, for a spreadsheet."""
    order = {step: place for place, step in enumerate(STEP_IDS)}
    lines = sorted(entries, key=lambda entry: (order[entry.step], entry.day, entry.created_at))
    rows = [
        (STEPS[one.step], one.day.isoformat(), hour_number(one.minutes), inert(one.who), inert(one.note))
        for one in lines
    ]
    totals = [
        (STEPS[step], hour_number(sum(one.minutes for one in lines if one.step == step)), str(share))
        for step, share in shares(trajectory.hours).items()
    ]
    total = ("Samen", hour_number(sum(one.minutes for one in lines)), str(trajectory.hours))
    return semicolon_file([HEADS, *rows, (), ("Stap", "Gemaakt", "Beschikbaar"), *totals, total])


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
def post_add_hours(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Write down hours."""
    trajectory = hold_trajectory(trajectory_id)
    form = _posted(trajectory)
    if trajectory.ended_at is not None:
        return _page(trajectory, form), 409
    if not form.validate():
        return _page(trajectory, form), 422
    add_hours(db.session, current_user, trajectory, form.spent, now=now())
    return _saved(trajectory, texts.HOURS_ADDED)


@blueprint.get(LINE)
def edit_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """One line, to change or to remove."""
    trajectory = read_trajectory(trajectory_id)
    entry = _entry(trajectory, hour_id)
    return _line_page(trajectory, entry, build_hours_form(today(), trajectory, spent_of(entry), None))


@blueprint.post(LINE)
def post_change_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """Put what was typed in the place of a line; 409 when somebody was first, with both."""
    trajectory = hold_trajectory(trajectory_id)
    entry, form = _entry(trajectory, hour_id), _posted(trajectory)
    if trajectory.ended_at is not None:
        return _line_page(trajectory, entry, form), 409
    if not form.validate():
        return _line_page(trajectory, entry, form), 422
    try:
        change_hours(db.session, current_user, trajectory, entry, form.spent, now=now())
    except StaleSaveError:
        return _line_page(trajectory, entry, form), 409
    return _saved(trajectory, texts.HOURS_CHANGED)


@blueprint.post(f"{LINE}/weg")
def post_remove_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """Take a line away."""
    trajectory = change_trajectory(trajectory_id)
    remove_hours(db.session, current_user, trajectory, _entry(trajectory, hour_id), now=now())
    return _saved(trajectory, texts.HOURS_REMOVED)


@blueprint.get(TARGET)
def edit_target(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """How many hours there may be, to change."""
    trajectory = read_trajectory(trajectory_id)
    return _target_page(trajectory, build_target_form(trajectory, None))


@blueprint.post(TARGET)
def post_change_target(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Say how many hours there may be."""
    trajectory = hold_trajectory(trajectory_id)
    form = build_target_form(trajectory, request.form)
    if trajectory.ended_at is not None:
        return _target_page(trajectory, form), 409
    if not form.validate():
        return _target_page(trajectory, form), 422
    wanted = int(form.hours.data)
    try:
        change_target(db.session, current_user, trajectory, wanted, form.seen.version, now=now())
    except StaleSaveError:
        form.seen.data = str(trajectory.version)
        return _target_page(trajectory, form, newer=True), 409
    return _saved(trajectory, texts.TARGET_SAVED)


@blueprint.get(f"{HOURS}.csv")
def hours_table(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The hours for a spreadsheet."""
    trajectory = read_trajectory(trajectory_id)
    content = hours_file(trajectory, entries_of(db.session, trajectory))
    name = file_name("uren", trajectory.municipality.name, trajectory.assessment.title)
    return send(content.encode(), name, "csv")


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
