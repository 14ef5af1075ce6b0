"""The ten months of an inventory: starting them, where they stand, what is next, and who is at turn."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.doors.access import LEADERS, assessment_for, load_choice, require_role, roles_in, visible_trajectories
from app.models import Appointment, Assessment, HourEntry, ImprovementAction, Trajectory, TrajectoryStep, User
from app.plan.appointments import appointments_of
from app.plan.entrance import TRAJECTORY, blueprint, leads, read_trajectory
from app.plan.hours import HOURS, entries_of, minutes_of
from app.plan.steps import FirstDayForm, build_first_day_form
from app.state.months import Stand, load_stands, trajectory_of
from app.state.next import Who
from app.state.steps import (
    LENGTHS,
    SHARES,
    STEP_IDS,
    Dates,
    StepState,
    late_by,
    months_later,
    proposed_dates,
    shares,
    state_of,
)
from app.texts import trajectories as texts
from app.texts.trajectories import UNFINISHED
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE, short_month
from app.web.forms import FormData


def start_trajectory(
    session: Session, user: User, assessment: Assessment, started_on: date | None = None, *, now: datetime
) -> Trajectory:
    """The trajectory of an inventory; the one there is when it was started before.

    Without a day it begins on the day on which the inventory was started. The caller holds the inventory ("share" is
    not enough: two who start at the same moment must wait for each other).
    """
    there = session.scalars(select(Trajectory).where(Trajectory.assessment_id == assessment.id)).one_or_none()
    if there is not None:
        return there
    first = started_on or assessment.created_at.astimezone(HERE).date()
    made = Trajectory(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        started_on=first,
        created_at=now,
        created_by=user.id,
    )
    session.add(made)
    session.flush()
    keys = {"trajectory_id": made.id, "municipality_id": made.municipality_id}
    for step, days in proposed_dates(first).items():
        session.add(TrajectoryStep(**keys, step=step, planned_start=days.start, planned_end=days.end))
    session.flush()
    new = {"started_on": first, "hours": made.hours}
    record(session, user, "start_trajectory", made.id, now=now, assessment=assessment, new=new)
    return made


LEAST = 0.8
"""How wide a bar is at least, so that a day can be seen."""
LABELS = 12
"""Of how many months the name is written, at most."""


@dataclass(frozen=True, slots=True)
class TimelineBar:
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    planned: TimelineBar
    real: TimelineBar | None
    """What was done of it until today; None before it began."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that the line shows: whole months, from `first` until the day before `last`."""

    first: date
    last: date

    @property
    def months(self) -> Sequence[date]:
        """The first day of each month."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return [months_later(self.first, number) for number in range(count)]

    @property
    def labels(self) -> Sequence[str]:
        """The names of the months; of many only some, and nothing for the others."""
        months = self.months
        each = -(-len(months) // LABELS)
        return [short_month(month) if number % each == 0 else "" for number, month in enumerate(months)]

    @property
    def lines(self) -> Sequence[float]:
        """Where one month goes over in the next."""
        return [self.place(month) for month in self.months[1:]]

    def place(self, day: date) -> float:
        return round((day - self.first).days * 100 / (self.last - self.first).days, 2)

    def today(self, day: date) -> float | None:
        """Where today is; None outside the line."""
        return self.place(day) if self.first <= day < self.last else None

    def bar(self, start: date, end: date) -> TimelineBar:
        """From one day up to and including another."""
        left = min(self.place(start), 100 - LEAST)
        return TimelineBar(left, round(max(self.place(end + timedelta(days=1)) - left, LEAST), 2))


def scale_of(steps: Mapping[str, Dates], days: Iterable[date], today: date) -> Scale:
    """The whole months in which all of it lies: the steps as planned and as they were, and these days."""
    spans = [(dates.planned.start, dates.planned.end) for dates in steps.values()]
    spans += [span for dates in steps.values() if (span := _real(dates, today))]
    spans += [(day, day) for day in days]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return Scale(first.replace(day=1), months_later(last.replace(day=1), 1))


def bars_of(steps: Mapping[str, Dates], scale: Scale, today: date) -> Mapping[str, Bars]:
    real = {step: _real(dates, today) for step, dates in steps.items()}
    drawn = {step: scale.bar(*span) if span else None for step, span in real.items()}
    return {step: Bars(scale.bar(dates.planned.start, dates.planned.end), drawn[step]) for step, dates in steps.items()}


def _real(dates: Dates, today: date) -> tuple[date, date] | None:
    start, end = dates.started, dates.ended
    if start is None:
        return (end, end) if end else None
    if end is None and start > today:
        return None
    # A known last day can lie before a first day that somebody typed.
    return start, max(start, end or today)


NAMED = 3
"""How many actions that are late are named."""
COMING = 5
"""How many things that come are named."""
DRAWN = 100
"""How many actions are drawn at most, those that are not done first."""


@dataclass(frozen=True, slots=True)
class DatedAction:
    """An action on the line, at the day on which it should be done."""

    id: uuid.UUID
    title: str
    owner: str
    ends_on: date
    state: str
    is_late: bool

    @property
    def mark(self) -> str:
        return "late" if self.is_late else self.state


@dataclass(frozen=True, slots=True)
class Coming:
    """Something with a day that is still to come, and where it stands."""

    on: date
    title: str
    about: str
    """At what time and where; may be empty."""
    address: str


@dataclass(frozen=True, slots=True)
class StepOnPage:
    """One of the five, on the page."""

    id: str
    dates: Dates
    state: StepState
    late: int
    """How many days after its last planned day it ended, or goes on."""
    minutes: int
    """Spent on it."""
    share: int
    """How many hours it may take."""
    bars: Bars
    is_current: bool


@dataclass(frozen=True, slots=True)
class Months:
    """Where the ten months are."""

    stand: Stand
    scale: Scale
    steps: Sequence[StepOnPage]
    actions: Sequence[DatedAction]
    """Those with a day, the first day first; `stand.facts.actions` says how many there are."""
    appointments: Sequence[Appointment]
    """Those that were not cancelled, the first first."""
    entries: Sequence[HourEntry]
    """The hours, the latest day first."""
    is_yours: bool
    """Whether who looks is at turn."""
    today: date

    @property
    def spent(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def overdue(self) -> Sequence[DatedAction]:
        """The first few that are late, the longest first; `stand.facts.overdue` says how many there are."""
        return [] if self.stand.facts.is_closed else [one for one in self.actions if one.is_late][:NAMED]

    @property
    def due(self) -> Sequence[tuple[date, bool]]:
        """The days of the actions, each with whether it is late."""
        return [(one.ends_on, one.is_late) for one in self.actions]

    @property
    def meetings(self) -> Sequence[tuple[date, bool]]:
        """The days of the appointments; none of them can be late."""
        return [(one.day, False) for one in self.appointments]

    @property
    def ahead(self) -> Sequence[Appointment]:
        return [one for one in self.appointments if one.day >= self.today]

    @property
    def coming(self) -> Sequence[Coming]:
        """What comes first: appointments, and days on which an action should be done."""
        due = [one for one in self.actions if one.state in UNFINISHED and one.ends_on >= self.today]
        found = []
        for one in self.ahead:
            about = ", ".join(part for part in (texts.at_hour(one.at), one.place) if part)
            there = url_for("trajectories.show_appointment", trajectory_id=one.trajectory_id, appointment_id=one.id)
            found.append(Coming(one.day, one.title, about, there))
        for act in due:
            found.append(Coming(act.ends_on, act.title, "", url_for("trajectories.show_action", action_id=act.id)))
        return sorted(found, key=lambda one: one.on)[:COMING]


def load_months(session: Session, trajectory: Trajectory, roles: frozenset[str], today: date) -> Months:
    """All of it, for somebody with these roles; four statements."""
    stand = load_stands(session, Trajectory.id == trajectory.id, today)[trajectory.assessment_id]
    entries = entries_of(session, trajectory)
    actions, appointments = _actions(session, trajectory, today), appointments_of(session, trajectory)
    days = [*(one.ends_on for one in actions), *(one.day for one in appointments)]
    scale = scale_of(stand.dates, days, today)
    share, bars, minutes = shares(trajectory.hours), bars_of(stand.dates, scale, today), minutes_of(entries)
    steps = [
        StepOnPage(
            id=step,
            dates=stand.dates[step],
            state=state_of(stand.dates[step], today),
            late=late_by(stand.dates[step], today),
            minutes=minutes[step],
            share=share[step],
            bars=bars[step],
            is_current=step == stand.current,
        )
        for step in STEP_IDS
    ]
    # In a reopened inventory it may be another person's turn.
    is_yours = (Who.COORDINATOR if stand.next.who is Who.MUNICIPALITY else stand.next.who) in roles
    return Months(stand, scale, steps, actions, appointments, entries, is_yours, today)


def _actions(session: Session, trajectory: Trajectory, today: date) -> Sequence[DatedAction]:
    act = ImprovementAction
    query = (
        select(act.id, act.title, act.owner, act.ends_on, act.state)
        .where(act.trajectory_id == trajectory.id, act.ends_on.is_not(None), act.state != "stopped")
        .order_by(act.state == "done", act.ends_on, act.position, act.id)
        .limit(DRAWN)
    )
    found = [
        DatedAction(id_, title, owner, day, state, day < today and state in UNFINISHED)
        for id_, title, owner, day, state in session.execute(query)
        if day
    ]
    return sorted(found, key=lambda one: one.ends_on)


READING = "trajectories.summary"
"""Where somebody goes who only reads."""
START = "/inventarisaties/<uuid:assessment_id>/traject"


@blueprint.get("/traject")
def list_trajectories() -> ResponseReturnValue:
    """The trajectories of this person with what is next in each, or the page of the only one."""
    return _one_of("trajectories.show_trajectory", "Traject")


@blueprint.get("/traject/acties")
def list_boards() -> ResponseReturnValue:
    """The same, on the way to its actions."""
    return _one_of("trajectories.board", "Acties van een traject")


def _one_of(endpoint: str, title: str) -> ResponseReturnValue:
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
    return render_template("trajectories/list.html", title=title, **page, texts=texts)


@blueprint.get(TRAJECTORY)
def show_trajectory(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    trajectory = read_trajectory(trajectory_id)
    roles = roles_in(current_user, trajectory.municipality_id)
    months = load_months(db.session, trajectory, roles, today())
    step = months.stand.current or "evaluation"
    form = HOURS.build(trajectory, step=step, day=today(), who=current_user.function)
    page = {"trajectory": trajectory, "months": months, "roles": roles, "form": form}
    return render_template("trajectories/trajectory.html", **page, texts=texts)


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
    flash(texts.ALREADY_STARTED if there else texts.STARTED, "info" if there else "success")
    found = there or start_trajectory(db.session, current_user, assessment, form.started_on.value, now=now()).id
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=found), 303)


def _first_day_form(assessment: Assessment, posted: FormData | None = None) -> FirstDayForm:
    return build_first_day_form(today(), assessment.created_at.astimezone(HERE).date(), posted)


def _start_page(assessment: Assessment, form: FirstDayForm) -> str:
    return render_template(
        "trajectories/start.html", assessment=assessment, form=form, texts=texts, months=LENGTHS, hours=SHARES
    )
