"""Whether something really changed, where an agreed score is another one than then: a question, or a whole domain."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.models import Assessment
from app.reports.stored import StoredScore
from app.reviews.items import onward_from
from app.reviews.points import NEXT
from app.reviews.remarks import same_query
from app.reviews.review import REVIEW, blueprint, load_for, load_review, refused_page
from app.reviews.scores import say_changes
from app.reviews.then_now import differing_scores, linked_actions, places_of, then_now
from app.saving.changing import ChangingForm, load_actions, offer_choices, said_with
from app.saving.versioned import AGREED_SCORES, FormSheet, StaleSaveError, Stored
from app.state.asked import questions_of
from app.state.lifecycle import AssessmentAction
from app.texts import reviews as texts
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import FormData
from questionnaires.model import Question
from scoring.items import item_id


def build_changing_form(
    score: StoredScore, actions: Mapping[uuid.UUID, str], posted: FormData | None, *, alone: bool = True
) -> ChangingForm:
    """The form about one agreed score; on a page with others each field has the id of its question before it."""
    prefix = "" if alone else f"{score.item.partition('/')[2]}-"
    form = ChangingForm.about(score.item, Stored(score, score.version), posted, prefix)
    offer_choices(form, actions, together=True)
    return form


ChangingSheet: TypeAlias = FormSheet[StoredScore, ChangingForm]
"""The agreed scores of a domain that differ, each with its form."""


def build_changing_sheet(
    scores: Iterable[StoredScore], actions: Mapping[uuid.UUID, str], posted: FormData | None = None
) -> ChangingSheet:
    """The forms of these scores, with what was said or with what was posted."""
    return ChangingSheet([(score, build_changing_form(score, actions, posted, alone=False)) for score in scores])


def build_gone_form(item: str, actions: Mapping[uuid.UUID, str], posted: FormData) -> ChangingForm | None:
    """What was posted about a score for which there is no form any more; None when nothing was."""
    prefix = f"{item.partition('/')[2]}-"
    if f"{prefix}seen" not in posted:
        return None
    form = ChangingForm.about(item, AGREED_SCORES.nothing, posted, prefix)
    offer_choices(form, actions, together=True)
    return form


def typed_texts(form: ChangingForm) -> tuple[str, ...]:
    """What a form holds, in words."""
    written = (form.changed_what.data, form.evidence_note.data, form.evidence_link.data)
    return tuple(text for text in (texts.SAID[form.typed.changed], *written) if text)


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
        open=review.allows(AssessmentAction.AGREE_SCORE),
        query=same_query(),
        next_point=request.form.get("next", request.args.get(NEXT, "")),
        texts=texts,
        **({"form": form or build_changing_form(pair.agreed, actions, None)} if pair else {}),
        **more,
    )


@blueprint.post(ITEM)
def say_change(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Save whether something really changed about one agreed score."""
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id)
    question, item = _asked(assessment, domain, question_id), item_id(domain, question_id)
    score = differing_scores(db.session, assessment, [item]).get(item)
    if score is None:
        return refused_page(texts.NOTHING_TO_SAY, assessment), 409
    actions = load_actions(db.session, assessment, domain, linked_actions(db.session, assessment, {item: score}))
    form, said_before = build_changing_form(score, actions, request.form), score.changed
    if not form.validate():
        return change_page(assessment_id, domain, question_id, form), 422
    try:
        say_changes(db.session, current_user, assessment, FormSheet([(score, form)]).typed, now=now())
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


DOMAIN = f"{REVIEW}/<domain>/veranderd"
Actions = Mapping[uuid.UUID, str]


@blueprint.get(DOMAIN)
def consider_changes(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Then and now of all agreed scores of a domain that differ, and whether something really changed."""
    return changes_page(assessment_id, domain), 200


def changes_page(assessment_id: uuid.UUID, domain: str, sheet: ChangingSheet | None = None, **more: Any) -> str:
    """That page, with what was typed or what is stored; 404 in a first round."""
    review = load_review(current_user, assessment_id)
    require_earlier(review.assessment)
    everywhere = then_now(db.session, review, places_of(review))
    both, elsewhere = everywhere.about(domain), {one[0]: one for one in everywhere.unsaid_by_domain(review)}
    linked = {action for pair in both.differing for action in pair.linked}
    actions = load_actions(db.session, review.assessment, domain, linked)
    return render_template(
        "reviews/changed_domain.html",
        review=review,
        domain=domain,
        both=both,
        actions=actions,
        form=sheet or build_changing_sheet([pair.agreed for pair in both.differing], actions),
        open=review.allows(AssessmentAction.AGREE_SCORE),
        elsewhere=[elsewhere[each] for each in _after(review.assessment, domain, elsewhere)],
        texts=texts,
        **more,
    )


def _after(assessment: Assessment, domain: str, unsaid: Collection[str]) -> list[str]:
    """The other domains where something is unsaid, in the order in which they come after this one."""
    order = [row.domain for row in assessment.domains]
    place = order.index(domain) + 1 if domain in order else 0
    return [each for each in order[place:] + order[:place] if each in unsaid and each != domain]


@blueprint.post(DOMAIN)
def say_all_changes(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Save what is said about all of them, all of it or nothing; then the next domain where something is unsaid."""
    assessment = require_earlier(load_for(AssessmentAction.AGREE_SCORE, assessment_id))
    questions = {item_id(domain, question.id): question for question in questions_of(assessment, domain)}
    others = [
        item_id(row.domain, each.id) for row in assessment.domains for each in questions_of(assessment, row.domain)
    ]
    differing = differing_scores(
        db.session, assessment, [*questions, *(each for each in others if each not in questions)]
    )
    scores = {item: score for item, score in differing.items() if item in questions}
    unsaid = {item.partition("/")[0] for item, score in differing.items() if score.changed is None}
    actions = load_actions(db.session, assessment, domain, linked_actions(db.session, assessment, scores))
    sheet = build_changing_sheet(scores.values(), actions, request.form)
    gone = _gone(assessment, questions, scores, actions)
    if not sheet.validate():
        return changes_page(assessment_id, domain, sheet, gone=gone), 422
    if gone:
        return changes_page(assessment_id, domain, sheet, gone=gone, page_has_errors=True), 409
    try:
        count = say_changes(db.session, current_user, assessment, sheet.typed, now=now())
    except StaleSaveError as error:
        return _stale_page(assessment_id, domain, sheet, actions, error.items), 409
    flash(texts.saved(count), "success")
    following = _after(assessment, domain, unsaid)
    db.session.commit()
    if following:
        return redirect(url_for("reviews.consider_changes", assessment_id=assessment_id, domain=following[0]), 303)
    return redirect(url_for("reviews.overview", assessment_id=assessment_id), 303)


def _stale_page(
    assessment_id: uuid.UUID, domain: str, sheet: ChangingSheet, actions: Actions, stale: Sequence[str]
) -> str:
    """Both texts where somebody else saved something too; where nobody typed here, what is stored."""
    db.session.rollback()
    entries = [
        (score, form)
        if score.item in stale or form.seen.version == score.version
        else (score, build_changing_form(score, actions, None, alone=False))
        for score, form in sheet.entries
    ]
    newest = ChangingSheet(entries)
    newest.accept_versions({score.item: Stored(score, score.version) for score, _ in entries if score.item in stale})
    return changes_page(assessment_id, domain, newest, newer=stale, page_has_errors=True)


def _gone(
    assessment: Assessment, questions: Mapping[str, Question], scores: Mapping[str, StoredScore], actions: Actions
) -> list[tuple[Question, Sequence[str]]]:
    """What was typed about scores that do not differ any more: (question, texts); there is no form for it now."""
    posted = {item: build_gone_form(item, actions, request.form) for item in questions if item not in scores}
    forms = {item: form for item, form in posted.items() if form is not None}
    seen = {item: form.seen.version for item, form in forms.items()}
    shown = AGREED_SCORES.seen(db.session, assessment.id, seen) if seen else {}
    return [
        (questions[item], typed_texts(form))
        for item, form in forms.items()
        if not form.validate() or item not in shown or form.typed != said_with(shown[item])
    ]
