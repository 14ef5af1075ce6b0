"""HTTP of making an action, and changing what it says."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import action_for
from app.clock import now, today
from app.extensions import db
from app.models import ImprovementAction
from app.texts import actions as texts
from app.texts import trajectories as words
from app.trajectories.forms.action import ActionForm, build_action_form
from app.trajectories.operations import acting
from app.trajectories.operations.reporting import StaleActionError
from app.trajectories.queries.action_forms import Ground, differing, load_ground
from app.trajectories.routes.entrance import (
    ACTION,
    TRAJECTORY,
    blueprint,
    change_action,
    change_trajectory,
    read_trajectory,
    refuse_closed,
)

NEW = f"{TRAJECTORY}/acties/nieuw"
EDIT = f"{ACTION}/wijzigen"


@blueprint.get(NEW)
def new_action(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """The form for an own action; the address can name the domain and the question."""
    trajectory = read_trajectory(trajectory_id)
    refuse_closed(trajectory)
    ground = load_ground(db.session, trajectory)
    domain, question = request.args.get("domein", ""), request.args.get("vraag", "")
    item = f"{domain}/{question}" if f"{domain}/{question}" in ground.questions(domain) else None
    return _page(build_action_form(ground, today(), None, domain=domain if domain in ground.domains else "", item=item))


@blueprint.post(NEW)
def add_action(trajectory_id: uuid.UUID) -> ResponseReturnValue:
    """Put an own action in the plan."""
    trajectory = change_trajectory(trajectory_id)
    form = build_action_form(load_ground(db.session, trajectory), today(), request.form)
    if refused := _not_yet(form):
        return refused
    value = form.ground.value_of(form.item.data)
    made, _ = acting.add_action(db.session, current_user, trajectory, form.content, value=value, now=now())
    return _saved(made, texts.ADDED)


@blueprint.get(EDIT)
def edit_action(action_id: uuid.UUID) -> ResponseReturnValue:
    """The form with what an action says."""
    action = action_for(current_user, action_id)
    refuse_closed(action.trajectory)
    return _page(build_action_form(load_ground(db.session, action.trajectory, action), today(), None))


@blueprint.post(EDIT)
def change_content(action_id: uuid.UUID) -> ResponseReturnValue:
    """Let an action say something else."""
    action = _held(action_id)
    form = build_action_form(load_ground(db.session, action.trajectory, action), today(), request.form)
    if refused := _not_yet(form):
        return refused
    value = form.ground.value_of(form.item.data)
    try:
        is_changed = acting.change_action(
            db.session, current_user, action, form.content, value=value, seen=form.seen.version, now=now()
        )
    except StaleActionError:
        # Whoever saves again has seen what stands there now.
        form.seen.data = str(action.version)
        return _page(form, newer=True), 409
    return _saved(action, texts.CHANGED if is_changed else texts.UNCHANGED)


def _held(action_id: uuid.UUID) -> ImprovementAction:
    """The action for who leads, with its trajectory held before it: a reason for no action and this one wait."""
    action = action_for(current_user, action_id)
    change_trajectory(action.trajectory_id)
    return change_action(action_id)


def _not_yet(form: ActionForm) -> ResponseReturnValue | None:
    """The page once more: with the questions of the domain that was chosen, or with what is wrong."""
    if request.form.get("action") == "show":
        form.forget_question()
        return _page(form)
    return None if form.validate() else (_page(form), 422)


def _saved(action: ImprovementAction, sentence: str) -> ResponseReturnValue:
    """Go to the action, with what is still missing there."""
    flash(f"{sentence} {texts.still_missing(action)}".strip(), "success")
    to = url_for("trajectories.show_action", action_id=action.id)
    db.session.commit()
    return redirect(to, 303)


def _page(form: ActionForm, *, newer: bool = False) -> str:
    """The form; with `newer` beside what stands there now."""
    ground: Ground = form.ground
    return render_template(
        "trajectories/action_form.html",
        trajectory=ground.trajectory,
        action=ground.action,
        form=form,
        differences=differing(ground, form.content) if newer else None,
        page_has_errors=newer or bool(form.errors),
        texts=texts,
        words=words,
    )
