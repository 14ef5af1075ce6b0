"""The ten months of an inventory: starting them, where they stand, what is next, and who is at turn."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.doors.access import LEADERS, assessment_for, require_role, roles_in, visible_trajectories
from app.doors.choosing import load_choice
from app.models import Appointment, Assessment, ImprovementAction, Trajectory, TrajectoryStep, User
from app.plan.appointments import coming_appointments
from app.plan.entrance import TRAJECTORY, blueprint, leads, read_trajectory
from app.plan.hours import minutes_of
from app.plan.steps import FirstDayForm, build_first_day_form
from app.state.months import UNFINISHED, Stand, load_stands, trajectory_of
from app.state.next import Who
from app.state.steps import LENGTHS, SHARES, STEP_IDS, Dates, StepState, late_by, proposed_dates, shares, state_of
from app.texts import planning
from app.texts import trajectories as texts
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE
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
    _plan_steps(session, made)
    new = {"started_on": first.isoformat(), "hours": made.hours}
    record(session, user, "start_trajectory", made.id, now=now, assessment=assessment, new=new)
    return made


def _plan_steps(session: Session, made: Trajectory) -> None:
    for step, days in proposed_dates(made.started_on).items():
        keys = {"trajectory_id": made.id, "municipality_id": made.municipality_id}
        session.add(TrajectoryStep(**keys, step=step, planned_start=days.start, planned_end=days.end))
    session.flush()


WHOLE = 1000
LEAST = 8
"""How wide a bar is at least, so that a day can be seen."""


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """Where it begins, and how wide it is."""

    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn for one step."""

    planned: TimelineBar
    real: TimelineBar | None
    """What was done of it until today; None before it began."""
    today: int | None
    """Where today is; None outside the time of all steps."""


def bars_of(steps: Mapping[str, Dates], today: date) -> Mapping[str, Bars]:
    """The bars of each step, on one scale."""
    real = {step: _real(dates, today) for step, dates in steps.items()}
    spans = [(dates.planned.start, dates.planned.end) for dates in steps.values()]
    spans += [span for span in real.values() if span]
    first, last = min(start for start, _ in spans), max(end for _, end in spans) + timedelta(days=1)
    days = (last - first).days

    def place(day: date) -> int:
        return round((day - first).days * WHOLE / days)

    def bar(start: date, end: date) -> TimelineBar:
        left = min(place(start), WHOLE - LEAST)
        return TimelineBar(left, max(place(end + timedelta(days=1)) - left, LEAST))

    now = place(today) if first <= today < last else None
    drawn = {step: bar(*span) if span else None for step, span in real.items()}
    return {step: Bars(bar(dates.planned.start, dates.planned.end), drawn[step], now) for step, dates in steps.items()}


def _real(dates: Dates, today: date) -> tuple[date, date] | None:
    start, end = dates.started, dates.ended
    if start is None:
        return (end, end) if end else None
    if end is None and start > today:
        return None
    # A known last day can lie before a first day that somebody typed.
    return start, max(start, end or today)


MOST = 5
"""How many actions that are late are named, and how many appointments."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """An action that should have been done."""

    id: uuid.UUID
    title: str
    owner: str
    ends_on: date


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
    steps: Sequence[StepOnPage]
    overdue: Sequence[Overdue]
    """The first few, the longest late first; `stand.facts.overdue` says how many there are."""
    coming: Sequence[Appointment]
    is_yours: bool
    """Whether who looks is at turn."""

    @property
    def spent(self) -> int:
        """All minutes together."""
        return sum(step.minutes for step in self.steps)


def load_months(session: Session, trajectory: Trajectory, roles: frozenset[str], today: date) -> Months:
    """All of it, for somebody with these roles; four statements."""
    stand = load_stands(session, Trajectory.id == trajectory.id, today)[trajectory.assessment_id]
    minutes = minutes_of(session, trajectory)
    overdue = [] if stand.facts.is_closed else _overdue(session, trajectory, today)
    coming = coming_appointments(session, trajectory, today, MOST)
    return Months(stand, _steps(stand, minutes, trajectory.hours, today), overdue, coming, is_yours(stand, roles))


def is_yours(stand: Stand, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles is at turn; in a reopened inventory that may be another person."""
    return (Who.COORDINATOR if stand.next.who is Who.MUNICIPALITY else stand.next.who) in roles


def _steps(stand: Stand, minutes: Mapping[str, int], hours: int, today: date) -> Sequence[StepOnPage]:
    share, bars = shares(hours), bars_of(stand.dates, today)
    return [
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


def _overdue(session: Session, trajectory: Trajectory, today: date) -> Sequence[Overdue]:
    columns = (ImprovementAction.id, ImprovementAction.title, ImprovementAction.owner, ImprovementAction.ends_on)
    query = (
        select(*columns)
        .where(ImprovementAction.trajectory_id == trajectory.id, ImprovementAction.ends_on < today)
        .where(ImprovementAction.state.in_(UNFINISHED))
        .order_by(ImprovementAction.ends_on, ImprovementAction.position, ImprovementAction.id)
        .limit(MOST)
    )
    return [Overdue(id_, title, owner, ends_on) for id_, title, owner, ends_on in session.execute(query) if ends_on]


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
    found = there or start_trajectory(db.session, current_user, assessment, form.started_on.value, now=now()).id
    db.session.commit()
    return redirect(url_for("trajectories.show_trajectory", trajectory_id=found), 303)


def _first_day_form(assessment: Assessment, posted: FormData | None = None) -> FirstDayForm:
    return build_first_day_form(today(), assessment.created_at.astimezone(HERE).date(), posted)


def _start_page(assessment: Assessment, form: FirstDayForm) -> str:
    return render_template(
        "trajectories/start.html", assessment=assessment, form=form, texts=texts, months=LENGTHS, hours=SHARES
    )
