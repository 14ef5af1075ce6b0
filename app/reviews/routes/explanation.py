"""HTTP of the explanation: of what each score of a domain is made."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import row_of
from app.extensions import db
from app.lifecycle import Refusal, State
from app.reports.explained import explain_domain
from app.reviews.queries.explained import case_of
from app.reviews.queries.review import load_review
from app.reviews.routes.entrance import REVIEW, blueprint, refuse
from app.texts.explanations.rules import words_of


@blueprint.get(f"{REVIEW}/<domain>/uitleg")
def explain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """How the scores of a domain came about; the general part has no scores of its own."""
    review = load_review(current_user, assessment_id)
    row_of(review.assessment, domain)
    if review.situation.state is State.OPEN:
        # Answers are given blind: what others said is shown when the review has begun.
        refuse(Refusal.STILL_OPEN, review.assessment)
    explained = explain_domain(case_of(db.session, review), domain)
    rules = words_of(tuple(rule for each in explained for rule in each.rules))
    return render_template("reviews/explanation.html", review=review, domain=domain, explained=explained, rules=rules)
