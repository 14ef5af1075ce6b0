"""Hours that were spent: written down, changed, removed, added up, and how many there may be."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.validators import StopValidation

from app.documents.files import file_name, inert, semicolon_file
from app.models import HourEntry, Trajectory, User
from app.plan.entrance import TRAJECTORY, blueprint, change_trajectory, hold_trajectory, read_trajectory
from app.plan.steps import dates_of, near_first_day
from app.saving.records import Record
from app.state.steps import STEP_IDS, current_step, shares
from app.texts import trajectories as texts
from app.texts.trajectories import CLOSED, STEPS, hour_number
from app.trail.events import record
from app.web.clock import today
from app.web.extensions import db
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DayField,
    NumberField,
    TypedField,
    VersionField,
    one_line,
    required,
    text_field,
)
from app.web.publication import send

TYPED = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,4}))?")
LEAST, MOST = 15, 100 * 60
"""Minutes of one line."""


class HoursField(TypedField):
    """Time in quarters of an hour: 1,5 stands for 90 minutes."""

    inputmode = "decimal"

    def read(self, text: str) -> int:
        """The minutes. StopValidation when it is no such number."""
        if (found := TYPED.fullmatch(text)) is None:
            raise StopValidation(texts.HOURS_UNREADABLE)
        minutes = Decimal(f"{found[1]}.{found[2] or 0}") * 60
        if minutes % 15:
            raise StopValidation(texts.HOURS_NOT_QUARTERS)
        if not LEAST <= minutes <= MOST:
            raise StopValidation(texts.HOURS_TOO_FEW if minutes < LEAST else texts.HOURS_TOO_MANY)
        return int(minutes)

    def typed(self, value: int) -> str:
        """1,5."""
        return hour_number(value)


def _was(_: BaseForm, field: Field) -> None:
    if field.value > today():
        raise StopValidation(texts.HOURS_TO_COME)


class HoursForm(BaseForm):
    rows = (("day", "minutes", "step"), ("who", "note"))

    step = ChoiceField(
        "Stap", list(STEPS.items()), message=texts.STEP_MISSING, validators=[required(texts.STEP_MISSING)]
    )
    day = DayField(
        "Dag",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.DAY_MISSING), _was, near_first_day],
        description="Bijvoorbeeld: 4-12-2026",
    )
    minutes = HoursField(
        "Uren", unit="uur", validators=[required(texts.HOURS_MISSING)], description="Bijvoorbeeld: 1,5", name="hours"
    )
    who = text_field("Wie", 80, required(texts.WHO_MISSING), one_line, description="Een functie, geen naam.")
    note = text_field("Waaraan", 500, description="Bijvoorbeeld: overleg")


class HourLines(Record):
    """Lines with hours: they stand on one page with a form for the next, and a changed one takes another's place."""

    def change(
        self, session: Session, actor: User, trajectory: Trajectory, row: Any, form: BaseForm, *, now: datetime
    ) -> None:
        """Put another line in the place of this one, which still counts."""
        old, new = self.values_of(row), form.values
        if old != new:
            row.removed_at = now
            made, about = self.write(session, actor, trajectory, new, now=now), trajectory.assessment
            was, becomes = self.told(old), {**self.told(new), "note_changed": old["note"] != new["note"]}
            record(session, actor, "change_hours", made.id, now=now, assessment=about, old=was, new=becomes)

    def page(self, trajectory: Trajectory, form: BaseForm, row: Any = None, *, newer: bool = False) -> str:
        """All hours with a form for the next, or one line."""
        if row is not None:
            return super().page(trajectory, form, row, newer=newer)
        entries = entries_of(db.session, trajectory)
        page = {"trajectory": trajectory, "form": form, "entries": entries, "minutes": minutes_of(entries)}
        words = {"texts": texts, "steps": STEPS, "closed": CLOSED, "shares": shares(trajectory.hours)}
        return render_template("trajectories/hours.html", **page, **words)


HOURS = HourLines(
    model=HourEntry,
    form=HoursForm,
    added="add_hours",
    changed="change_hours",
    ended="remove_hours",
    ends="removed_at",
    untold=("note",),
    template="trajectories/hours_line.html",
    listed="trajectories.show_hours",
)


class TargetForm(BaseForm):
    rows = ("hours",)

    hours = NumberField(
        "Hoeveel uur mag het traject kosten?",
        1,
        500,
        message=texts.TARGET_UNREADABLE,
        unit="uur",
        validators=[required(texts.TARGET_UNREADABLE)],
        description="De folder van het traject noemt ongeveer 70 uur.",
    )
    seen = VersionField()


TARGET = Record(
    model=Trajectory,
    form=TargetForm,
    changed="change_target",
    template="trajectories/hours_target.html",
    listed="trajectories.show_hours",
)


def minutes_of(entries: Sequence[HourEntry]) -> Mapping[str, int]:
    """The minutes that were spent on each step, in their order."""
    return {step: sum(entry.minutes for entry in entries if entry.step == step) for step in STEP_IDS}


def entries_of(session: Session, trajectory: Trajectory) -> Sequence[HourEntry]:
    """The lines that count, the latest day first."""
    query = select(HourEntry).where(HourEntry.trajectory_id == trajectory.id, HourEntry.removed_at.is_(None))
    return session.scalars(query.order_by(HourEntry.day.desc(), HourEntry.created_at.desc(), HourEntry.id)).all()


LIST = f"{TRAJECTORY}/uren"
LINE = f"{LIST}/<uuid:hour_id>"
GOAL = f"{LIST}/doel"


@blueprint.get(LIST)
def show_hours(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    step = current_step(dates_of(db.session, trajectory)) or "evaluation"
    return HOURS.page(trajectory, HOURS.build(trajectory, step=step, day=today(), who=current_user.function))


@blueprint.post(LIST)
def post_add_hours(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    return HOURS.save(hold_trajectory(trajectory_id), None, texts.HOURS_ADDED)


@blueprint.get(LINE)
def edit_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    entry = HOURS.one(trajectory, hour_id)
    return HOURS.page(trajectory, HOURS.build(trajectory, entry), entry)


@blueprint.post(LINE)
def post_change_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    """Put what was typed in the place of a line; 409 when somebody was first, with both."""
    trajectory = hold_trajectory(trajectory_id)
    return HOURS.save(trajectory, HOURS.one(trajectory, hour_id), texts.HOURS_CHANGED)


@blueprint.post(f"{LINE}/weg")
def post_remove_hours(trajectory_id: uuid.UUID, hour_id: uuid.UUID) -> ResponseReturnValue:
    return HOURS.take_away(change_trajectory(trajectory_id), hour_id, texts.HOURS_REMOVED)


@blueprint.get(GOAL)
def edit_target(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    return TARGET.page(trajectory, TARGET.build(trajectory, trajectory), trajectory)


@blueprint.post(GOAL)
def post_change_target(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = hold_trajectory(trajectory_id)
    return TARGET.save(trajectory, trajectory, texts.TARGET_SAVED)


@blueprint.get(f"{LIST}.csv")
def hours_table(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The lines and what they add up to, for a spreadsheet."""
    trajectory = read_trajectory(trajectory_id)
    order = {step: place for place, step in enumerate(STEP_IDS)}
    lines = sorted(
        entries_of(db.session, trajectory), key=lambda entry: (order[entry.step], entry.day, entry.created_at)
    )
    rows = [
        (STEPS[one.step], one.day.isoformat(), hour_number(one.minutes), inert(one.who), inert(one.note))
        for one in lines
    ]
    minutes = minutes_of(lines)
    totals = [(STEPS[step], hour_number(minutes[step]), str(share)) for step, share in shares(trajectory.hours).items()]
    total = ("Samen", hour_number(sum(minutes.values())), str(trajectory.hours))
    heads, sums = ("Stap", "Dag", "Uren", "Wie", "Waaraan"), ("Stap", "Gemaakt", "Beschikbaar")
    content = semicolon_file([heads, *rows, (), sums, *totals, total])
    name = file_name("uren", trajectory.municipality.name, trajectory.assessment.title)
    return send(content.encode(), name, "csv")
