"""HTTP of the review of one domain: its questions, and taking over the answers."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.reports.stored import agreed_rows
from app.reviews.cards import domain_card
from app.reviews.entrance import REVIEW, blueprint, load_for, refused_page
from app.reviews.review import closing_texts, load_review
from app.reviews.scores import TakeOverForm, chance_items, domain_items, take_over_answers
from app.reviews.then_now import places_of, then_now
from app.state.asked import questions_of
from app.state.lifecycle import AssessmentAction
from app.texts import reviews as then_texts
from app.texts.reviews import taken_over
from app.web.clock import now
from app.web.extensions import db
from scoring.items import item_id


@blueprint.get(f"{REVIEW}/<domain>")
def domain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The questions about a domain with their answers and agreed scores."""
    return domain_page(assessment_id, domain, TakeOverForm()), 200


def domain_page(assessment_id: uuid.UUID, domain: str, form: TakeOverForm) -> str:
    """The page of a domain with the form to take over its answers."""
    review = load_review(current_user, assessment_id)
    return render_template(
        "reviews/domain.html",
        review=review,
        card=domain_card(review, domain),
        items=domain_items(review, domain),
        chances=chance_items(review, domain),
        written=closing_texts(db.session, review, domain),
        form=form,
        both=then_now(db.session, review, places_of(review, domain)),
        then_texts=then_texts,
        open=review.allows(AssessmentAction.AGREE_SCORE),
    )


@blueprint.post(f"{REVIEW}/<domain>/overnemen")
def take_over(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Make the undisputed answers of a domain agreed scores, with one reason."""
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id, "update")
    items = [item_id(domain, question.id) for question in questions_of(assessment, domain)]
    form = TakeOverForm(request.form)
    if not form.validate():
        return domain_page(assessment_id, domain, form), 422
    taken = take_over_answers(db.session, current_user, assessment, items, form.reason.data, now=now())
    said = taken_over(taken.count, taken.left)
    if not taken.count and form.reason.data not in {
        row.reason for row in agreed_rows(db.session, assessment.id, items)
    }:
        # Nothing has this reason now; after a second click on the button something has.
        return refused_page(said, assessment), 409
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("reviews.domain", assessment_id=assessment_id, domain=domain), 303)
