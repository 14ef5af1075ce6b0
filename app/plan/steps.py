"""The days of the five steps, as planned and as they were, and closing the ten months."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field, StringField
from wtforms.validators import StopValidation, ValidationError

from app.models import Assessment, Trajectory, TrajectoryStep, User
from app.plan.entrance import TRAJECTORY, blueprint, hold_trajectory, read_trajectory
from app.saving.versioned import StaleSaveError
from app.state.months import dates_with, known_columns, known_dates, load_stands
from app.state.steps import STEP_IDS, Dates, proposed_dates
from app.texts import trajectories as texts
from app.texts.trajectories import CLOSED, STEPS
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import (
    BaseForm,
    DayField,
    FormData,
    VersionField,
    parse_day,
    required,
    stripped,
    text_field,
    typed_day,
)


def dates_of(session: Session, trajectory: Trajectory) -> Mapping[str, Dates]:
    """What is known of the five steps, in their order; one statement. The steps are loaded."""
    return dates_with({row.step: row for row in trajectory.steps}, known_of(session, trajectory))


def known_of(session: Session, trajectory: Trajectory) -> Mapping[str, tuple[date | None, date | None]]:
    """The first and the last day of each step as the application knows them, whatever somebody typed."""
    query = select(*known_columns(today())).select_from(Trajectory)
    query = query.join(Assessment, Assessment.id == Trajectory.assessment_id)
    return known_dates(session.execute(query.where(Trajectory.id == trajectory.id)).one())


@dataclass(frozen=True, slots=True)
class StepDays:
    """The days of one step; what is None is left to what the application knows."""

    planned_start: date
    planned_end: date
    started_on: date | None
    ended_on: date | None


def days_of(row: TrajectoryStep) -> StepDays:
    return StepDays(row.planned_start, row.planned_end, row.started_on, row.ended_on)


def change_days(
    session: Session,
    actor: User,
    trajectory: Trajectory,
    days: Mapping[str, StepDays],
    seen: Mapping[str, int],
    *,
    now: datetime,
) -> None:
    """Keep the days of the steps. The trajectory is held, with its steps.

    Raises StaleSaveError with the steps that somebody changed in the meantime, to other days than these.
    """
    changed = {row.step: row for row in trajectory.steps if days_of(row) != days[row.step]}
    if stale := [step for step, row in changed.items() if row.version != seen[step]]:
        raise StaleSaveError(stale)
    old, new = {}, {}
    for step, row in changed.items():
        before, wanted = asdict(days_of(row)), asdict(days[step])
        old[step], new[step] = (
            {name: some[name] for name in wanted if before[name] != wanted[name]} for some in (before, wanted)
        )
        for name, day in wanted.items():
            setattr(row, name, day)
        row.version += 1
    trajectory.started_on = days["inventory"].planned_start
    session.flush()
    if changed:
        about = trajectory.assessment
        record(session, actor, "change_days", trajectory.id, now=now, assessment=about, old=old, new=new)


def close_trajectory(session: Session, actor: User, trajectory: Trajectory, *, now: datetime) -> None:
    """Nothing changes and nobody is reminded any more; what was closed stays closed. The trajectory is held."""
    if trajectory.ended_at is None:
        trajectory.ended_at = now
        session.flush()
        record(session, actor, "close_trajectory", trajectory.id, now=now, assessment=trajectory.assessment)


def reopen_trajectory(session: Session, actor: User, trajectory: Trajectory, *, now: datetime) -> None:
    """Everything can be changed again. The trajectory is held."""
    if trajectory.ended_at is not None:
        trajectory.ended_at = None
        session.flush()
        record(session, actor, "reopen_trajectory", trajectory.id, now=now, assessment=trajectory.assessment)


FAR = timedelta(days=5 * 366)
LABELS = {
    "planned_start": "Gepland: eerste dag",
    "planned_end": "Gepland: laatste dag",
    "started_on": "Werkelijk begonnen op",
    "ended_on": "Klaar op",
}
PLANNED = ("planned_start", "planned_end")


def near_first_day(form: BaseForm, field: Field) -> None:
    """Refuse a day far from the first one of the trajectory, `first_day` of the form."""
    if abs(field.value - form.first_day) > FAR:
        raise ValidationError(texts.DAY_FAR_AWAY)


class FirstDayForm(BaseForm):
    """The day on which the ten months begin; `today` is set when it is made."""

    today: date

    started_on = DayField(
        "Eerste dag van het traject",
        message=texts.DAY_UNREADABLE,
        validators=[required(texts.DAY_MISSING)],
        description="Bijvoorbeeld: 4-12-2026. Vanaf deze dag stellen we de dagen van de vijf stappen voor.",
    )

    def validate_started_on(self, field: Field) -> None:
        """A day within five years."""
        if abs(field.value - self.today) > FAR:
            raise ValidationError(texts.FIRST_DAY_FAR_AWAY)


def build_first_day_form(today: date, first: date, posted: FormData | None) -> FirstDayForm:
    """The form with this day, or with what was posted."""
    form = FirstDayForm(posted, data={"started_on": first})
    form.today = today
    return form


def _in_step(step: str) -> Callable[[BaseForm, Field], None]:
    """A validator of a day of a step: the message says which step, because the summary shows it alone."""

    def check(form: BaseForm, field: Field) -> None:
        name = field.name.removeprefix(f"{step}_")
        if not field.data and name not in PLANNED:
            raise StopValidation
        try:
            day = parse_day(field.data or "")
        except ValueError:
            raise StopValidation(f"{STEPS[step]}: {texts.DAY_UNREADABLE}") from None
        if name not in PLANNED and day > form.today:
            raise StopValidation(f"{STEPS[step]}: {texts.NOT_YET}")
        if abs(day - form.first) > FAR:
            raise StopValidation(f"{STEPS[step]}: {texts.DAY_FAR_AWAY}")

    return check


class StepsForm(BaseForm):
    """The days of the five steps; the fields are added below, `<step>_<name>`."""

    today: date
    first: date
    """The first day of the trajectory as it is kept, from which other days cannot be far."""
    known: Mapping[str, date | None]
    """When each step began, as far as the application knows."""

    propose_from = StringField("Eerste dag", filters=[stripped])
    """Not saved: the day from which new days are proposed."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each day, and then whether they fit together."""
        right: bool = super().validate(extra_validators)
        for step in STEP_IDS:
            self._check(step, "planned_end", self._day(step, "planned_start"), texts.END_BEFORE_START)
            began = self._day(step, "started_on") or self.known[step]
            self._check(step, "ended_on", began, texts.END_BEFORE_START)
            if self._day(step, "ended_on") and began is None:
                self._refuse(step, "started_on", texts.WITHOUT_START)
        for before, step in pairwise(STEP_IDS):
            self._check(step, "planned_start", self._day(before, "planned_start"), texts.TOO_EARLY)
        return right and not self.errors

    def _check(self, step: str, name: str, first: date | None, message: str) -> None:
        day = self._day(step, name)
        if first and day and day < first:
            self._refuse(step, name, message)

    def _refuse(self, step: str, name: str, message: str) -> None:
        field = self[f"{step}_{name}"]
        if not field.errors:
            field.errors = [f"{STEPS[step]}: {message}"]

    def _day(self, step: str, name: str) -> date | None:
        field = self[f"{step}_{name}"]
        return parse_day(field.data) if field.data and not field.errors else None

    @property
    def days(self) -> Mapping[str, StepDays]:
        """The days of each step, once the form is valid."""
        found = {}
        for step in STEP_IDS:
            first, last = (parse_day(self[f"{step}_{name}"].data) for name in PLANNED)
            found[step] = StepDays(first, last, self._day(step, "started_on"), self._day(step, "ended_on"))
        return found

    @property
    def seen(self) -> Mapping[str, int]:
        """The version of each step that the page was made with."""
        return {step: self[f"{step}_seen"].version for step in STEP_IDS}

    def propose(self) -> bool:
        """Put the days in the form that are proposed from the typed day; False, with a message, when it is none."""
        try:
            first = parse_day(self.propose_from.data or "")
        except ValueError:
            self.propose_from.errors = [texts.DAY_UNREADABLE]
            return False
        if abs(first - self.today) > FAR:
            self.propose_from.errors = [texts.FIRST_DAY_FAR_AWAY]
            return False
        for step, planned in proposed_dates(first).items():
            self[f"{step}_planned_start"].data = typed_day(planned.start)
            self[f"{step}_planned_end"].data = typed_day(planned.end)
        return True

    def take_versions(self, trajectory: Trajectory) -> None:
        """From now on the form answers to what is stored now."""
        for row in trajectory.steps:
            self[f"{row.step}_seen"].data = str(row.version)


for _step in STEP_IDS:
    for _name, _label in LABELS.items():
        _checks = [required(f"{STEPS[_step]}: {texts.DAY_MISSING}")] if _name in PLANNED else []
        setattr(StepsForm, f"{_step}_{_name}", text_field(_label, 40, *_checks, _in_step(_step)))
    setattr(StepsForm, f"{_step}_seen", VersionField())


DAYS = f"{TRAJECTORY}/stappen"
CLOSING = f"{TRAJECTORY}/afsluiten"


@blueprint.get(DAYS)
def edit_steps(trajectory_id: uuid.UUID) -> ResponseReturnValue:
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
    """With what is stored, or with what was posted."""
    stored = {f"{row.step}_{name}": typed_day(getattr(row, name)) for row in trajectory.steps for name in LABELS}
    seen = {f"{row.step}_seen": str(row.version) for row in trajectory.steps}
    first = {**stored, **seen, "propose_from": typed_day(trajectory.started_on)}
    form = StepsForm(request.form if posted else None, data=first)
    form.today, form.first = today(), trajectory.started_on
    form.known = {step: start for step, (start, _) in known_of(db.session, trajectory).items()}
    return form


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
    trajectory = hold_trajectory(trajectory_id)
    close_trajectory(db.session, current_user, trajectory, now=now())
    flash(texts.CLOSED_NOW, "success")
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=trajectory_id), 303)


@blueprint.post(f"{TRAJECTORY}/heropenen")
def reopen(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = hold_trajectory(trajectory_id)
    reopen_trajectory(db.session, current_user, trajectory, now=now())
    flash(texts.OPEN_AGAIN, "success")
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=trajectory_id), 303)
