"""What the explanations of a review are made from, and the explanation of one question."""

import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.formatting import HERE
from app.reports.explained import Agreement, Case, Explained, explain_item
from app.reports.queries import StoredScore
from app.reviews.queries.functions import functions_of_users, who
from app.reviews.queries.review import Review
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


def _agreement(score: StoredScore, people: Mapping[uuid.UUID, str]) -> Agreement:
    day = score.saved_at.astimezone(HERE).date()
    return Agreement(people[score.saved_by], day, score.present or None, score.dissent or None)


def explained_item(session: Session, review: Review, domain: str, question: Question) -> Explained:
    """How the score of one question came about, for `reviews/score_explanation.html`."""
    return explain_item(case_of(session, review), domain, question.id)
