"""HTTP of the board and the list of actions, and of moving a card."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import action_for
from app.clock import now, today
from app.extensions import db
from app.models import ImprovementAction
from app.texts import board as texts
from app.texts import trajectories as words
from app.trajectories.forms.board import CardForm
from app.trajectories.operations.moving import Place
from app.trajectories.operations.moving import move_card as put_card
from app.trajectories.operations.reporting import IncompleteActionError, StaleActionError
from app.trajectories.queries.board import load_board, wish_of
from app.trajectories.routes.action import conflict_page, incomplete_page
from app.trajectories.routes.entrance import (
    ACTION,
    TRAJECTORY,
    blueprint,
    change_action,
    change_trajectory,
    read_trajectory,
)


@blueprint.get(f"{TRAJECTORY}/acties")
def board(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The actions of a trajectory as a board or as a list."""
    trajectory = read_trajectory(trajectory_id)
    found = load_board(db.session, trajectory, wish_of(request.args), today())
    return render_template(
        "trajectories/board.html", trajectory=trajectory, board=found, wish=found.wish, texts=texts, words=words
    )


@blueprint.post(f"{ACTION}/plaats")
def move_card(action_id: uuid.UUID) -> ResponseReturnValue:
    """Bring a card to another column, or before or after another card; the way back has the same filters."""
    action = _held(action_id)
    form = CardForm(request.form)
    form.validate()
    place, seen = Place(form.column, *form.neighbours), form.seen.version
    try:
        is_moved = put_card(db.session, current_user, action, place, seen=seen, now=now())
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
    return change_action(action_id)
