"""HTTP of moving an assessment on: agree, and reopen."""

import uuid

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app import access
from app.clock import now
from app.comparisons.operations import DrawnRound, draft_round, draw_round
from app.extensions import db
from app.lifecycle import Action, State
from app.models import Assessment
from app.reports.drawing import WAIT_TO_AGREE, drawing_turn
from app.reports.operations import DraftChangedError
from app.reviews.forms import ReopenForm
from app.reviews.operations import agree as freeze_and_agree
from app.reviews.operations import approval_covers, approval_holds, let_approval_fall_away
from app.reviews.operations import reopen as open_again
from app.reviews.operations.mailing import Post
from app.reviews.queries.agreeing import consequences_of
from app.reviews.queries.overview import domain_cards
from app.reviews.queries.points import found_points
from app.reviews.queries.review import Review, load_review
from app.reviews.queries.saves import saves_in
from app.reviews.queries.steps import repeats_last_step
from app.reviews.queries.then_now import places_of, then_now
from app.reviews.routes.entrance import (
    ASSESSMENT,
    blueprint,
    load_asked,
    load_for,
    refuse,
    refuse_what_was_not_seen,
    refused_page,
)
from app.texts import points
from app.texts import then_now as then_texts
from app.texts.agreeing import consequences, without_place
from app.texts.reviews import APPROVAL_GONE, CHANGED_WHILE_DRAWING, REOPENED


@blueprint.get(f"{ASSESSMENT}/vaststellen")
def consider_agreeing(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What agreeing means, and what is still open."""
    review = load_review(current_user, assessment_id)
    access.require_role(current_user, review.assessment, "coordinator")
    why = review.refusal(Action.AGREE)
    if why is not None:
        refuse(why, review.assessment)
    cards = domain_cards(review)
    holds = approval_covers(db.session, review.assessment, review.rows)
    return render_template(
        "reviews/agree.html",
        review=review,
        cards=cards,
        placeless=[card for card in cards if card.chances < card.chances_of and not _has_place(review, card.id)],
        without_place=without_place,
        consequences=consequences(consequences_of(db.session, review, cards)),
        holds=holds,
        seen=saves_in(db.session, review.assessment, review.rows).token,
        found=found_points(db.session, review),
        points_texts=points,
        unsaid=then_now(db.session, review, places_of(review)).unsaid_by_domain(review),
        then_texts=then_texts,
    )


def _has_place(review: Review, domain: str) -> bool:
    return any(rank.domain == domain for rank in review.result.ranking)


@blueprint.post(f"{ASSESSMENT}/vaststellen")
def agree(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Agree and freeze the report, in one transaction; not with an approval that covers something else.

    Nor with what was saved since the coordinator read what agreeing means.
    """
    drawn = draw_before_agreeing(assessment_id)
    assessment = load_for_agreeing(assessment_id, "update")
    settings = current_app.config["SETTINGS"]
    if assessment is not None and not approval_holds(db.session, assessment):
        let_approval_fall_away(Post(db.session, current_user, assessment, settings, now()))
        page = refused_page(APPROVAL_GONE, assessment)
        db.session.commit()
        return page, 409
    if assessment is not None:
        refuse_what_was_not_seen(assessment)
        if drawn is None:
            return changed_while_drawing(assessment_id)
        try:
            freeze_and_agree(db.session, current_user, assessment, settings, now=now(), drawn=drawn)
        except DraftChangedError:
            return changed_while_drawing(assessment_id)
    db.session.commit()
    return redirect(url_for("reviews.agreed", assessment_id=assessment_id), 303)


def changed_while_drawing(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What the report is made of changed while it was drawn: another click draws it anew, and nobody waits for that."""
    db.session.rollback()
    assessment, _ = load_asked(Action.AGREE, assessment_id, None)
    return refused_page(CHANGED_WHILE_DRAWING, assessment), 409


def load_for_agreeing(assessment_id: uuid.UUID, lock: access.Lock | None) -> Assessment | None:
    """The assessment to agree; None when it is agreed already, which is what a second click asks for."""
    assessment, why = load_asked(Action.AGREE, assessment_id, lock)
    if assessment.state == State.AGREED:
        return None
    if why is not None:
        refuse(why, assessment)
    return assessment


def draw_before_agreeing(assessment_id: uuid.UUID) -> DrawnRound | None:
    """The report as it will be, unless somebody changes something in the meantime.

    Drawing takes a second. Nobody else should have to wait for their turn to save because of it.
    """
    assessment = load_for_agreeing(assessment_id, None)
    if assessment is None or not approval_holds(db.session, assessment):
        return None
    draft = draft_round(db.session, assessment, uuid.uuid4(), now=now())
    db.session.rollback()
    with drawing_turn(WAIT_TO_AGREE):
        return draw_round(draft)


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
    """Open an agreed assessment again, with a reason. A second click finds it done."""
    assessment, why = load_asked(Action.REOPEN, assessment_id, "update")
    form = ReopenForm(request.form)
    if why is not None:
        if not form.validate() or not repeats_last_step(
            db.session, current_user, assessment, Action.REOPEN, form.reason.data
        ):
            refuse(why, assessment)
        return _to_overview(assessment_id)
    if not form.validate():
        return render_template("reviews/reopen.html", assessment=assessment, form=form), 422
    settings = current_app.config["SETTINGS"]
    open_again(db.session, current_user, assessment, form.reason.data, settings, now=now())
    return _to_overview(assessment_id)


def _to_overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    flash(REOPENED, "success")
    db.session.commit()
    return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)
