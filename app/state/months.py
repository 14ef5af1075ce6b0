"""Where trajectories are in their ten months: the days of the steps, and what decides what is next, in one statement.

For pages about one trajectory and for lists of many alike, so that all of them say the same.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.models import (
    Assessment,
    ImprovementAction,
    Municipality,
    Partner,
    PriorityChoice,
    Report,
    Trajectory,
    TrajectoryStep,
)
from app.state.next import Next, PlanFacts, Task, Who, facts_of, next_in_plan, next_in_round, round_columns
from app.state.rounds import ended_by
from app.state.steps import STEP_IDS, Dates, Planned, StepState, current_step, state_of
from app.texts.trajectories import UNFINISHED, WHERE
from app.web.formatting import HERE

_LATER = aliased(Assessment)
_ROWS = {step: aliased(TrajectoryStep) for step in STEP_IDS}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one trajectory is."""

    id: uuid.UUID
    assessment_id: uuid.UUID
    municipality_id: uuid.UUID
    started_on: date
    evaluation_id: uuid.UUID | None
    """The inventory with which this one is evaluated."""
    dates: Mapping[str, Dates]
    """By step, in their order."""
    facts: PlanFacts
    today: date

    @property
    def current(self) -> str | None:
        """The first step that has not ended; None when all have, or when it was closed."""
        return None if self.facts.is_closed else current_step(self.dates)

    @property
    def state(self) -> StepState:
        """How far that step is; done when there is none."""
        return state_of(self.dates[self.current], self.today) if self.current else StepState.DONE

    @property
    def next(self) -> Next:
        return next_in_plan(self.facts, self.dates, self.today)

    @property
    def waits_for_coordinator(self) -> bool:
        """Whether a coordinator has something to do in the plan; choosing domains is said with the inventory."""
        if self.facts.is_closed or self.next.task is Task.CHOOSE or self.next.step == "inventory":
            return False
        return self.next.who is Who.COORDINATOR or self.facts.overdue > 0

    @property
    def address(self) -> str:
        """Where what is next is done."""
        return self.address_in(WHERE[self.next.task])

    def address_in(self, form: str) -> str:
        """An address of `app.texts.trajectories` with the ids in it."""
        ids = {"inventory": self.assessment_id, "trajectory": self.id, "municipality": self.municipality_id}
        return form.format(**ids, evaluation=self.evaluation_id)


def load_stands(session: Session, condition: Any, today: date) -> Mapping[uuid.UUID, Stand]:
    """The trajectories for which this condition holds, the latest first, by their inventory; one statement."""
    return {row.assessment_id: _stand(row, today) for row in session.execute(_stands(today).where(condition))}


def trajectory_of(session: Session, assessment_id: uuid.UUID) -> uuid.UUID | None:
    """The id of the trajectory of an inventory; None before it was started."""
    return session.scalars(select(Trajectory.id).where(Trajectory.assessment_id == assessment_id)).one_or_none()


def known_dates(found: Any) -> Mapping[str, tuple[date | None, date | None]]:
    """The first and the last day of each step, as far as the application saw them, from a row with `KNOWN`.

    Actions are formulated when each of them was promised, on the day on which the last was written down; what is
    being carried out began with the first of them. Who knows better types another day.
    """
    agreed, chosen = _day(found.report_at), _day(found.chosen_at)
    formulated = _day(found.last_action_at) if found.actions and not found.proposed else None
    carried_out = [day for day in (found.first_running, found.first_done) if day is not None]
    return {
        "inventory": (_day(found.begun_at), agreed),
        "priorities": (agreed, chosen),
        "actions": (_day(found.first_action_at), formulated),
        "partners": (min(carried_out, default=None), None),
        "evaluation": (_day(found.evaluating_at), _day(found.evaluated_at)),
    }


def known_columns(today: date) -> list[Any]:
    """The columns of a statement over Trajectory and Assessment from which `known_dates` is made."""
    acts = ImprovementAction.trajectory_id == Trajectory.id, ImprovementAction.state != "stopped"
    busy = ImprovementAction.state.in_(("running", "done")), ImprovementAction.starts_on <= today
    again = _LATER.earlier_id == Trajectory.assessment_id, _LATER.round == "evaluation"
    return [
        Assessment.created_at.label("begun_at"),
        _one(func.min(Report.agreed_at), "report_at", Report.assessment_id == Assessment.id),
        _one(func.min(PriorityChoice.chosen_at), "chosen_at", PriorityChoice.assessment_id == Assessment.id),
        _one(func.min(ImprovementAction.created_at), "first_action_at", *acts),
        _one(func.max(ImprovementAction.created_at), "last_action_at", *acts),
        _one(func.min(ImprovementAction.starts_on), "first_running", *acts, *busy),
        _one(func.min(ImprovementAction.done_on), "first_done", *acts),
        _one(func.count(ImprovementAction.id), "actions", *acts),
        _one(func.count(ImprovementAction.id), "proposed", *acts, ImprovementAction.state == "proposed"),
        _one(func.min(_LATER.created_at), "evaluating_at", *again),
        _one(func.min(_LATER.agreed_at), "evaluated_at", *again, _LATER.state == "agreed"),
    ]


def dates_with(rows: Mapping[str, TrajectoryStep], known: Mapping[str, Any]) -> Mapping[str, Dates]:
    """The steps in their order: what somebody typed, and what is known where nobody did."""
    return {
        step: Dates(
            Planned(rows[step].planned_start, rows[step].planned_end),
            rows[step].started_on or known[step][0],
            rows[step].ended_on or known[step][1],
        )
        for step in STEP_IDS
    }


def _stands(today: date) -> Select[*tuple[Any, ...]]:
    again = _LATER.earlier_id == Trajectory.assessment_id, _LATER.round == "evaluation"
    newest = select(_LATER.id).where(*again).order_by(_LATER.created_at.desc(), _LATER.id).limit(1)
    state = newest.with_only_columns(_LATER.state)
    whole = (Trajectory.id, Trajectory.assessment_id, Trajectory.municipality_id, Trajectory.started_on)
    query = (
        select(*whole, Trajectory.ended_at, *known_columns(today), *_fact_columns(today))
        .add_columns(
            *round_columns(),
            newest.scalar_subquery().label("evaluation_id"),
            state.scalar_subquery().label("evaluation"),
        )
        .add_columns(*_ROWS.values())
        .join(Assessment, Assessment.id == Trajectory.assessment_id)
    )
    for step, row in _ROWS.items():
        query = query.join(row, and_(row.trajectory_id == Trajectory.id, row.step == step))
    return query.order_by(Trajectory.created_at.desc(), Trajectory.id)


def _fact_columns(today: date) -> list[Any]:
    acts = ImprovementAction.trajectory_id == Trajectory.id, ImprovementAction.state.in_(UNFINISHED)
    works_along = Partner.municipality_id == Trajectory.municipality_id, Partner.ended_at.is_(None)
    own = Municipality.id == Trajectory.municipality_id
    return [
        _one(func.count(ImprovementAction.id), "unfinished", *acts),
        _one(func.count(ImprovementAction.id), "overdue", *acts, ImprovementAction.ends_on < today),
        _one(func.count(Partner.id), "partners", *works_along),
        _one(func.count(Municipality.id), "gone", own, ended_by(today)),
    ]


def _one(column: Any, name: str, *conditions: Any) -> Any:
    return select(column).where(*conditions).correlate(Trajectory, Assessment).scalar_subquery().label(name)


def _stand(row: Row[Any], today: date) -> Stand:
    rows = {found.step: found for found in row if isinstance(found, TrajectoryStep)}
    dates = dates_with(rows, known_dates(row))
    whole = (row.id, row.assessment_id, row.municipality_id, row.started_on, row.evaluation_id)
    return Stand(*whole, dates, _facts(row, today), today)


def _facts(row: Row[Any], today: date) -> PlanFacts:
    return PlanFacts(
        inventory=next_in_round(facts_of(row), today),
        is_agreed=row.report_at is not None,
        is_chosen=row.is_chosen,
        actions=row.actions,
        proposed=row.proposed,
        unfinished=row.unfinished,
        overdue=row.overdue,
        partners=row.partners,
        evaluation=row.evaluation,
        is_closed=row.ended_at is not None,
        closed_on=_day(row.ended_at),
        has_ended=bool(row.gone),
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(HERE).date()
