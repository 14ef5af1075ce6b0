"""HTTP of sharing an action with other municipalities, and no longer."""

import re
import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock, action_for, require_role
from app.clock import now
from app.extensions import db
from app.models import ImprovementAction, SharedPractice
from app.network.forms.practice import PracticeForm, build_practice_form
from app.network.operations.practice import StalePracticeError, Told, share_practice, told_of, withdraw_practice
from app.network.queries.practice import practice_as
from app.network.queries.practice_words import domain_title, question_text
from app.network.queries.sharing import shared_of, stamp
from app.texts import practice as texts
from app.texts import trajectories as words
from app.texts.board import BADGES

sharing = Blueprint("sharing", __name__, template_folder="../templates")
"""Beside that of the network, since its address belongs to an action."""
SHARING = "/traject/acties/<uuid:action_id>/delen"
SEARCHED = ("title", "text", "partners", "done_when", "experience")


@sharing.get(SHARING)
def show_sharing(action_id: uuid.UUID) -> ResponseReturnValue:
    """What others read of an action, or would read."""
    action = _action(action_id)
    return _page(action, build_practice_form(action, shared_of(db.session, action.id), None))


@sharing.post(SHARING)
def share(action_id: uuid.UUID) -> ResponseReturnValue:
    """Show how others will read it, go on typing, or share it."""
    action = _action(action_id, "update")
    there = shared_of(db.session, action.id)
    form, step = build_practice_form(action, there, request.form), request.form.get("step", "")
    if step == "edit":
        return _page(action, form)
    if not form.validate():
        return _page(action, form), 422
    if step != "share":
        return _preview(action, form)
    try:
        is_changed = share_practice(db.session, current_user, action, form.told, seen=form.seen.data or "", now=now())
    except StalePracticeError:
        return _stale_page(action, form, there), 409
    sentence = (texts.CHANGED if there else texts.SHARED) if is_changed else texts.UNCHANGED
    flash(sentence, "success" if is_changed else "info")
    return _done(action)


@sharing.post(f"{SHARING}/intrekken")
def withdraw(action_id: uuid.UUID) -> ResponseReturnValue:
    """Let others find it no longer."""
    action = _action(action_id, "update")
    is_changed = withdraw_practice(db.session, current_user, action, now=now())
    flash(texts.WITHDRAWN if is_changed else texts.NOT_SHARED, "success" if is_changed else "info")
    return _done(action)


def _action(action_id: uuid.UUID, lock: Lock | None = None) -> ImprovementAction:
    """The action for who coordinates its municipality, closed or not: what was experienced can be told afterwards."""
    action = action_for(current_user, action_id, lock)
    require_role(current_user, action, "coordinator")
    return action


def _done(action: ImprovementAction) -> ResponseReturnValue:
    to = url_for("sharing.show_sharing", action_id=action.id)
    db.session.commit()
    return redirect(to, 303)


def _stale_page(action: ImprovementAction, form: PracticeForm, there: SharedPractice | None) -> str:
    """What is shared now beside what was typed; sharing once more is choosing."""
    was, form.seen.data = form.seen.data, stamp(there)
    sentence = (
        texts.WITHDRAWN_MEANWHILE if there is None else texts.CHANGED_MEANWHILE if was else texts.SHARED_MEANWHILE
    )
    rows = _differences(told_of(there), form.told) if there else []
    return _page(action, form, warning=sentence, differences=rows)


def _differences(stored: Told, typed: Told) -> list[list[str]]:
    """(field, what is shared, what was typed) of what differs, in words."""
    was, wants = stored.plain, typed.plain
    return [
        [label, _words(stored, name), _words(typed, name)]
        for name, label in texts.LABELS.items()
        if name in was and was[name] != wants[name]
    ]


def _words(told: Told, name: str) -> str:
    named = {
        "domain": domain_title(told.domain),
        "question": question_text(told.domain, told.question),
        "effort": words.EFFORTS.get(told.effort or "", ""),
        "shows_name": texts.NAME_SHOWN if told.shows_name else texts.NAME_HIDDEN,
    }
    return (named[name] if name in named else str(told.plain[name])) or texts.NOTHING


def _page(action: ImprovementAction, form: PracticeForm, *, warning: str = "", differences: object = ()) -> str:
    there = shared_of(db.session, action.id)
    seen_by_others = practice_as(told_of(there), there.state, action.trajectory.municipality.name) if there else None
    return render_template(
        "network/sharing.html",
        action=action,
        trajectory=action.trajectory,
        form=form,
        there=there,
        practice=seen_by_others,
        warning=warning,
        differences=differences,
        page_has_errors=bool(warning or form.errors),
        texts=texts,
    )


def _preview(action: ImprovementAction, form: PracticeForm) -> str:
    """Exactly what others will read, before they do."""
    told, name = form.told, action.trajectory.municipality.name
    found = [] if told.shows_name else [field for field in SEARCHED if _stands_in(name, told.plain[field])]
    return render_template(
        "network/sharing_preview.html",
        action=action,
        trajectory=action.trajectory,
        form=form,
        is_shared=shared_of(db.session, action.id) is not None,
        practice=practice_as(told, action.state, name),
        warning=texts.name_in_text(name, found) if found else "",
        badges=BADGES,
        texts=texts,
    )


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) is not None
