"""HTTP of the points to talk about: the list, and what one person's answers to a domain look like."""

import uuid
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import db
from app.reviews.forms import FormData, PointFilterForm, SettleForm, build_filter_form
from app.reviews.queries.point_list import Filter, filter_from
from app.reviews.queries.point_rows import PointRows, answers_of, striking_sentences
from app.reviews.queries.points import found_points
from app.reviews.queries.review import Review, load_review
from app.reviews.routes.entrance import REVIEW, blueprint
from app.reviews.routes.keeping import kept_of
from app.reviews.routes.way import points_here
from app.texts import points as texts
from questionnaires.model import GENERAL

POINTS = f"{REVIEW}/punten"


@blueprint.get(POINTS)
def points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Everything there is to talk about, by kind, as far as it is asked for."""
    return points_page(load_review(current_user, assessment_id)), 200


def points_page(review: Review, **more: Any) -> str:
    """The list of points."""
    found, chosen = found_points(db.session, review), filter_from(request.args, review.assessment)
    return render_template(
        "reviews/points.html",
        review=review,
        found=found,
        chosen=chosen,
        groups=PointRows(review, found, chosen).groups(),
        counts=chosen.counted(found),
        filter_form=_filter_form(review, chosen),
        texts=texts,
        **more,
    )


def _filter_form(review: Review, chosen: Filter) -> PointFilterForm:
    domains = [(row.domain, review.title(row.domain)) for row in review.assessment.domains]
    levels = [(level.id, level.title) for level in review.questionnaire.levels]
    return build_filter_form(chosen.query, [*domains, (GENERAL, review.title(GENERAL))], levels)


@blueprint.get(f"{POINTS}/<domain>/<uuid:participation_id>")
def pattern(assessment_id: uuid.UUID, domain: str, participation_id: uuid.UUID) -> ResponseReturnValue:
    """What is striking about what one person answered about a domain, and all of those answers."""
    return pattern_page(load_review(current_user, assessment_id), domain, participation_id), 200


def pattern_page(
    review: Review,
    domain: str,
    participation_id: uuid.UUID,
    settle: SettleForm | None = None,
    left: FormData | None = None,
    **more: Any,
) -> str:
    """The page of one person's answers about a domain; 404 for who takes no part in this assessment.

    `settle` is a form with mistakes, `left` what was posted and not saved.
    """
    if participation_id not in review.people:
        abort(404)
    here = points_here(review, f"{domain}/{participation_id}", settle, left)
    return render_template(
        "reviews/pattern.html",
        review=review,
        domain=domain,
        person=review.people[participation_id],
        answers=answers_of(review, domain, participation_id),
        striking=striking_sentences(here.found, domain, participation_id),
        here=here,
        kept_here=kept_of(left, ["settle"] if here.form else [], stays=True),
        texts=texts,
        **more,
    )
