"""HTTP of the actions that somebody owns: who has nothing else to do with the municipality sees these only."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, action_for
from app.clock import now, today
from app.extensions import db
from app.models import ImprovementAction
from app.texts import owners as texts
from app.texts.trajectories import STATES
from app.trajectories.forms.owner import OwnerForm, build_owner_form
from app.trajectories.operations.owner_reporting import OwnerReport, save_owner_report
from app.trajectories.operations.reporting import IncompleteActionError, Report, StaleActionError
from app.trajectories.queries.owner import Owned, notes_for, owned_actions
from app.trajectories.routes.entrance import blueprint
from app.typed import typed_texts

OWN = "/mijn-acties"


@blueprint.get(OWN)
def list_own_actions() -> ResponseReturnValue:
    """The actions of this person, in all municipalities."""
    return render_template("trajectories/owner_list.html", owned=owned_actions(db.session, current_user, today()))


@blueprint.get(f"{OWN}/<uuid:action_id>")
def show_own_action(action_id: uuid.UUID) -> ResponseReturnValue:
    """What the action is, and how it stands."""
    action = _own(action_id)
    return _page(action, build_owner_form(action, today(), None))


@blueprint.post(f"{OWN}/<uuid:action_id>")
def report_own_action(action_id: uuid.UUID) -> ResponseReturnValue:
    """Save how it stands, until when, and a note."""
    action = _own(action_id, "update")
    form = build_owner_form(action, today(), request.form)
    if action.trajectory.ended_at is not None:
        return _page(action, form, typed=typed_texts()), 409
    if not form.validate():
        return _page(action, form), 422
    told = OwnerReport(Report(form.chosen, form.reason.data or ""), form.day, form.note.data or "")
    try:
        changed = save_owner_report(db.session, current_user, action, told, seen=form.seen.version, now=now())
    except StaleActionError:
        return _refused(action_id, form)
    except IncompleteActionError as error:
        db.session.rollback()
        return _incomplete(action_id, form, error.missing)
    flash(texts.SAVED if changed else texts.NOT_CHANGED, "success" if changed else "info")
    db.session.commit()
    return redirect(url_for("trajectories.show_own_action", action_id=action_id), 303)


def _own(action_id: uuid.UUID, lock: Lock | None = None) -> ImprovementAction:
    """The action for its owner, else 404: who leads the trajectory has other pages."""
    return action_for(current_user, action_id, lock, owned=True)


def _refused(action_id: uuid.UUID, form: OwnerForm) -> ResponseReturnValue:
    """Both texts: what was saved meanwhile, and what was typed, which saves over it when it is sent once more."""
    action = _own(action_id)
    typed = texts.state_line(form.chosen, form.day, form.reason.data)
    form.seen.data = str(action.version)
    return _page(action, form, newer=(texts.state_line(action.state, action.ends_on, action.stop_reason), typed)), 409


def _incomplete(action_id: uuid.UUID, form: OwnerForm, missing: tuple[str, ...]) -> ResponseReturnValue:
    messages = {"ends_on": ("ends_on", texts.END_MISSING), "owner": ("state", texts.OWNER_MISSING)}
    for name in missing:
        field, message = messages.get(name, ("reason", texts.STOP_REASON))
        form[field].errors = [message]
    return _page(_own(action_id), form), 422


def _page(
    action: ImprovementAction,
    form: OwnerForm,
    newer: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    typed: tuple[str, ...] = (),
) -> str:
    """The page; `newer` has what is saved now and what was typed, as lines."""
    shown = {"owned": Owned(action, today()), "notes": notes_for(db.session, current_user, action)}
    told = {"newer": newer, "typed": typed, "states": STATES, "texts": texts}
    return render_template("trajectories/owner_action.html", action=action, form=form, **shown, **told)
