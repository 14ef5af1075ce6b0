"""The chance questions and the ambition of a domain, which coordinator and adviser answer together."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from wtforms import Field

from app.models import Assessment, AssessmentDomain, Participation, User
from app.reports.stored import StoredAnswer
from app.reviews.kept import DraftLine, draft_line, kept_of, load_draft, redirect_or_keep, settle_draft
from app.reviews.points import found_points
from app.reviews.remarks import FailedForm, talk_on
from app.reviews.review import REVIEW, Review, blueprint, load_for, load_review
from app.reviews.scores import AmbitionForm, ChanceForm, build_chance_form, value_text
from app.reviews.strips import build_rail
from app.reviews.watched import without
from app.saving.versioned import ANSWERS, FormSheet, StaleSaveError, Typed
from app.state.asked import opportunity_questions_of, row_of
from app.state.lifecycle import AssessmentAction
from app.texts.reviews import CHANCES_SAVED
from app.texts.words import AMBITIONS
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import FormData
from questionnaires.model import Question
from scoring.items import item_id


def stored_chances(review: Review, domain: str) -> dict[str, StoredAnswer]:
    """The answers of the coordinator's participation to the chance questions of a domain, by question id."""
    coordinators = [part for part in review.rows.participations if part.role == "coordinator"]
    joint = sorted(coordinators, key=lambda part: not part.everything)
    if not joint:
        return {}
    found = {answer.item: answer for answer in review.rows.answers if answer.participation_id == joint[0].id}
    items = {question.id: item_id(domain, question.id) for question in review.chances(domain)}
    return {question_id: found[item] for question_id, item in items.items() if item in found}


def joint_participation(session: Session, assessment: Assessment) -> Participation:
    """The coordinator's part: what was answered together belongs to it."""
    query = select(Participation).where(
        Participation.assessment_id == assessment.id, Participation.role == "coordinator"
    )
    ordered = query.order_by(Participation.everything.desc(), Participation.created_at, Participation.id)
    return session.scalars(ordered.limit(1)).one()


def save_chances(
    session: Session, actor: User, assessment: Assessment, chances: Sequence[Typed], *, now: datetime
) -> None:
    """Save the answers that differ from what is stored. Raises StaleSaveError; then nothing may be kept."""
    part = joint_participation(session, assessment)
    ANSWERS.save(session, actor, part, chances, keep_untouched=False, now=now)


def set_ambition(
    session: Session,
    actor: User,
    assessment: Assessment,
    row: AssessmentDomain,
    points: int | None,
    seen: int,
    *,
    now: datetime,
) -> None:
    """Set how far the municipality wants to come in a domain; None takes it back. Raises StaleSaveError."""
    if row.ambition == points:
        return
    old = row.ambition
    saved = session.execute(
        update(AssessmentDomain)
        .where(AssessmentDomain.assessment_id == assessment.id, AssessmentDomain.domain == row.domain)
        .where(AssessmentDomain.ambition_version == seen)
        .values(ambition=points, ambition_version=seen + 1)
        .returning(AssessmentDomain.domain)
    ).first()
    if saved is None:
        raise StaleSaveError([f"{row.domain}/ambition"])
    record(session, actor, "set_ambition", row.domain, assessment=assessment, old=old, new=points, now=now)


def chance(
    review: Review,
    domain: str,
    question: Question,
    failed: FailedForm | None = None,
    left: FormData | None = None,
    **more: Any,
) -> str:
    """One chance question; `failed` is what somebody could not do with its remarks, `left` what was typed besides."""
    stored = stored_chances(review, domain).get(question.id)
    form = build_chance_form(domain, question, stored, left)
    if left is not None and not form.is_touched:
        form = build_chance_form(domain, question, stored, None)
    return chance_page(review, domain, question, form, failed, left, **more)


def chance_page(
    review: Review,
    domain: str,
    question: Question,
    form: ChanceForm,
    failed: FailedForm | None = None,
    left: FormData | None = None,
    *,
    stays: bool = False,
    draft: DraftLine | None = None,
    **more: Any,
) -> str:
    """The page of one chance question; `stays` says that something else than `left` was saved."""
    is_open, item = review.allows(AssessmentAction.AGREE_SCORE), item_id(domain, question.id)
    return render_template(
        "reviews/chance.html",
        review=review,
        domain=domain,
        question=question,
        form=form,
        talk=talk_on(review.assessment, item, failed, left),
        kept_here=kept_of(left, ["chance"] if is_open else [], stays=stays),
        draft=draft or draft_line(load_draft(db.session, current_user, review.assessment, item), left),
        rail=build_rail(review, domain, found_points(db.session, review)),
        open=is_open,
        **more,
    )


def save_chance(assessment: Assessment, domain: str, question: Question) -> ResponseReturnValue:
    """Save one chance answer; whoever asks has been let in already."""
    assessment_id = assessment.id
    form = build_chance_form(domain, question, None, request.form)
    if not form.validate():
        review, left = load_review(current_user, assessment_id), without(request.form, form)
        return chance_page(review, domain, question, form, left=left), 422
    typed = FormSheet([(question, form)]).typed
    try:
        save_chances(db.session, current_user, assessment, typed, now=now())
    except StaleSaveError:
        return _stale_chance(assessment_id, domain, question), 409
    settle_draft(assessment, item_id(domain, question.id), form)
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
    form = build_chance_form(domain, question, None, request.form)
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


class ChancesForms(FormSheet[Question, ChanceForm]):
    """The forms of the page with all chance questions, and that of the ambition."""

    def __init__(self, assessment: Assessment, domain: str, stored: Mapping[str, StoredAnswer], posted: Any) -> None:
        self.row, self.stored = row_of(assessment, domain), stored
        questions = opportunity_questions_of(assessment, domain)
        super().__init__(
            [(one, build_chance_form(domain, one, stored.get(one.id), posted, alone=False)) for one in questions]
        )
        data = {"ambition": str(self.row.ambition or "none"), "ambition_seen": str(self.row.ambition_version)}
        self.ambition = AmbitionForm(posted, data=data)

    def __iter__(self) -> Iterator[Field]:
        return chain(super().__iter__(), self.ambition)

    @property
    def errors(self) -> dict[str, Any]:
        """The messages of all forms."""
        return {**super().errors, **self.ambition.errors}

    def validate(self) -> bool:
        """Whether all forms are right; every one is checked, so that all messages show at once."""
        checked = super().validate(), self.ambition.validate()
        return all(checked)

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
        open=review.allows(AssessmentAction.AGREE_SCORE),
        **more,
    )


@blueprint.post(f"{REVIEW}/<domain>/kansen")
def save_all_chances(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Save what was chosen on that page; all of it or nothing."""
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id, "update")
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
