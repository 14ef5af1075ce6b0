"""What is next in a trajectory, who is at turn, and how each step stands: all that the page of the ten months shows."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Appointment, ImprovementAction, Trajectory
from app.months import UNFINISHED, Stand, load_stands
from app.steps import STEP_IDS, Dates, StepState, Who, late_by, shares, state_of
from app.trajectories.queries.appointments import coming_appointments
from app.trajectories.queries.hours import minutes_of
from app.trajectories.queries.timeline import Bars, bars_of

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
class Step:
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
    steps: Sequence[Step]
    overdue: Sequence[Overdue]
    """The first few, the longest late first; `stand.facts.overdue` says how many there are."""
    coming: Sequence[Appointment]
    is_yours: bool
    """Whether who looks is at turn."""

    @property
    def spent(self) -> int:
        """All minutes together."""
        return sum(step.minutes for step in self.steps)

    @property
    def is_reopened(self) -> bool:
        """Whether the inventory was opened again after it was agreed."""
        facts = self.stand.facts
        return facts.is_agreed and facts.state != "agreed"


def load_months(session: Session, trajectory: Trajectory, roles: frozenset[str], today: date) -> Months:
    """All of it, for somebody with these roles; four statements."""
    stand = load_stands(session, Trajectory.id == trajectory.id, today)[trajectory.assessment_id]
    minutes = minutes_of(session, trajectory)
    overdue = [] if stand.facts.is_closed else _overdue(session, trajectory, today)
    coming = coming_appointments(session, trajectory, today, MOST)
    return Months(stand, _steps(stand, minutes, trajectory.hours, today), overdue, coming, is_yours(stand, roles))


def is_yours(stand: Stand, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles is at turn; in a reopened inventory that may be another person."""
    return stand.next.who in (Who.COORDINATOR, Who.ADVISER) and stand.next.who.value in roles


def _steps(stand: Stand, minutes: Mapping[str, int], hours: int, today: date) -> Sequence[Step]:
    share, bars = shares(hours), bars_of(stand.dates, today)
    return [
        Step(
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
