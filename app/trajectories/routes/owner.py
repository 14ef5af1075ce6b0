"""HTTP of asking the owner of an action, by mail."""

import uuid

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, action_for
from app.clock import now
from app.extensions import db
from app.letters import render_text
from app.limits import TooManyTriesError
from app.models import ImprovementAction
from app.texts import owners as texts
from app.trajectories.forms.owner import AskOwnerForm
from app.trajectories.operations.asking import (
    OWNER_MAILS,
    AskedJustNowError,
    Asking,
    OwnerChangedError,
    ask_owner,
    asked_at,
    take_owner_away,
)
from app.trajectories.queries.owner import is_said_to_owner, mail_to_owner
from app.trajectories.routes.entrance import ACTION, blueprint, refuse_closed

OWNER = f"{ACTION}/eigenaar"


@blueprint.get(OWNER)
def show_owner(action_id: uuid.UUID) -> ResponseReturnValue:
    """Who brings the action up to date, and the form that asks somebody."""
    action = _action(action_id)
    return _page(_asking(action), _form(action))


@blueprint.post(OWNER)
def ask_action_owner(action_id: uuid.UUID) -> ResponseReturnValue:
    """Mail the owner a link, for the first time or again, at this address or another one."""
    action = _action(action_id, "update")
    form, asking = AskOwnerForm(request.form), _asking(action)
    if not form.validate():
        return _page(asking, form), 422
    try:
        ask_owner(asking, form.email.data, form.line.data, seen=form.seen.data or "")
    except AskedJustNowError as error:
        return _asked_just_now(asking, form, texts.asked_just_now(form.email.data, error.at))
    except TooManyTriesError as error:
        form.form_errors.append(texts.too_many(OWNER_MAILS.most, error.minutes))
        return _page(asking, form), 429
    except OwnerChangedError:
        form.seen.data = asked_at(action)
        return _page(asking, form, texts.CHANGED_MEANWHILE), 409
    flash(texts.asked(form.email.data), "success")
    db.session.commit()
    return _back(action)


@blueprint.post(f"{OWNER}/weg")
def take_action_owner_away(action_id: uuid.UUID) -> ResponseReturnValue:
    """Nobody brings the action up to date by mail any more."""
    action = _action(action_id, "update")
    asking = _asking(action)
    if action.owner_id is not None and request.form.get("seen", "") != asked_at(action):
        return _page(asking, _form(action), texts.CHANGED_MEANWHILE), 409
    if take_owner_away(asking):
        flash(texts.TAKEN_AWAY, "success")
    else:
        flash(texts.NOBODY_TO_TAKE_AWAY, "info")
    db.session.commit()
    return _back(action)


def _asked_just_now(asking: Asking, form: AskOwnerForm, told: str) -> ResponseReturnValue:
    """After two clicks the page of what was sent; with something else to say that stays in the form."""
    if not is_said_to_owner(db.session, asking.action, form.email.data, form.line.data or ""):
        form.form_errors.append(told)
        return _page(asking, form), 409
    flash(told, "info")
    return _back(asking.action)


def _action(action_id: uuid.UUID, lock: Lock | None = None) -> ImprovementAction:
    """The action for who leads the trajectory: else 404; held (409 once closed) with `lock`."""
    action = action_for(current_user, action_id, lock)
    if lock:
        refuse_closed(action.trajectory)
    return action


def _asking(action: ImprovementAction) -> Asking:
    return Asking(db.session, current_user, action, current_app.config["SETTINGS"], now())


def _form(action: ImprovementAction) -> AskOwnerForm:
    address = action.owned_by.email if action.owned_by else ""
    return AskOwnerForm(data={"email": address, "seen": asked_at(action)})


def _back(action: ImprovementAction) -> ResponseReturnValue:
    return redirect(url_for("trajectories.show_owner", action_id=action.id), 303)


def _page(asking: Asking, form: AskOwnerForm, notice: str = "") -> str:
    """The page; `notice` says what somebody else did meanwhile."""
    action = asking.action
    with db.session.no_autoflush:
        mail = mail_to_owner(db.session, action, action.owned_by.email) if action.owned_by else None
    letter = render_text(asking.letter(texts.LINK_HERE, form.line.data or ""))
    shown = {"form": form, "mail": mail, "letter": letter, "notice": notice}
    return render_template("trajectories/owner.html", action=action, trajectory=action.trajectory, **shown)
