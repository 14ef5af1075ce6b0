"""The board and the list of actions, and moving a card: to another column, and before or after another card."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from wtforms import StringField

from app.doors.access import action_for
from app.models import ImprovementAction, User
from app.plan.cards import load_board, wish_of
from app.plan.entrance import ACTION, TRAJECTORY, action_to_change, blueprint, change_trajectory, read_trajectory
from app.plan.progress import (
    IncompleteActionError,
    ProgressReport,
    StaleActionError,
    conflict_page,
    incomplete_page,
    set_state,
)
from app.texts import board as texts
from app.texts import trajectories as words
from app.texts.trajectories import STATES
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, VersionField


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where a card goes; what is None stays as it is."""

    state: str | None = None
    """The column."""
    before: uuid.UUID | None = None
    after: uuid.UUID | None = None
    """Another action: the card comes right before or after it on the list of the trajectory."""


def move_card(
    session: Session, user: User, action: ImprovementAction, place: CardPlace, *, seen: int, now: datetime
) -> bool:
    """Give the action another column, another place on the list, or both; whether anything changed.

    The caller holds the trajectory and then the action, so that two who move cards wait for each other. A place is
    named by a neighbour: the same twice changes nothing, and what somebody else moved stays where it is. Raises
    StaleActionError and IncompleteActionError, as `set_state` does.
    """
    changed = bool(place.state) and set_state(
        session, user, action, ProgressReport(place.state or ""), seen=seen, now=now
    )
    return _put(session, user, action, place, now) or changed


def _put(session: Session, user: User, action: ImprovementAction, place: CardPlace, now: datetime) -> bool:
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
    before, after = ({"position": places.index(action.id) + 1} for places in (list(positions), wanted))
    about, told = action.trajectory.assessment, {"title": action.title, **after}
    record(session, user, "move_action", action, now=now, assessment=about, old=before, new=told)
    return True


def _ordered(ids: Sequence[uuid.UUID], moving: uuid.UUID, place: CardPlace) -> list[uuid.UUID]:
    """The ids with one put before or after another; as they were when that one is not among them."""
    others = [one for one in ids if one != moving]
    if place.before in others:
        at = others.index(place.before)
    elif place.after in others:
        at = others.index(place.after) + 1
    else:
        return list(ids)
    return [*others[:at], moving, *others[at:]]


class CardForm(BaseForm):
    """Where a card goes: to another column, before or after another card."""

    seen = VersionField()
    state = ChoiceField("Kolom", list(STATES.items()))
    before = StringField()
    after = StringField()

    @property
    def column(self) -> str | None:
        """The state of the column; None when it stays where it is."""
        return self.state.data or None

    @property
    def neighbours(self) -> tuple[uuid.UUID | None, uuid.UUID | None]:
        """The card before which and the card after which it comes; what is no id counts as none."""
        return _parsed(self.before.data), _parsed(self.after.data)


def _parsed(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


@blueprint.get(f"{TRAJECTORY}/acties")
def board(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The actions of a trajectory as a board or as a list."""
    trajectory = read_trajectory(trajectory_id)
    found = load_board(db.session, trajectory, wish_of(request.args), today())
    return render_template(
        "trajectories/board.html", trajectory=trajectory, board=found, wish=found.wish, texts=texts, words=words
    )


@blueprint.post(f"{ACTION}/plaats")
def post_move_card(action_id: uuid.UUID) -> ResponseReturnValue:
    """Bring a card to another column, or before or after another card; the way back has the same filters."""
    action = _held(action_id)
    form = CardForm(request.form)
    form.validate()
    place, seen = CardPlace(form.column, *form.neighbours), form.seen.version
    try:
        is_moved = move_card(db.session, current_user, action, place, seen=seen, now=now())
    except StaleActionError:
        return conflict_page(action, place.state or action.state), 409
    except IncompleteActionError as error:
        return incomplete_page(action, place.state or action.state, error.missing), 422
    if is_moved:
        flash(texts.now_on(action.title, action.state) if place.state else texts.MOVED, "success")
    to = url_for("trajectories.board", trajectory_id=action.trajectory_id, **wish_of(request.args).query)
    db.session.commit()
    return redirect(f"{to}#actie-{action_id}", 303)


def _held(action_id: uuid.UUID) -> ImprovementAction:
    """The action for who leads, with its trajectory held before it: who orders and who adds wait for each other."""
    action = action_for(current_user, action_id)
    change_trajectory(action.trajectory_id)
    return action_to_change(action_id)
