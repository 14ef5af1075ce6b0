"""The pages of a review: all domains, and one domain with its questions, of which the answers can be taken over."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias, get_args

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.reports.stored import agreed_rows
from app.reviews.approval import approval_covers, open_points_version
from app.reviews.people import answers_again, handing_in_again
from app.reviews.points import found_points
from app.reviews.progress import domain_card, domain_cards, still_open
from app.reviews.review import (
    REVIEW,
    Review,
    blueprint,
    closing_texts,
    fallen_approval,
    load_for,
    load_review,
    open_points_done_at,
    refused_page,
    saves_in,
)
from app.reviews.scores import TakeOverForm, chance_items, shared_value, take_over_answers
from app.reviews.sending_back import recent_changes
from app.reviews.strips import DotStrip, dot_strip
from app.reviews.then_now import places_of, then_now
from app.saving.versioned import StaleSaveError
from app.state.asked import is_answered_again, question_of, questions_of, sent_back_in
from app.state.lifecycle import OWN, AssessmentAction, State
from app.texts import reviews as words
from app.texts import taking_over as texts
from app.texts.lifecycle import REFUSALS
from app.web.clock import now
from app.web.extensions import db
from questionnaires.model import Question
from scoring.items import item_id


@blueprint.get(REVIEW)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How far the review of each domain is, and what can be done next."""
    review = load_review(current_user, assessment_id)
    cards, found = domain_cards(review), found_points(db.session, review)
    unsaid = then_now(db.session, review, places_of(review)).unsaid_by_domain(review)
    return render_template(
        "reviews/overview.html",
        review=review,
        cards=cards,
        found=found,
        still=still_open(db.session, review, cards, found, unsaid),
        unfinished=next((card for card in cards if not card.finished), None),
        recent=recent_changes(db.session, assessment_id),
        again=handing_in_again(db.session, review.assessment),
        how_far=words.how_far,
        recent_line=words.recent_line,
        Action=AssessmentAction,
        unsaid=unsaid,
        then_texts=words,
        **_towards_approval(review),
    )


def _towards_approval(review: Review) -> dict[str, Any]:
    """What the page says about the approval: what is open, whether it holds or fell, and what is next."""
    assessment = review.assessment
    holds = assessment.state != State.IN_REVIEW or approval_covers(db.session, assessment, review.rows)
    fallen = fallen_approval(db.session, assessment)
    done = open_points_done_at(db.session, assessment)
    titles = [review.title(domain) for domain in sent_back_in(assessment)]
    refused = {review.refusal(action) for action in (AssessmentAction.APPROVE, AssessmentAction.AGREE)}
    step = words.next_step(review.situation, titles, assessment.approved_at)
    return {
        "holds": holds,
        "step": step if holds else words.APPROVAL_OUTDATED,
        "answers_again": answers_again(db.session, assessment),
        "seen": saves_in(db.session, assessment, review.rows).token,
        "fallen": words.approval_fallen(*fallen) if fallen else None,
        "named": open_points_version(assessment),
        "own": [REFUSALS[why] for why in OWN & refused if assessment.state != State.AGREED],
        "done": words.open_points_done(done) if done else None,
    }


Found: TypeAlias = Literal["differs", "unknown", "taken", "agreed", "asked"]
FOUND: tuple[Found, ...] = get_args(Found)
"""In the order in which it is best looked at."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    item: str
    question: Question
    strip: DotStrip | None
    found: Found
    """What stands out; only that it is asked while people answer it blind."""
    value: str | None
    """What is agreed, or would be when the answers are taken over."""
    fact: str


@dataclass(frozen=True)
class QuestionLines:
    lines: Sequence[QuestionLine]

    @cached_property
    def groups(self) -> Mapping[Found, Sequence[QuestionLine]]:
        """By what stands out, what asks for talk first; only what there is."""
        found = {kind: [line for line in self.lines if line.found == kind] for kind in FOUND}
        return {kind: lines for kind, lines in found.items() if lines}

    @property
    def shown(self) -> str:
        """What would be agreed, as the form carries it."""
        return " ".join(f"{line.question.id}:{line.value}" for line in self.groups.get("taken", ()))

    @property
    def first(self) -> QuestionLine | None:
        return next((line for line in self.lines if line.found in ("differs", "unknown")), None)


def _line(review: Review, domain: str, question: Question) -> QuestionLine:
    item, strip = item_id(domain, question.id), dot_strip(review, domain, question)
    agreed = review.agreed[item].value if item in review.agreed else None
    values = [answer.value for answer in review.answers.get(item, ())]
    if agreed is not None:
        return QuestionLine(item, question, strip, "agreed", agreed, texts.agreed(agreed))
    if strip is None:
        # Answered blind: nothing may follow from what others say.
        own = texts.own(values) if review.is_blind else ""
        return QuestionLine(item, question, None, "asked", None, own)
    shared, counts = shared_value(item, values), Counter(values)
    if shared is not None:
        return QuestionLine(item, question, strip, "taken", shared, texts.taken(shared, counts["unknown"]))
    found: Found = "differs" if set(counts) - {"unknown"} else "unknown"
    return QuestionLine(item, question, strip, found, None, texts.differing(counts))


@blueprint.get(f"{REVIEW}/<domain>")
def domain(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """The questions about a domain with how their answers lie, and what is agreed."""
    return domain_page(assessment_id, domain, TakeOverForm()), 200


def domain_page(assessment_id: uuid.UUID, domain: str, form: TakeOverForm, unseen: Sequence[str] = ()) -> str:
    """The page of a domain with the form to take over its answers; `unseen` are items that were otherwise before."""
    review = load_review(current_user, assessment_id)
    card = domain_card(review, domain)
    lines = QuestionLines([_line(review, domain, question) for question in review.questions(domain)])
    return render_template(
        "reviews/domain.html",
        review=review,
        card=card,
        lines=lines,
        chances=chance_items(review, domain),
        written=closing_texts(db.session, review, domain),
        form=form,
        unseen=[question_of(review.assessment, *item.split("/", 1)) for item in unseen],
        both=then_now(db.session, review, places_of(review, domain)),
        then_texts=words,
        texts=texts,
        open=review.allows(AssessmentAction.AGREE_SCORE),
    )


@blueprint.post(f"{REVIEW}/<domain>/overnemen")
def take_over(assessment_id: uuid.UUID, domain: str) -> ResponseReturnValue:
    """Make the undisputed answers of a domain agreed scores, with one reason; only those that the page showed."""
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id, "update")
    items = [item_id(domain, question.id) for question in questions_of(assessment, domain)]
    form = TakeOverForm(request.form)
    if not form.validate():
        return domain_page(assessment_id, domain, form), 422
    if is_answered_again(assessment, domain):
        return refused_page(texts.SENT_BACK, assessment), 409
    reason, shown = form.reason.data, form.said(domain)
    try:
        taken = take_over_answers(db.session, current_user, assessment, items, reason, now=now(), shown=shown)
    except StaleSaveError as error:
        return domain_page(assessment_id, domain, form, error.items), 409
    said = words.taken_over(taken.count, taken.left)
    if not taken.count and reason not in {row.reason for row in agreed_rows(db.session, assessment.id, items)}:
        # Nothing has this reason now; after a second click on the button something has.
        return refused_page(said, assessment), 409
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("reviews.domain", assessment_id=assessment_id, domain=domain), 303)
