"""HTTP of the overview of a review."""

import uuid
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.reviews.approval import approval_covers
from app.reviews.cards import domain_cards
from app.reviews.changes import recent_changes
from app.reviews.entrance import REVIEW, blueprint, fallen_approval, open_points_done_at, saves_in
from app.reviews.people import answers_again, handing_in_again
from app.reviews.points import found_points
from app.reviews.review import Review, load_review
from app.reviews.still_open import still_open
from app.reviews.then_now import places_of, then_now
from app.reviews.transitions import open_points_version
from app.state.lifecycle import OWN, AssessmentAction, State
from app.texts import reviews as then_texts
from app.texts.lifecycle import REFUSALS
from app.texts.reviews import APPROVAL_OUTDATED, approval_fallen, how_far, next_step, open_points_done, recent_line
from app.web.extensions import db


@blueprint.get(REVIEW)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How far the review of each domain is, and what can be done next."""
    review = load_review(current_user, assessment_id)
    cards, found = domain_cards(review), found_points(db.session, review)
    unsaid = then_now(db.session, review, places_of(review)).unsaid_by_domain(review)
    return render_template(
        "reviews/overview.html",
        review=review,
        cards=cards,
        found=found,
        still=still_open(db.session, review, cards, found, unsaid),
        unfinished=next((card for card in cards if not card.finished), None),
        recent=recent_changes(db.session, assessment_id),
        again=handing_in_again(db.session, review.assessment),
        how_far=how_far,
        recent_line=recent_line,
        Action=AssessmentAction,
        unsaid=unsaid,
        then_texts=then_texts,
        **_towards_approval(review),
    )


def _towards_approval(review: Review) -> dict[str, Any]:
    """What the page says about the approval: what is open, whether it holds or fell, and what is next."""
    assessment = review.assessment
    holds = assessment.state != State.IN_REVIEW or approval_covers(db.session, assessment, review.rows)
    fallen = fallen_approval(db.session, assessment)
    done = open_points_done_at(db.session, assessment)
    titles = [review.title(row.domain) for row in assessment.domains if row.sent_back_at]
    refused = {review.refusal(action) for action in (AssessmentAction.APPROVE, AssessmentAction.AGREE)}
    return {
        "holds": holds,
        "step": next_step(review.situation, titles, assessment.approved_at) if holds else APPROVAL_OUTDATED,
        "answers_again": answers_again(db.session, assessment),
        "seen": saves_in(db.session, assessment, review.rows).token,
        "fallen": approval_fallen(*fallen) if fallen else None,
        "named": open_points_version(assessment),
        "own": [REFUSALS[why] for why in OWN & refused if assessment.state != State.AGREED],
        "done": open_points_done(done) if done else None,
    }
