"""Hiding what a municipality shared, with a reason for who shared it, and showing it again: for administrators."""

import uuid

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.doors.access import administrators_only
from app.models import Assessment, ImprovementAction, SharedPractice, Trajectory
from app.network.entrance import blueprint
from app.network.practice import PRACTICE, coordinators_of, practice_page, refuse
from app.network.questions import PracticePost, practice_post
from app.network.sharing import HidingForm, load_practice, stamp
from app.post.outbox import queue_letter
from app.texts import network as texts
from app.texts.mails.practice import SharedAction, hidden, shown_again
from app.trail.events import record
from app.web.extensions import db


def hide_practice(post: PracticePost, practice: SharedPractice, reason: str) -> None:
    """Let nobody read a shared action, which the caller holds, and tell who shared it why."""
    practice.hidden_at, practice.hidden_by, practice.hidden_reason = post.now, post.user.id, reason
    for told in _record(post, practice, "hide_practice", reason):
        queue_letter(post.session, told.email, hidden(told, reason), "practice_hidden", now=post.now)


def show_practice_again(post: PracticePost, practice: SharedPractice) -> None:
    """Let others read a hidden action again, which the caller holds, and tell who shared it."""
    practice.hidden_at = practice.hidden_by = practice.hidden_reason = None
    for told in _record(post, practice, "show_practice_again"):
        queue_letter(post.session, told.email, shown_again(told), "practice_shown", now=post.now)


def _record(post: PracticePost, practice: SharedPractice, action: str, reason: str | None = None) -> list[SharedAction]:
    """Write it in the trail of the inventory that the action comes from; what mails to who shared it need."""
    session, title = post.session, practice.title
    session.flush()
    query = select(Assessment).join(Trajectory, Trajectory.assessment_id == Assessment.id)
    query = query.join(ImprovementAction, ImprovementAction.trajectory_id == Trajectory.id)
    about = session.scalars(query.where(ImprovementAction.id == practice.action_id)).one()
    record(session, post.user, action, practice.id, now=post.now, assessment=about, new={"title": title}, reason=reason)
    address = f"{post.settings.base_url}{url_for('sharing.show_sharing', action_id=practice.action_id)}"
    return [
        SharedAction(user.name, user.email, title, address, post.settings.contact)
        for user in coordinators_of(session, practice.municipality_id, practice.shared_by)
    ]


@blueprint.post(f"{PRACTICE}/verbergen")
@administrators_only
def hide(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Hide it: 409 when another text is shared meanwhile, or somebody else hid it for another reason."""
    practice, form = _practice(practice_id), HidingForm(request.form)
    if not form.validate():
        return practice_page(practice, hiding_form=form), 422
    if practice.hidden_at is not None and practice.hidden_reason != form.reason.data:
        refuse(texts.HIDDEN_MEANWHILE)
    if practice.hidden_at is None:
        if form.seen.data != stamp(practice):
            # Whoever hides it now has read the newer text.
            form.seen.data = stamp(practice)
            return practice_page(practice, hiding_form=form, warning=texts.TEXT_CHANGED_MEANWHILE), 409
        hide_practice(practice_post(), practice, form.reason.data)
        flash(texts.NOW_HIDDEN, "success")
    else:
        flash(texts.UNCHANGED, "info")
    return _done(practice_id)


@blueprint.post(f"{PRACTICE}/tonen")
@administrators_only
def show_again(practice_id: uuid.UUID) -> ResponseReturnValue:
    """Let others read it again."""
    practice = _practice(practice_id)
    if practice.hidden_at is not None:
        show_practice_again(practice_post(), practice)
        flash(texts.NOW_SHOWN, "success")
    else:
        flash(texts.UNCHANGED, "info")
    return _done(practice_id)


def _practice(practice_id: uuid.UUID) -> SharedPractice:
    """The shared action, held until the commit: 404 when there never was one, 409 when it was withdrawn."""
    practice = load_practice(db.session, practice_id, "update") or abort(404)
    if practice.withdrawn_at is not None:
        refuse(texts.GONE)
    return practice


def _done(practice_id: uuid.UUID) -> ResponseReturnValue:
    db.session.commit()
    return redirect(url_for("network.show_practice", practice_id=practice_id), 303)
