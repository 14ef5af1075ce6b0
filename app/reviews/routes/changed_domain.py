"""HTTP of the same for all agreed scores of a domain at once."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import questions_of
from app.changing import load_actions
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.models import Assessment
from app.reports.queries import StoredScore
from app.reviews.forms import ChangingForms, build_gone_form, typed_texts
from app.reviews.operations import say_changes
from app.reviews.operations.changed import said_in_versions
from app.reviews.queries.review import load_review
from app.reviews.queries.then_now import differing_scores, linked_actions, places_of, then_now
from app.reviews.routes.changed import require_earlier
from app.reviews.routes.entrance import REVIEW, blueprint, load_for
from app.texts import then_now as texts
from app.versions import StaleSaveError
from questionnaires.model import Question
from scoring.items import item_id

DOMAIN = f"{REVIEW}/<domain>/veranderd"
Actions = Mapping[uuid.UUID, str]


@blueprint.get(DOMAIN)
def consider_changes(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Then and now of all agreed scores of a domain that differ, and whether something really changed."""
    return changes_page(assessment_id, domain), 200


def changes_page(assessment_id: uuid.UUID, domain: str, forms: ChangingForms | None = None, **more: Any) -> str:
    """That page, with what was typed or what is stored; 404 in a first round."""
    review = load_review(current_user, assessment_id)
    require_earlier(review.assessment)
    both = then_now(db.session, review, places_of(review, domain))
    linked = {action for pair in both.differing for action in pair.linked}
    actions = load_actions(db.session, review.assessment, domain, linked)
    return render_template(
        "reviews/changed_domain.html",
        review=review,
        domain=domain,
        both=both,
        actions=actions,
        form=forms or ChangingForms([pair.agreed for pair in both.differing], actions),
        open=review.allows(Action.AGREE_SCORE),
        texts=texts,
        **more,
    )


@blueprint.post(DOMAIN)
def say_all_changes(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Save what is said about all of them; all of it or nothing."""
    assessment = require_earlier(load_for(Action.AGREE_SCORE, assessment_id))
    questions = {item_id(domain, question.id): question for question in questions_of(assessment, domain)}
    scores = differing_scores(db.session, assessment, list(questions))
    actions = load_actions(db.session, assessment, domain, linked_actions(db.session, assessment, scores))
    forms = ChangingForms(list(scores.values()), actions, request.form)
    gone = _gone(assessment, questions, scores, actions)
    if not forms.validate():
        return changes_page(assessment_id, domain, forms, gone=gone), 422
    if gone:
        return changes_page(assessment_id, domain, forms, gone=gone, page_has_errors=True), 409
    try:
        count = say_changes(db.session, current_user, assessment, forms.typed, forms.seen, now=now())
    except StaleSaveError as error:
        return _stale_page(assessment_id, domain, forms, scores, error.items), 409
    flash(texts.saved(count), "success")
    db.session.commit()
    return redirect(url_for("reviews.domain", assessment_id=assessment_id, domain=domain), 303)


def _stale_page(
    assessment_id: uuid.UUID,
    domain: str,
    forms: ChangingForms,
    scores: Mapping[str, StoredScore],
    stale: Sequence[str],
) -> str:
    """Both texts where somebody else saved something too; where nobody typed here, what is stored."""
    db.session.rollback()
    forms.see_newer(scores, stale)
    return changes_page(assessment_id, domain, forms, newer=stale, page_has_errors=True)


def _gone(
    assessment: Assessment, questions: Mapping[str, Question], scores: Mapping[str, StoredScore], actions: Actions
) -> list[tuple[Question, Sequence[str]]]:
    """What was typed about scores that do not differ any more: (question, texts); there is no form for it now."""
    posted = {item: build_gone_form(item, actions, request.form) for item in questions if item not in scores}
    forms = {item: form for item, form in posted.items() if form is not None}
    shown = said_in_versions(db.session, assessment, {item: form.seen.version for item, form in forms.items()})
    return [
        (questions[item], typed_texts(form))
        for item, form in forms.items()
        if not form.validate() or form.typed != shown.get(item)
    ]
