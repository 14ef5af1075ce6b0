"""What a version of a questionnaire touches, before it is published or after: rounds, comparisons and actions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.models import Assessment, ImprovementAction, Municipality, Report, Trajectory
from app.reports.context import frozen_data
from app.web.formatting import HERE
from questionnaires.catalogue import questionnaire
from questionnaires.model import Questionnaire
from scoring.assessment import Assessment as Data
from scoring.comparison.impact import ActionImpact, RoundImpact, Touched, round_impact


@dataclass(frozen=True, slots=True)
class Where:
    """A round, and of which municipality."""

    code: str
    municipality: str
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class Running:
    """A round that is not agreed: it stays on its version."""

    where: Where
    state: str


@dataclass(frozen=True, slots=True)
class ComparableRound:
    """An agreed round with which a next one can be compared."""

    where: Where
    agreed_on: date
    data: Data
    impact: RoundImpact


@dataclass(frozen=True, slots=True)
class TouchedAction:
    """An improvement action of ten months that are not closed."""

    where: Where
    title: str
    state: str
    domain: str
    item: str | None
    bank_id: str | None
    impact: ActionImpact


@dataclass(frozen=True, slots=True)
class Impact:
    """All that one version touches, in the order of municipalities and rounds."""

    running: tuple[Running, ...]
    compared: tuple[ComparableRound, ...]
    actions: tuple[TouchedAction, ...]
    untouched_actions: int


def load_impact(session: Session, after: Questionnaire, root: Path) -> Impact:
    """What `after` touches of everything on the versions before it, which are under `root`; three statements."""

    def version(questionnaire_id: str, number: int) -> Questionnaire:
        return questionnaire(questionnaire_id, number, root)

    earlier = {number: version(after.id, number) for number in range(1, after.version)}
    touched = {number: Touched(before, after, version) for number, before in earlier.items()}
    actions = tuple(_actions(session, after, touched))
    return Impact(
        running=tuple(_running(session, after)),
        compared=tuple(
            ComparableRound(where, day, data, round_impact(earlier[data.version], data, after, version))
            for where, day, data in _agreed(session, after)
        ),
        actions=tuple(action for action in actions if action.impact.question or action.impact.bank),
        untouched_actions=sum(not (action.impact.question or action.impact.bank) for action in actions),
    )


_WHERE = (Municipality.code, Municipality.name, Assessment.title, Assessment.questionnaire_version)
_ORDER = (Municipality.name, Municipality.code, Assessment.created_at, Assessment.id)


def _before(after: Questionnaire) -> tuple[ColumnElement[bool], ...]:
    return Assessment.questionnaire_id == after.id, Assessment.questionnaire_version < after.version


def _where(row: Any) -> Where:
    return Where(row.code, row.name, row.title, row.questionnaire_version)


def _running(session: Session, after: Questionnaire) -> Iterator[Running]:
    query = select(*_WHERE, Assessment.state).join(Municipality, Municipality.id == Assessment.municipality_id)
    query = query.where(*_before(after), Assessment.state != "agreed")
    for row in session.execute(query.order_by(*_ORDER)):
        yield Running(_where(row), row.state)


def _agreed(session: Session, after: Questionnaire) -> Iterator[tuple[Where, date, Data]]:
    """Every agreed round with what was frozen of it last: any of them can be the earlier one of a next round."""
    each = aliased(Report)
    newest = select(func.max(each.number)).where(each.assessment_id == Assessment.id).correlate(Assessment)
    query = (
        select(*_WHERE, Report)
        .join(Municipality, Municipality.id == Assessment.municipality_id)
        .join(Report, and_(Report.assessment_id == Assessment.id, Report.number == newest.scalar_subquery()))
        .where(*_before(after), Assessment.state == "agreed")
    )
    for row in session.execute(query.order_by(*_ORDER)):
        yield _where(row), row.Report.agreed_at.astimezone(HERE).date(), frozen_data(row.Report)


def _actions(session: Session, after: Questionnaire, touched: Mapping[int, Touched]) -> Iterator[TouchedAction]:
    columns = ("domain", "item", "bank_id", "state")
    query = (
        select(*_WHERE, ImprovementAction.title.label("action"), *(getattr(ImprovementAction, one) for one in columns))
        .join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
        .join(Assessment, Assessment.id == Trajectory.assessment_id)
        .join(Municipality, Municipality.id == Assessment.municipality_id)
        .where(*_before(after), Trajectory.ended_at.is_(None))
    )
    for row in session.execute(query.order_by(*_ORDER, ImprovementAction.position, ImprovementAction.id)):
        impact = touched[row.questionnaire_version].action(row.domain, row.item, row.bank_id)
        yield TouchedAction(_where(row), row.action, row.state, row.domain, row.item, row.bank_id, impact)
