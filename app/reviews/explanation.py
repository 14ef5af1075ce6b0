"""The explanation in a review: of what each score of a domain is made."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.reports.explained.case import Case, Explained, HowAgreed
from app.reports.explained.domain import explain_domain
from app.reports.explained.municipality import explain_item
from app.reports.stored import StoredScore, functions_of_users
from app.reviews.entrance import REVIEW, blueprint, refuse
from app.reviews.review import Review, load_review, who
from app.state.asked import row_of
from app.state.lifecycle import Refusal
from app.texts.explanations import words_of
from app.web.extensions import db
from app.web.formatting import HERE
from questionnaires.model import Question


def case_of(session: Session, review: Review) -> Case:
    """A review as it is to be explained, single answers included: what of them may be seen, the review decides."""
    people = functions_of_users(session, {score.saved_by for score in review.rows.agreed})
    return Case(
        questionnaire=review.questionnaire,
        data=review.data,
        result=review.result,
        functions={str(part.id): who(part, review.questionnaire) for part in review.rows.participations},
        agreements={score.item: _agreement(score, people) for score in review.rows.agreed},
    )


def _agreement(score: StoredScore, people: Mapping[uuid.UUID, str]) -> HowAgreed:
    day = score.saved_at.astimezone(HERE).date()
    return HowAgreed(people[score.saved_by], day, score.present or None, score.dissent or None)


def explained_item(session: Session, review: Review, domain: str, question: Question) -> Explained:
    """How the score of one question came about, for its page: who answered what stands there already."""
    return explain_item(replace(case_of(session, review), functions=None), domain, question.id)


@blueprint.get(f"{REVIEW}/<domain>/uitleg")
def explain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """How the scores of a domain came about; the general part has no scores of its own."""
    review = load_review(current_user, assessment_id)
    row_of(review.assessment, domain)
    if review.is_blind_in(domain):
        # What others said is shown when the review has begun, and when the domain was handed in again.
        refuse(Refusal.STILL_OPEN if review.is_blind else Refusal.DOMAINS_SENT_BACK, review.assessment)
    explained = explain_domain(case_of(db.session, review), domain)
    rules = words_of(tuple(rule for each in explained for rule in each.rules))
    return render_template("reviews/explanation.html", review=review, domain=domain, explained=explained, rules=rules)
