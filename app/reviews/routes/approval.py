"""HTTP of what the adviser says about the whole: approve, take that back, or say what is still open."""

import uuid
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.lifecycle import Action, Refusal
from app.models import Assessment
from app.reviews.forms import OpenPointsForm
from app.reviews.operations import approval_holds, open_points_version, withdraw_approval
from app.reviews.operations import approve as give_approval
from app.reviews.operations import finish_open_points as say_it_is_done
from app.reviews.operations import name_open_points as say_what_is_open
from app.reviews.queries.steps import repeats_last_step
from app.reviews.routes.entrance import (
    ASSESSMENT,
    blueprint,
    load_asked,
    load_for,
    refuse,
    refuse_what_was_not_seen,
    refused_page,
)
from app.texts.reviews import (
    APPROVAL_WITHDRAWN,
    APPROVED,
    NO_APPROVAL,
    NO_OPEN_POINTS,
    OPEN_POINTS_FINISHED,
    OPEN_POINTS_NAMED,
    OPEN_POINTS_OTHER,
)
from app.versions import StaleSaveError


@blueprint.post(f"{ASSESSMENT}/akkoord")
def approve(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The adviser approves; with `withdraw` takes that back. A second click finds it done.

    What was saved since the adviser opened the page was not seen, so it is not approved either.
    """
    if request.form.get("withdraw"):
        return _withdraw(assessment_id)
    assessment, why = load_asked(Action.APPROVE, assessment_id, "update")
    if why is Refusal.APPROVED and not approval_holds(db.session, assessment):
        # It covered something else: the adviser has looked again.
        why = None
    done = why is Refusal.APPROVED and assessment.approved_by == current_user.id
    if why is not None and not done:
        refuse(why, assessment)
    if not done:
        refuse_what_was_not_seen(assessment)
        give_approval(db.session, current_user, assessment, current_app.config["SETTINGS"], now=now())
    flash(APPROVED, "success")
    return _back(assessment)


def _withdraw(assessment_id: uuid.UUID) -> ResponseReturnValue:
    assessment, why = load_asked(Action.WITHDRAW_APPROVAL, assessment_id, "update")
    if why is not None and why is not Refusal.NOT_APPROVED:
        refuse(why, assessment)
    if why is None:
        withdraw_approval(db.session, current_user, assessment, now=now())
    flash(NO_APPROVAL if why else APPROVAL_WITHDRAWN, "success")
    return _back(assessment)


def _back(assessment: Assessment) -> ResponseReturnValue:
    here = url_for("reviews.overview", assessment_id=assessment.id)
    db.session.commit()
    return redirect(here, 303)


@blueprint.route(f"{ASSESSMENT}/nog-open", methods=["GET", "POST"])
def name_open_points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Tell the coordinator what must be done before approval; never over what another adviser wrote meanwhile."""
    posted = request.method == "POST"
    assessment = load_for(Action.NAME_OPEN_POINTS, assessment_id, "update" if posted else None)
    version = open_points_version(assessment)
    form = OpenPointsForm(request.form if posted else None, data={"text": assessment.open_points, "seen": version})
    if not posted or not form.validate():
        return _open_points_page(assessment, form), 422 if posted else 200
    settings = current_app.config["SETTINGS"]
    try:
        say_what_is_open(
            db.session, current_user, assessment, form.text.data, form.seen.data or "", settings, now=now()
        )
    except StaleSaveError:
        # Whoever saves again has seen the newer text.
        form.seen.data = version
        return _open_points_page(assessment, form, newer=assessment.open_points or NO_OPEN_POINTS), 409
    flash(OPEN_POINTS_NAMED, "success")
    return _back(assessment)


@blueprint.post(f"{ASSESSMENT}/nog-open/gedaan")
def finish_open_points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Tell the adviser that what was open is done. A second click finds it done."""
    assessment, why = load_asked(Action.FINISH_OPEN_POINTS, assessment_id, "update")
    done = why is Refusal.NOTHING_OPEN and repeats_last_step(
        db.session, current_user, assessment, Action.FINISH_OPEN_POINTS
    )
    if why is not None and not done:
        refuse(why, assessment)
    settings, seen = current_app.config["SETTINGS"], request.form.get("seen", "")
    try:
        if not done:
            say_it_is_done(db.session, current_user, assessment, seen, settings, now=now())
    except StaleSaveError:
        return refused_page(OPEN_POINTS_OTHER, assessment), 409
    flash(OPEN_POINTS_FINISHED, "success")
    return _back(assessment)


def _open_points_page(assessment: Assessment, form: OpenPointsForm, **more: Any) -> str:
    return render_template("reviews/open_points.html", assessment=assessment, form=form, **more)
