"""HTTP of one action: everything about it, its state, and notes."""

import uuid
from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import action_for
from app.clock import now, today
from app.extensions import db
from app.models import ImprovementAction
from app.texts import board as texts
from app.texts import trajectories as words
from app.trajectories.forms.progress import ProgressForm, build_progress_form
from app.trajectories.operations.reporting import IncompleteActionError, StaleActionError
from app.trajectories.operations.reporting import report_progress as report_on
from app.trajectories.queries.action import load_shown, state_since
from app.trajectories.queries.board import wish_of
from app.trajectories.routes.entrance import ACTION, blueprint, change_action


@blueprint.get(ACTION)
def show_action(action_id: uuid.UUID) -> ResponseReturnValue:
    """Everything about an action, for who leads the trajectory; its owner has a page that shows less."""
    action = action_for(current_user, action_id)
    return action_page(action, build_progress_form(action, today(), None))


@blueprint.post(f"{ACTION}/voortgang")
def report_progress(action_id: uuid.UUID) -> ResponseReturnValue:
    """Give an action another state, add a note, or both."""
    action = change_action(action_id)
    form = build_progress_form(action, today(), request.form)
    if not form.validate():
        return action_page(action, form), 422
    note, seen = form.note.data or "", form.seen.version
    try:
        is_changed = report_on(db.session, current_user, action, form.report, note, seen=seen, now=now())
    except StaleActionError:
        return _stale_page(action, form), 409
    except IncompleteActionError as error:
        return _missing_page(action, form, error.missing), 422
    flash(texts.SAVED if is_changed else texts.UNCHANGED, "success" if is_changed else "info")
    db.session.commit()
    return redirect(url_for("trajectories.show_action", action_id=action_id, **wish_of(request.args).query), 303)


def conflict_page(action: ImprovementAction, state: str) -> str:
    """The page of an action of which a card was moved that somebody else changed: with what they chose filled in."""
    return _stale_page(action, _form_with(action, state))


def incomplete_page(action: ImprovementAction, state: str, missing: Sequence[str]) -> str:
    """The page of an action that may not come in this state yet: with what it lacks, and a place to fill that in."""
    return _missing_page(action, _form_with(action, state), missing)


def action_page(action: ImprovementAction, form: ProgressForm, **more: object) -> str:
    """The page of an action."""
    shown = load_shown(db.session, action, today())
    told = {"is_stale": False, "lacks_fields": False, "since": None, **more}
    return render_template(
        "trajectories/action.html",
        action=action,
        trajectory=action.trajectory,
        shown=shown,
        form=form,
        query=wish_of(request.args).query,
        texts=texts,
        words=words,
        **told,
    )


def _form_with(action: ImprovementAction, state: str) -> ProgressForm:
    form = build_progress_form(action, today(), None)
    form.state.data = state
    return form


def _stale_page(action: ImprovementAction, form: ProgressForm) -> str:
    """What it is now beside what somebody chose; saving once more is choosing."""
    form.see_again(action)
    return action_page(action, form, is_stale=True, since=state_since(db.session, action), page_has_errors=True)


def _missing_page(action: ImprovementAction, form: ProgressForm, missing: Sequence[str]) -> str:
    if "reason" in missing:
        form.reason.errors = [texts.REASON_MISSING]
        return action_page(action, form)
    form.state.errors = [texts.missing(missing)]
    return action_page(action, form, lacks_fields=True)
