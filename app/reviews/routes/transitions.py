"""HTTP of moving an assessment on: approve, agree and reopen."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import access
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.reports.operations import Drawn, draft_report, draw_report
from app.reviews.forms import ReopenForm
from app.reviews.operations import agree as freeze_and_agree
from app.reviews.operations import approve as give_approval
from app.reviews.operations import reopen as open_again
from app.reviews.operations import withdraw_approval
from app.reviews.queries.overview import domain_cards
from app.reviews.queries.review import load_review
from app.reviews.routes.entrance import ASSESSMENT, blueprint, load_for, refuse
from app.texts.reviews import APPROVAL_WITHDRAWN, APPROVED, REOPENED


@blueprint.post(f"{ASSESSMENT}/akkoord")
def approve(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The adviser approves; with `withdraw` takes that back."""
    withdraw = bool(request.form.get("withdraw"))
    action = Action.WITHDRAW_APPROVAL if withdraw else Action.APPROVE
    assessment = load_for(action, assessment_id, "update")
    change = withdraw_approval if withdraw else give_approval
    change(db.session, current_user, assessment, now=now())
    flash(APPROVAL_WITHDRAWN if withdraw else APPROVED, "success")
    db.session.commit()
    return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)


@blueprint.get(f"{ASSESSMENT}/vaststellen")
def consider_agreeing(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What agreeing means, and what is still open."""
    review = load_review(current_user, assessment_id)
    access.require_role(current_user, review.assessment, "coordinator")
    why = review.refusal(Action.AGREE)
    if why is not None:
        refuse(why, review.assessment)
    return render_template("reviews/agree.html", review=review, cards=domain_cards(review))


def draw_before_agreeing(assessment_id: uuid.UUID) -> Drawn:
    """The report as it will be, unless somebody changes something in the meantime.

    Drawing takes a second. Nobody else should have to wait for their turn to save because of it.
    """
    assessment = load_for(Action.AGREE, assessment_id, None)
    draft = draft_report(db.session, assessment, uuid.uuid4(), now=now())
    db.session.rollback()
    return draw_report(draft)


@blueprint.post(f"{ASSESSMENT}/vaststellen")
def agree(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Agree and freeze the report, in one transaction."""
    drawn = draw_before_agreeing(assessment_id)
    assessment = load_for(Action.AGREE, assessment_id, "update")
    freeze_and_agree(db.session, current_user, assessment, now=now(), drawn=drawn)
    db.session.commit()
    return redirect(url_for("reviews.agreed", assessment_id=assessment_id), 303)


@blueprint.get(f"{ASSESSMENT}/vaststellen/klaar")
def agreed(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What happens after agreeing."""
    review = load_review(current_user, assessment_id)
    if review.assessment.state != "agreed":
        return redirect(url_for("reviews.overview", assessment_id=assessment_id))
    return render_template("reviews/agreed.html", review=review)


@blueprint.get(f"{ASSESSMENT}/heropenen")
def consider_reopening(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What reopening means, and the reason for it."""
    assessment = load_for(Action.REOPEN, assessment_id, None)
    return render_template("reviews/reopen.html", assessment=assessment, form=ReopenForm())


@blueprint.post(f"{ASSESSMENT}/heropenen")
def reopen(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open an agreed assessment again, with a reason."""
    assessment = load_for(Action.REOPEN, assessment_id, "update")
    form = ReopenForm(request.form)
    if not form.validate():
        return render_template("reviews/reopen.html", assessment=assessment, form=form), 422
    open_again(db.session, current_user, assessment, form.reason.data, now=now())
    flash(REOPENED, "success")
    db.session.commit()
    return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)
