"""HTTP of whether something really changed, where an agreed score is another one than in the earlier round."""

import uuid
from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import questions_of
from app.changing import ChangingForm, load_actions
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.models import Assessment
from app.reviews.forms import build_changing_form
from app.reviews.operations import say_changes
from app.reviews.queries.review import load_review
from app.reviews.queries.then_now import differing_scores, linked_actions, then_now
from app.reviews.routes.entrance import REVIEW, blueprint, load_for, refused_page
from app.reviews.routes.items import onward_from
from app.reviews.routes.threads import same_query
from app.reviews.routes.way import NEXT
from app.texts import then_now as texts
from app.versions import StaleSaveError
from questionnaires.model import Question
from scoring.items import item_id

ITEM = f"{REVIEW}/<domain>/<question_id>/veranderd"


@blueprint.get(ITEM)
def consider_change(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Then and now of one agreed score, and whether something really changed."""
    return change_page(assessment_id, domain, question_id), 200


def change_page(
    assessment_id: uuid.UUID, domain: str, question_id: str, form: ChangingForm | None = None, **more: Any
) -> str:
    """That page, with what was typed or what is stored; 404 in a first round."""
    review = load_review(current_user, assessment_id)
    question = _asked(review.assessment, domain, question_id)
    both = then_now(db.session, review, [(domain, question)])
    pair = both.pairs.get(item_id(domain, question_id))
    actions = load_actions(db.session, review.assessment, domain, pair.linked if pair else ())
    return render_template(
        "reviews/changed.html",
        review=review,
        domain=domain,
        question=question,
        both=both,
        pair=pair,
        actions=actions,
        open=review.allows(Action.AGREE_SCORE),
        query=same_query(),
        next_point=request.form.get("next", request.args.get(NEXT, "")),
        texts=texts,
        **({"form": form or build_changing_form(pair.agreed, actions, None)} if pair else {}),
        **more,
    )


@blueprint.post(ITEM)
def say_change(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Save whether something really changed about one agreed score."""
    assessment = load_for(Action.AGREE_SCORE, assessment_id)
    question, item = _asked(assessment, domain, question_id), item_id(domain, question_id)
    score = differing_scores(db.session, assessment, [item]).get(item)
    if score is None:
        return refused_page(texts.NOTHING_TO_SAY, assessment), 409
    actions = load_actions(db.session, assessment, domain, linked_actions(db.session, assessment, {item: score}))
    form, said_before = build_changing_form(score, actions, request.form), score.changed
    if not form.validate():
        return change_page(assessment_id, domain, question_id, form), 422
    try:
        say_changes(db.session, current_user, assessment, {item: form.typed}, {item: form.seen.version}, now=now())
    except StaleSaveError:
        db.session.rollback()
        # Whoever saves again has seen what is newer.
        form.seen.data = str(score.version)
        return change_page(assessment_id, domain, question_id, form, newer=True, page_has_errors=True), 409
    if form.typed.changed or said_before:
        flash(texts.SAVED, "success")
    onward = onward_from(assessment, domain, question)
    db.session.commit()
    return redirect(onward, 303)


def require_earlier(assessment: Assessment) -> Assessment:
    """The same round, when it is held against an earlier one; else 404."""
    return assessment if assessment.earlier_id else abort(404)


def _asked(assessment: Assessment, domain: str, question_id: str) -> Question:
    """A question about which scores are agreed, in a second round; else 404."""
    questions = questions_of(require_earlier(assessment), domain)
    return next((question for question in questions if question.id == question_id), None) or abort(404)
