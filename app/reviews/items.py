"""One question in the review: its answers, what is agreed, its remarks and the way on; and the chances of a domain."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from wtforms import Field

from app.doors.access import LEADERS, assessment_for, require_role
from app.models import Assessment, AssessmentDomain, Participation, User
from app.reports.explained import Case, Explained, HowAgreed, explain_domain, explain_item
from app.reports.stored import StoredAnswer, StoredScore, functions_of_users
from app.reviews.kept import (
    DraftLine,
    draft_line,
    keep_posted,
    kept_of,
    let_go,
    load_draft,
    posted_versions,
    redirect_or_keep,
    settle_draft,
)
from app.reviews.points import SettleForm, found_points, is_on_the_way, points_here, query_between, way_on
from app.reviews.remarks import FailedForm, same_query, talk_on
from app.reviews.review import REVIEW, Review, blueprint, load_asked, load_for, load_review, refuse, who
from app.reviews.scores import (
    AgreedScoreForm,
    AmbitionForm,
    ChanceForm,
    agree_score,
    build_agreed_form,
    build_chance_form,
    review_item,
    value_text,
)
from app.reviews.strips import build_rail
from app.reviews.then_now import then_now
from app.reviews.watched import without
from app.saving.changing import action_titles
from app.saving.versioned import ANSWERS, FormSheet, StaleSaveError, Typed, known_versions
from app.state.asked import opportunity_questions_of, question_of, questions_of, row_of
from app.state.lifecycle import AssessmentAction, Refusal
from app.texts import points as texts
from app.texts import reviews as words
from app.texts.assessments import KEPT_CHANCE, KEPT_SCORE, NOT_KEPT, TYPED_ELSEWHERE, draft_kept
from app.texts.explanations import words_of
from app.texts.lifecycle import REFUSALS
from app.texts.words import AMBITIONS
from app.trail.events import record
from app.web.clock import now, today
from app.web.extensions import db
from app.web.formatting import HERE, clock_time
from app.web.forms import FormData
from questionnaires.model import Question
from scoring.items import item_id


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The place of a question, counted from 1, and those beside it."""

    number: int
    total: int
    previous: Question | None
    next: Question | None


def neighbours(questions: Sequence[Question], question: Question) -> Neighbours:
    """The place of a question among these, of which it is one."""
    place = [other.id for other in questions].index(question.id)
    previous = questions[place - 1] if place else None
    following = questions[place + 1] if place + 1 < len(questions) else None
    return Neighbours(place + 1, len(questions), previous, following)


ITEM = f"{REVIEW}/<domain>/<question_id>"


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
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

    def form(self, left: FormData | None = None) -> AgreedScoreForm:
        """The form with what is agreed, or with what somebody typed instead and did not save."""
        kept = build_agreed_form(self.question, self.stored, left, present=self.present_today)
        return kept if left is None or kept.is_touched else self.form()


def load_place(assessment_id: uuid.UUID, domain: str, question_id: str) -> ReviewedQuestion:
    """The question in its review, or 404."""
    review = load_review(current_user, assessment_id)
    return ReviewedQuestion(review, domain, review.question(domain, question_id))


@blueprint.get(ITEM)
def item(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """One question with all that was said about it."""
    return page_of(assessment_id, domain, question_id), 200


def page_of(
    assessment_id: uuid.UUID,
    domain: str,
    question_id: str,
    left: FormData | None = None,
    failed: FailedForm | None = None,
    *,
    elsewhere: bool = False,
    **more: Any,
) -> str:
    """The page of a question, with what was typed and not saved, and what somebody could not do with its remarks."""
    place = load_place(assessment_id, domain, question_id)
    more = {**more, "page_has_errors": True} if failed else more
    there = load_draft(db.session, current_user, place.review.assessment, item_id(domain, question_id))
    more["draft"] = draft_line(there, left, elsewhere=elsewhere)
    if left is None and there:
        left = there.fields
    if place.question.kind == "opportunity":
        return chance(place.review, domain, place.question, failed, left, **more)
    return item_page(place, place.form(left), failed, left=left, **more)


def item_page(
    place: ReviewedQuestion,
    form: AgreedScoreForm,
    failed: FailedForm | None = None,
    settle: SettleForm | None = None,
    left: FormData | None = None,
    *,
    stays: bool = False,
    draft: DraftLine | None = None,
    **more: Any,
) -> str:
    """The page of one question with the form for the agreed score, the points about it and its remarks.

    `left` is what was posted and not saved, or waited as a `draft`; `stays` says that something else was saved.
    """
    review = place.review
    shown = review_item(review, place.domain, place.question)
    both = then_now(db.session, review, [(place.domain, place.question)])
    here, is_open = points_here(review, shown.id, settle, left), review.allows(AssessmentAction.AGREE_SCORE)
    parts = [part for part, there in (("score", is_open), ("settle", here.form)) if there]
    return render_template(
        "reviews/item.html",
        review=review,
        item=shown,
        place=neighbours(review.questions(place.domain), place.question),
        explained_item=explained_item(db.session, review, place.domain, place.question),
        both=both,
        pair=both.pairs.get(shown.id),
        actions=action_titles(db.session, [action for pair in both.pairs.values() for action in pair.linked]),
        then_texts=words,
        here=here,
        form=form,
        talk=talk_on(review.assessment, shown.id, failed, left),
        kept_here=kept_of(left, parts, stays=stays),
        draft=draft or draft_line(load_draft(db.session, current_user, review.assessment, shown.id), left),
        rail=build_rail(review, place.domain, here.found),
        open=is_open,
        texts=texts,
        **more,
    )


@blueprint.post(ITEM)
def save_item(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Save the agreed score of a question, or the answer to a chance question.

    With `discard` what is stored stays, with `forget` a draft goes, and `skip` goes on without agreeing anything.
    """
    if request.form.get("forget"):
        return forget_draft(assessment_id, domain, question_id)
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id)
    question = question_of(assessment, domain, question_id)
    if request.form.get("skip"):
        return pass_question(assessment, domain, question)
    if request.form.get("discard"):
        return keep_stored(assessment, domain, question)
    if question.kind == "opportunity":
        return save_chance(assessment, domain, question)
    form = build_agreed_form(question, None, request.form)
    if not form.validate():
        place = load_place(assessment_id, domain, question_id)
        return item_page(place, form, left=without(request.form, form)), 422
    try:
        asks = agree_score(
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
    flash(words.SCORE_SAVED if form.typed["value"] else words.SCORE_WITHDRAWN, "success")
    return _after_saving(assessment, domain, question, form, asks=asks)


def _after_saving(
    assessment: Assessment, domain: str, question: Question, form: AgreedScoreForm, *, asks: bool
) -> ResponseReturnValue:
    """On along the way, or first to the page that asks if something really changed."""
    if asks:
        place: dict[str, Any] = {"domain": domain, "question_id": question.id, **query_between(assessment)}
        onward = url_for("reviews.consider_change", assessment_id=assessment.id, **place)
    else:
        onward = onward_from(assessment, domain, question)
    assessment_id = assessment.id
    # Which points were chosen says nothing any more once a score is agreed; a reason must not get lost.
    settle = SettleForm(request.form)
    saved = [form] if settle.note.data else [form, settle]
    settle_draft(assessment, item_id(domain, question.id), *saved)
    db.session.commit()
    return redirect_or_keep(onward, lambda left: page_of(assessment_id, domain, question.id, left, stays=True), *saved)


def keep_stored(assessment: Assessment, domain: str, question: Question) -> ResponseReturnValue:
    """Forget the score that was typed here, of two; what else was typed on the page stays."""
    assessment_id = assessment.id
    is_chance = question.kind == "opportunity"
    flash(KEPT_CHANCE if is_chance else KEPT_SCORE, "info")
    here = url_for("reviews.item", assessment_id=assessment_id, domain=domain, question_id=question.id) + same_query()
    given_up = ChanceForm() if is_chance else AgreedScoreForm()
    settle_draft(assessment, item_id(domain, question.id), given_up)
    db.session.commit()
    return redirect_or_keep(here, lambda left: page_of(assessment_id, domain, question.id, left, stays=True), given_up)


def pass_question(assessment: Assessment, domain: str, question: Question) -> ResponseReturnValue:
    """Go on without agreeing anything: what was typed waits for who typed it."""
    assessment_id = assessment.id
    try:
        keep_posted(assessment, item_id(domain, question.id), uuid.uuid4())
    except StaleSaveError:
        db.session.rollback()
        left = without(request.form)
        return page_of(assessment_id, domain, question.id, left, elsewhere=True, page_has_errors=True), 409
    onward = onward_from(assessment, domain, question)
    db.session.commit()
    return redirect(onward, 303)


def forget_draft(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Throw away what was typed and not saved; also where nothing can be agreed any more."""
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, *LEADERS)
    item = item_id(domain, question_of(assessment, domain, question_id).id)
    let_go(db.session, current_user, assessment, item, posted_versions())
    here = url_for("reviews.item", assessment_id=assessment_id, domain=domain, question_id=question_id) + same_query()
    db.session.commit()
    return redirect(here, 303)


@blueprint.post(f"{ITEM}/concept")
def keep_draft(assessment_id: uuid.UUID, domain: str, question_id: str) -> ResponseReturnValue:
    """Keep what somebody is typing: the script of the page asks it, and shows what is said here."""
    assessment, why = load_asked(AssessmentAction.AGREE_SCORE, assessment_id, "share")
    if why:
        return {"said": f"{NOT_KEPT} {REFUSALS[why]}"}, 409
    item = item_id(domain, question_of(assessment, domain, question_id).id)
    version = min(known_versions(request.form.get("version", "")), default=uuid.uuid4())
    try:
        known = keep_posted(assessment, item, version)
    except StaleSaveError:
        return {"said": f"{NOT_KEPT} {TYPED_ELSEWHERE}"}, 409
    db.session.commit()
    return {"said": draft_kept(clock_time(now())), "known": known}


def onward_from(assessment: Assessment, domain: str, question: Question) -> str:
    """Where to go on: the next point for who goes through the list, else the next question, or at last the domain."""
    if is_on_the_way():
        return way_on(assessment)
    is_chance = question.kind == "opportunity"
    following = None if is_chance else neighbours(questions_of(assessment, domain), question).next
    if following is None:
        return url_for("reviews.domain", assessment_id=assessment.id, domain=domain)
    return url_for("reviews.item", assessment_id=assessment.id, domain=domain, question_id=following.id)


def stale_page(assessment_id: uuid.UUID, domain: str, question_id: str) -> str:
    """The question with both texts: what somebody saved in the meantime, and what was typed here."""
    db.session.rollback()
    place = load_place(assessment_id, domain, question_id)
    form = build_agreed_form(place.question, place.stored, request.form)
    # Whoever saves again has seen the newer score.
    form.seen.data = str(place.stored.version if place.stored else 0)
    form.validate()
    left = without(request.form, form)
    return item_page(place, form, left=left, newer=True, typed=form.typed, page_has_errors=True)


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


def stored_chances(review: Review, domain: str) -> dict[str, StoredAnswer]:
    """The answers of the coordinator's participation to the chance questions of a domain, by question id."""
    coordinators = [part for part in review.rows.participations if part.role == "coordinator"]
    joint = sorted(coordinators, key=lambda part: not part.everything)
    if not joint:
        return {}
    found = {answer.item: answer for answer in review.rows.answers if answer.participation_id == joint[0].id}
    items = {question.id: item_id(domain, question.id) for question in review.chances(domain)}
    return {question_id: found[item] for question_id, item in items.items() if item in found}


def save_chances(
    session: Session, actor: User, assessment: Assessment, chances: Sequence[Typed], *, now: datetime
) -> None:
    """Save the answers that differ from what is stored. Raises StaleSaveError; then nothing may be kept.

    What was answered together belongs to the coordinator's part.
    """
    query = select(Participation).where(
        Participation.assessment_id == assessment.id, Participation.role == "coordinator"
    )
    ordered = query.order_by(Participation.everything.desc(), Participation.created_at, Participation.id)
    part = session.scalars(ordered.limit(1)).one()
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
    flash(words.CHANCES_SAVED, "success")
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
    flash(words.CHANCES_SAVED, "success")
    return redirect(url_for("reviews.domain", assessment_id=assessment_id, domain=domain), 303)


def _stale_chances(assessment_id: uuid.UUID, domain: str) -> str:
    db.session.rollback()
    review = load_review(current_user, assessment_id)
    forms = ChancesForms(review.assessment, domain, stored_chances(review, domain), request.form)
    newer = forms.see_newer()
    return chances_page(review, domain, forms, newer=newer, page_has_errors=True)
