"""HTTP of one question in the review: its answers, the agreed score and remarks."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.asked import question_of, questions_of
from app.clock import now, today
from app.extensions import db
from app.formatting import HERE
from app.lifecycle import Action
from app.models import Assessment
from app.reports.queries import StoredScore
from app.reviews.forms import AgreedScoreForm, SettleForm, build_agreed_form
from app.reviews.operations import agree_score
from app.reviews.queries.explained import explained_item
from app.reviews.queries.items import review_item
from app.reviews.queries.path import Neighbours, neighbours
from app.reviews.queries.review import Review, load_review
from app.reviews.routes.chances import chance, save_chance
from app.reviews.routes.entrance import REVIEW, blueprint, load_for
from app.reviews.routes.threads import Failed, talk_on
from app.reviews.routes.way import is_on_the_way, points_here, way_on
from app.texts import points as texts
from app.texts.reviews import SCORE_SAVED, SCORE_WITHDRAWN
from app.versions import StaleSaveError
from questionnaires.model import Question
from scoring.items import item_id

ITEM = f"{REVIEW}/<domain>/<question_id>"


@dataclass(frozen=True, slots=True)
class Place:
    """One question in the review of one assessment."""

    review: Review
    domain: str
    question: Question

    @property
    def stored(self) -> StoredScore | None:
        """The agreed score as it is stored, withdrawn or not."""
        item = item_id(self.domain, self.question.id)
        rows = (*self.review.rows.agreed, *self.review.rows.withdrawn)
        return next((row for row in rows if row.item == item), None)

    @property
    def present_today(self) -> str | None:
        """Who were there when a score was last agreed today: they do not leave between two questions."""
        rows = (*self.review.rows.agreed, *self.review.rows.withdrawn)
        today_ = today()
        recent = [row for row in rows if row.present and row.saved_at.astimezone(HERE).date() == today_]
        return max(recent, key=lambda row: row.saved_at).present if recent else None

    @property
    def form(self) -> AgreedScoreForm:
        """The form with what is agreed."""
        return build_agreed_form(self.question, self.stored, None, present=self.present_today)

    @property
    def neighbours(self) -> Neighbours:
        """Where it stands among the questions of its domain."""
        return neighbours(self.review.questions(self.domain), self.question)


def load_place(assessment_id: uuid.UUID, domain: str, question_id: str) -> Place:
    """The question in its review, or 404."""
    review = load_review(current_user, assessment_id)
    return Place(review, domain, review.question(domain, question_id))


@blueprint.get(ITEM)
def item(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """One question with all that was said about it."""
    place = load_place(assessment_id, domain, question_id)
    if place.question.kind == "opportunity":
        return chance(place.review, domain, place.question), 200
    return item_page(place, place.form), 200


def page_with_remarks(assessment_id: uuid.UUID, domain: str, question_id: str, failed: Failed) -> str:
    """The page of a question, with what somebody could not do with its remarks."""
    place = load_place(assessment_id, domain, question_id)
    if place.question.kind == "opportunity":
        return chance(place.review, domain, place.question, failed, page_has_errors=True)
    return item_page(place, place.form, failed, page_has_errors=True)


def item_page(
    place: Place, form: AgreedScoreForm, failed: Failed | None = None, settle: SettleForm | None = None, **more: Any
) -> str:
    """The page of one question with the form for the agreed score, the points about it and its remarks."""
    review = place.review
    shown = review_item(review, place.domain, place.question)
    return render_template(
        "reviews/item.html",
        review=review,
        item=shown,
        place=place.neighbours,
        explained_item=explained_item(db.session, review, place.domain, place.question),
        here=points_here(review, shown.id, settle),
        form=form,
        talk=talk_on(review.assessment, shown.id, failed),
        open=review.allows(Action.AGREE_SCORE),
        texts=texts,
        **more,
    )


@blueprint.post(ITEM)
def save_item(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Save the agreed score of a question, or the answer to a chance question."""
    assessment = load_for(Action.AGREE_SCORE, assessment_id)
    question = question_of(assessment, domain, question_id)
    if question.kind == "opportunity":
        return save_chance(assessment, domain, question)
    form = build_agreed_form(question, None, request.form)
    if not form.validate():
        return item_page(load_place(assessment_id, domain, question_id), form), 422
    try:
        agree_score(
            db.session,
            current_user,
            assessment,
            item_id(domain, question_id),
            form.typed,
            form.seen.version,
            now=now(),
        )
    except StaleSaveError:
        return stale_page(assessment_id, domain, question_id), 409
    onward = onward_from(assessment, domain, question)
    flash(SCORE_SAVED if form.typed["value"] else SCORE_WITHDRAWN, "success")
    db.session.commit()
    return redirect(onward, 303)


def onward_from(assessment: Assessment, domain: str, question: Question) -> str:
    """Where to go on: the next point for who goes through the list, else the next question of the domain."""
    if is_on_the_way():
        return way_on(assessment)
    return after(assessment.id, domain, neighbours(questions_of(assessment, domain), question))


def after(assessment_id: uuid.UUID, domain: str, place: Neighbours) -> str:
    """The next question, or the domain after the last one."""
    if place.next is None:
        return url_for("reviews.domain", assessment_id=assessment_id, domain=domain)
    return url_for("reviews.item", assessment_id=assessment_id, domain=domain, question_id=place.next.id)


def stale_page(assessment_id: uuid.UUID, domain: str, question_id: str) -> str:
    """The question with both texts: what somebody saved in the meantime, and what was typed here."""
    db.session.rollback()
    place = load_place(assessment_id, domain, question_id)
    form = build_agreed_form(place.question, place.stored, request.form)
    # Whoever saves again has seen the newer score.
    form.seen.data = str(place.stored.version if place.stored else 0)
    form.validate()
    return item_page(place, form, newer=True, typed=form.typed, page_has_errors=True)
