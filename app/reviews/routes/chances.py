"""HTTP of the chance questions and the ambition: all of a domain on one page, or one question on its own."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import opportunity_questions_of, row_of
from app.clock import now
from app.extensions import db
from app.lifecycle import Action
from app.models import Assessment
from app.reports.queries import StoredAnswer
from app.reviews.forms import AmbitionForm, ChanceForm, FormData, build_chance_form, without
from app.reviews.operations import save_chances, set_ambition
from app.reviews.operations.chances import Chance
from app.reviews.queries.chances import stored_chances
from app.reviews.queries.items import value_text
from app.reviews.queries.review import Review, load_review
from app.reviews.routes.entrance import REVIEW, blueprint, load_for
from app.reviews.routes.keeping import kept_of, redirect_or_keep
from app.reviews.routes.threads import Failed, talk_on
from app.texts.reviews import CHANCES_SAVED
from app.texts.words import AMBITIONS
from app.versions import StaleSaveError
from questionnaires.model import Question
from scoring.items import item_id


def chance(
    review: Review,
    domain: str,
    question: Question,
    failed: Failed | None = None,
    left: FormData | None = None,
    **more: Any,
) -> str:
    """One chance question; `failed` is what somebody could not do with its remarks, `left` what was typed besides."""
    stored = stored_chances(review, domain).get(question.id)
    value, version = (stored.value, stored.version) if stored else (None, 0)
    form = build_chance_form(question, value, version, left, alone=True)
    if left is not None and not form.is_touched:
        form = build_chance_form(question, value, version, None, alone=True)
    return chance_page(review, domain, question, form, failed, left, **more)


def chance_page(
    review: Review,
    domain: str,
    question: Question,
    form: ChanceForm,
    failed: Failed | None = None,
    left: FormData | None = None,
    *,
    stays: bool = False,
    **more: Any,
) -> str:
    """The page of one chance question; `stays` says that something else than `left` was saved."""
    is_open = review.allows(Action.AGREE_SCORE)
    return render_template(
        "reviews/chance.html",
        review=review,
        domain=domain,
        question=question,
        form=form,
        talk=talk_on(review.assessment, item_id(domain, question.id), failed, left),
        kept_here=kept_of(left, ["chance"] if is_open else [], stays=stays),
        open=is_open,
        **more,
    )


def save_chance(assessment: Assessment, domain: str, question: Question) -> ResponseReturnValue:
    """Save one chance answer; whoever asks has been let in already."""
    assessment_id = assessment.id
    form = build_chance_form(question, None, 0, request.form, alone=True)
    if not form.validate():
        review, left = load_review(current_user, assessment_id), without(request.form, form)
        return chance_page(review, domain, question, form, left=left), 422
    typed = Chance(item_id(domain, question.id), form.value.data or "", form.seen.version)
    try:
        save_chances(db.session, current_user, assessment, [typed], now=now())
    except StaleSaveError:
        return _stale_chance(assessment_id, domain, question), 409
    db.session.commit()
    flash(CHANCES_SAVED, "success")
    onward = url_for("reviews.domain", assessment_id=assessment_id, domain=domain)
    return redirect_or_keep(
        onward,
        lambda left: chance(load_review(current_user, assessment_id), domain, question, left=left, stays=True),
        form,
    )


def _stale_chance(assessment_id: uuid.UUID, domain: str, question: Question) -> str:
    db.session.rollback()
    review = load_review(current_user, assessment_id)
    newer = stored_chances(review, domain).get(question.id)
    form = build_chance_form(question, None, 0, request.form, alone=True)
    form.seen.data = str(newer.version if newer else 0)
    form.validate()
    return chance_page(
        review,
        domain,
        question,
        form,
        left=without(request.form, form),
        newer=value_text(newer.value) if newer else None,
        page_has_errors=True,
    )


class ChancesForms:
    """The forms of the page with all chance questions; to the templates they look like one form."""

    def __init__(self, assessment: Assessment, domain: str, stored: Mapping[str, StoredAnswer], posted: Any) -> None:
        self.row = row_of(assessment, domain)
        self.questions = opportunity_questions_of(assessment, domain)
        self.stored, self.domain = stored, domain
        self.entries = [(question, self._form(question, posted)) for question in self.questions]
        data = {"ambition": str(self.row.ambition or "none"), "ambition_seen": str(self.row.ambition_version)}
        self.ambition = AmbitionForm(posted, data=data)

    def _form(self, question: Question, posted: Any) -> ChanceForm:
        answer = self.stored.get(question.id)
        value, version = (answer.value, answer.version) if answer else (None, 0)
        return build_chance_form(question, value, version, posted, alone=False)

    def __iter__(self) -> Any:
        return (field for form in (*(form for _, form in self.entries), self.ambition) for field in form)

    @property
    def errors(self) -> dict[str, Any]:
        """The messages of all forms."""
        found = {question.id: form.errors for question, form in self.entries if form.errors}
        return {**found, **self.ambition.errors}

    def validate(self) -> bool:
        """Whether all forms are right; every one is checked, so that all messages show at once."""
        return all(form.validate() for form in (*(form for _, form in self.entries), self.ambition))

    @property
    def typed(self) -> list[Chance]:
        """What was chosen."""
        return [
            Chance(item_id(self.domain, question.id), form.value.data, form.seen.version)
            for question, form in self.entries
            if form.value.data
        ]

    def see_newer(self) -> list[tuple[str, str]]:
        """Take the newest versions as seen; (question, newest value) of what differs from what was typed."""
        newer = []
        for question, form in self.entries:
            answer = self.stored.get(question.id)
            if answer and answer.value != form.value.data:
                newer.append((question.text, value_text(answer.value)))
            form.seen.data = str(answer.version if answer else 0)
        if self.row.ambition != self.ambition.points:
            newer.append(("Ambitie", AMBITIONS[self.row.ambition] if self.row.ambition else "Nog niet bepaald"))
        self.ambition.ambition_seen.data = str(self.row.ambition_version)
        return newer


@blueprint.get(f"{REVIEW}/<domain>/kansen")
def chances(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The four chance questions of a domain and its ambition."""
    review = load_review(current_user, assessment_id)
    forms = ChancesForms(review.assessment, domain, stored_chances(review, domain), None)
    return chances_page(review, domain, forms), 200


def chances_page(review: Review, domain: str, forms: ChancesForms, **more: Any) -> str:
    """The page with all chance questions."""
    return render_template(
        "reviews/chances.html",
        review=review,
        domain=domain,
        form=forms,
        open=review.allows(Action.AGREE_SCORE),
        **more,
    )


@blueprint.post(f"{REVIEW}/<domain>/kansen")
def save_all_chances(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Save what was chosen on that page; all of it or nothing."""
    assessment = load_for(Action.AGREE_SCORE, assessment_id, "update")
    forms = ChancesForms(assessment, domain, {}, request.form)
    if not forms.validate():
        return chances_page(load_review(current_user, assessment_id), domain, forms), 422
    try:
        save_chances(db.session, current_user, assessment, forms.typed, now=now())
        seen = forms.ambition.ambition_seen.version
        set_ambition(db.session, current_user, assessment, forms.row, forms.ambition.points, seen, now=now())
    except StaleSaveError:
        return _stale_chances(assessment_id, domain), 409
    db.session.commit()
    flash(CHANCES_SAVED, "success")
    return redirect(url_for("reviews.domain", assessment_id=assessment_id, domain=domain), 303)


def _stale_chances(assessment_id: uuid.UUID, domain: str) -> str:
    db.session.rollback()
    review = load_review(current_user, assessment_id)
    forms = ChancesForms(review.assessment, domain, stored_chances(review, domain), request.form)
    newer = forms.see_newer()
    return chances_page(review, domain, forms, newer=newer, page_has_errors=True)
