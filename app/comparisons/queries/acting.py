"""What was done between two rounds, and what people say really changed."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.comparisons.document.material import DoneAction, What
from app.models import Assessment, ImprovementAction, Trajectory
from app.reports.queries import Rows, StoredAnswer, StoredScore


@dataclass(frozen=True, slots=True)
class Acts:
    """The actions between two rounds, and the titles of all that somebody named."""

    done: tuple[DoneAction, ...]
    """Each once, in the order of their rounds and then of their lists."""
    titles: Mapping[uuid.UUID, str]


def load_acts(session: Session, assessment: Assessment, rounds: Collection[uuid.UUID], rows: Rows) -> Acts:
    """The actions of the ten months that began with these rounds, and those that belong to a change; one statement."""
    named = {row.changed_action_id for row in rows.agreed} | {row.changed_action_id for row in rows.answers}
    query = (
        select(ImprovementAction, Trajectory.assessment_id)
        .join(Trajectory, Trajectory.id == ImprovementAction.trajectory_id)
        .join(Assessment, Assessment.id == Trajectory.assessment_id)
        .where(ImprovementAction.municipality_id == assessment.municipality_id)
        .where(or_(Trajectory.assessment_id.in_(rounds), ImprovementAction.id.in_(named - {None})))
        .order_by(Assessment.created_at, Trajectory.id, ImprovementAction.position, ImprovementAction.id)
    )
    found = session.execute(query).all()
    done = tuple(_done(action) for action, began_with in found if began_with in rounds)
    return Acts(done, {action.id: action.title for action, _ in found})


def _done(action: ImprovementAction) -> DoneAction:
    return DoneAction(
        title=action.title,
        domain=action.domain,
        item=action.item,
        owner=action.owner,
        state=cast(Any, action.state),
        expected=action.expected,
        done_on=action.done_on,
    )


def whats(rows: Rows, titles: Mapping[uuid.UUID, str]) -> dict[str, tuple[What, ...]]:
    """By item, what really changed according to people: of an agreed score, and without one of its only answer.

    As with reasons in a report, what answers say stays with who said it, unless one person answered everything.
    """
    found = {said.item: _what(said, titles) for said in _counting(rows) if said.changed == "yes"}
    return {item: (what,) for item, what in sorted(found.items()) if what}


def _counting(rows: Rows) -> Iterator[StoredAnswer | StoredScore]:
    yield from rows.agreed
    if len({answer.participation_id for answer in rows.answers}) == 1:
        agreed = {score.item for score in rows.agreed}
        yield from (answer for answer in rows.answers if answer.item not in agreed)


def _what(said: StoredAnswer | StoredScore, titles: Mapping[uuid.UUID, str]) -> What | None:
    action = titles.get(said.changed_action_id) if said.changed_action_id else None
    return What(said.changed_what or "", action) if said.changed_what or action else None
