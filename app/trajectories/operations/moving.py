"""Moving a card on the board: to another column, and before or after another card."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.audit import record
from app.models import ImprovementAction, User
from app.trajectories.operations.reporting import Report, set_state


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card goes; what is None stays as it is."""

    state: str | None = None
    """The column."""
    before: uuid.UUID | None = None
    after: uuid.UUID | None = None
    """Another action: the card comes right before or after it on the list of the trajectory."""


def move_card(
    session: Session, user: User, action: ImprovementAction, place: Place, *, seen: int, now: datetime
) -> bool:
    """Give the action another column, another place on the list, or both; whether anything changed.

    The caller holds the trajectory and then the action, so that two who move cards wait for each other. A place is
    named by a neighbour: the same twice changes nothing, and what somebody else moved stays where it is. Raises
    StaleActionError and IncompleteActionError, as `set_state` does.
    """
    changed = bool(place.state) and set_state(session, user, action, Report(place.state or ""), seen=seen, now=now)
    return _put(session, user, action, place, now) or changed


def _put(session: Session, user: User, action: ImprovementAction, place: Place, now: datetime) -> bool:
    """Put the action on its place, and number the whole list anew; in two statements however long it is."""
    columns = ImprovementAction.id, ImprovementAction.position
    of_this = select(*columns).where(ImprovementAction.trajectory_id == action.trajectory_id)
    sorted_ = of_this.order_by(ImprovementAction.position, ImprovementAction.created_at, ImprovementAction.id)
    positions = {row.id: row.position for row in session.execute(sorted_)}
    wanted = _ordered(list(positions), action.id, place)
    if wanted == list(positions):
        return False
    new = {action_id: number for number, action_id in enumerate(wanted, 1)}
    moved = [{"id": one, "position": number} for one, number in new.items() if positions[one] != number]
    session.execute(update(ImprovementAction), moved)
    record(
        session,
        user,
        "move_action",
        action.id,
        now=now,
        assessment=action.trajectory.assessment,
        old={"position": list(positions).index(action.id) + 1},
        new={"title": action.title, "position": new[action.id]},
    )
    return True


def _ordered(ids: Sequence[uuid.UUID], moving: uuid.UUID, place: Place) -> list[uuid.UUID]:
    """The ids with one put before or after another; as they were when that one is not among them."""
    others = [one for one in ids if one != moving]
    if place.before in others:
        at = others.index(place.before)
    elif place.after in others:
        at = others.index(place.after) + 1
    else:
        return list(ids)
    return [*others[:at], moving, *others[at:]]
