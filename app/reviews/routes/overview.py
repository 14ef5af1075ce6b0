"""HTTP of the overview of a review."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import question_of, title_of
from app.extensions import db
from app.lifecycle import Action
from app.models import Assessment
from app.reviews.queries.changes import last_changes
from app.reviews.queries.overview import domain_cards
from app.reviews.queries.review import load_review
from app.reviews.routes.entrance import REVIEW, blueprint
from app.texts.reviews import next_step


@blueprint.get(REVIEW)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How far the review of each domain is, and what can be done next."""
    review = load_review(current_user, assessment_id)
    assessment, situation = review.assessment, review.situation
    cards = domain_cards(review)
    titles = [review.title(row.domain) for row in assessment.domains if row.sent_back_at]
    return render_template(
        "reviews/overview.html",
        review=review,
        cards=cards,
        unfinished=next((card for card in cards if not card.finished), None),
        step=next_step(situation, titles, assessment.approved_at),
        changed=changed_questions(assessment),
        Action=Action,
    )


def changed_questions(assessment: Assessment) -> list[tuple[str, str, str, str]]:
    """(domain, question, title of the domain, text) of what changed when domains were last handed in again."""
    if assessment.state != "in_review" or any(row.sent_back_at for row in assessment.domains):
        return []
    pairs = [item.split("/") for item in last_changes(db.session, assessment.id)]
    return [
        (domain, question, title_of(assessment, domain), question_of(assessment, domain, question).text)
        for domain, question in pairs
    ]
