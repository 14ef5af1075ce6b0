"""The approval of an adviser: what it covers by its hash, how it ends, giving it, and what is open before it."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import StringField

from app.doors.access import Lock
from app.models import Assessment, User
from app.reports.stored import Rows, build_assessment, load_rows
from app.reviews.people import ReviewPost, own_post, told_of
from app.reviews.progress import load_still_open
from app.reviews.review import (
    ASSESSMENT,
    NOTHING_SEEN,
    Meanwhile,
    blueprint,
    closing_rows,
    load_asked,
    load_for,
    load_review,
    refuse,
    refused_page,
    repeats_last_step,
    saved_since,
    saves_in,
    to_overview,
)
from app.reviews.watched import REASON
from app.saving.versioned import StaleSaveError
from app.state.lifecycle import AssessmentAction, Refusal
from app.state.situation import waits_for_open_points
from app.texts import points as points_texts
from app.texts import reviews as words
from app.texts import still_open as texts
from app.texts.mails import reviews as mails
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, required, text_field
from config import Settings
from scoring.interchange import build_interchange, render_json


def covered_hash(session: Session, assessment: Assessment, rows: Rows) -> str:
    """The hash of what an approval is about: answers, closing texts, agreed scores with all beside them, ambitions.

    How the municipality is called decides no score, and remarks can be made at any time: they are no part of it.
    """
    document = build_interchange(build_assessment(assessment, rows))
    del document["municipality"]
    document["dissents"] = {score.item: score.dissent for score in rows.agreed if score.dissent}
    # Only where there is something, so that approvals from before there were second rounds still hold.
    if changes := {score.item: score.changed_what for score in rows.agreed if score.changed_what}:
        document["changes"] = changes
    document["texts"] = {f"{part}/{item}": text for part, item, text in closing_rows(session, assessment)}
    return sha256(render_json(document)).hexdigest()


def approval_covers(session: Session, assessment: Assessment, rows: Rows) -> bool:
    """Whether what was approved is what is there now; an approval from before hashes were kept covers all."""
    return assessment.approved_hash is None or assessment.approved_hash == covered_hash(session, assessment, rows)


def approval_holds(session: Session, assessment: Assessment) -> bool:
    """The same from the database, for who holds the assessment; true as well when nothing was approved."""
    return assessment.approved_hash is None or approval_covers(session, assessment, load_rows(session, assessment))


def drop_approval(assessment: Assessment) -> None:
    """Take the approval away, as part of something that is recorded itself."""
    assessment.approved_at = assessment.approved_by = assessment.approved_hash = None


def clear_open_points(assessment: Assessment) -> None:
    """Take away what an adviser named as open: there is an approval, or nothing left to approve."""
    assessment.open_points = assessment.open_points_at = assessment.open_points_by = None


def let_approval_fall_away(post: ReviewPost) -> None:
    """Drop an approval that no longer covers what is there, and tell the advisers; the actor came upon it."""
    covered = covered_hash(post.session, post.assessment, load_rows(post.session, post.assessment))
    _record_fall(post, "changed", {"hash": covered})
    page = post.page("/bespreken")
    post.tell(("adviser",), "approval_gone", lambda about, name: mails.approval_fell_away(about, name, page))


def end_approval_by_sending_back(post: ReviewPost, titles: Sequence[str], reason: str) -> None:
    """Drop the approval, if there is one, because these domains can change again; tell the other advisers."""
    if post.assessment.approved_at is None:
        return
    _record_fall(post, "send_back", {})
    page = post.page("/bespreken")
    post.tell(
        ("adviser",),
        "approval_gone",
        lambda about, name: mails.approval_ended_by_sending_back(about, name, titles, post.by, reason, page),
    )


def _record_fall(post: ReviewPost, because: str, found: dict[str, str]) -> None:
    assessment = post.assessment
    old: dict[str, object] = {"approved": True, "hash": assessment.approved_hash}
    new = {"approved": False, "because": because, **found}
    drop_approval(assessment)
    # Nobody does it: it happens because something else was done.
    record(post.session, None, "approval_fell_away", assessment, now=post.now, old=old, new=new)


def approve(
    session: Session, actor: User, assessment: Assessment, settings: Settings | None = None, *, now: datetime
) -> None:
    """The adviser says that the scores are right as they are now; without settings nobody is told."""
    covered = covered_hash(session, assessment, load_rows(session, assessment))
    assessment.approved_at, assessment.approved_by, assessment.approved_hash = now, actor.id, covered
    clear_open_points(assessment)
    new = {"approved": True, "hash": covered}
    record(session, actor, "approve", assessment, now=now, old={"approved": False}, new=new)
    if settings:
        post = ReviewPost(session, actor, assessment, settings, now)
        page = post.page("/vaststellen")
        post.tell(("coordinator",), "approved", lambda about, name: mails.approved(about, name, page))


def withdraw_approval(post: ReviewPost) -> None:
    """The approval no longer holds; scores can change again."""
    drop_approval(post.assessment)
    post.record("withdraw_approval", {"approved": True}, {"approved": False})


@blueprint.get(f"{ASSESSMENT}/akkoord")
def consider_approving(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What is open and what an approval means; when there is one, what taking it back means."""
    assessment, why = _load(assessment_id)
    if why is Refusal.APPROVED:
        return render_template("reviews/withdraw.html", assessment=assessment)
    if why is not None:
        refuse(why, assessment)
    return _page(assessment)


def _load(assessment_id: uuid.UUID, lock: Lock | None = None) -> tuple[Assessment, Refusal | None]:
    assessment, why = load_asked(AssessmentAction.APPROVE, assessment_id, lock)
    # One that covered something else: the adviser looks again.
    outdated = why is Refusal.APPROVED and not approval_holds(db.session, assessment)
    return assessment, None if outdated else why


def _page(assessment: Assessment, unseen: Meanwhile | None = None) -> str:
    review, post = load_review(current_user, assessment.id), own_post(assessment)
    return render_template(
        "reviews/approve.html",
        review=review,
        still=load_still_open(db.session, review),
        seen=saves_in(db.session, assessment, review.rows).token,
        unseen=unseen,
        letter=mails.approved(post.about, "coördinator", post.page("/vaststellen")),
        told=told_of(post, "coordinator"),
        naming=AssessmentAction.NAME_OPEN_POINTS,
        texts=texts,
        points_texts=points_texts,
    )


@blueprint.post(f"{ASSESSMENT}/akkoord")
def post_approve(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The adviser approves; with `withdraw` takes that back. A second click finds it done.

    What was saved since the adviser opened the page was not seen, so it is not approved either; nor is it while more
    or less is open than the page said.
    """
    if request.form.get("withdraw"):
        return _withdraw(assessment_id)
    assessment, why = _load(assessment_id, "update")
    done = why is Refusal.APPROVED and assessment.approved_by == current_user.id
    if why is not None and not done:
        refuse(why, assessment)
    if not done:
        if unseen := not_shown(assessment):
            return _page(assessment, unseen), 409
        approve(db.session, current_user, assessment, current_app.config["SETTINGS"], now=now())
    return to_overview(assessment, words.APPROVED)


def not_shown(assessment: Assessment) -> Meanwhile | None:
    """What the page did not show on which somebody clicked, of saves and of what is open; None when it showed all."""
    meanwhile = saved_since(db.session, assessment, request.form.get("seen"))
    if meanwhile is None:
        still = load_still_open(db.session, load_review(current_user, assessment.id))
        return None if request.form.get("open", "") == still.token else NOTHING_SEEN
    return meanwhile


def _withdraw(assessment_id: uuid.UUID) -> ResponseReturnValue:
    assessment, why = load_asked(AssessmentAction.WITHDRAW_APPROVAL, assessment_id, "update")
    if why is not None and why is not Refusal.NOT_APPROVED:
        refuse(why, assessment)
    if why is None:
        withdraw_approval(own_post(assessment))
    return to_overview(assessment, words.NO_APPROVAL if why else words.APPROVAL_WITHDRAWN)


class OpenPointsForm(BaseForm):
    """What must be done before the adviser approves."""

    text = text_field("Wat is er nog open?", REASON, required(words.OPEN_POINTS_MISSING), area=True)
    seen = StringField()
    """When what stood there was written; empty when nothing did."""


def open_points_version(assessment: Assessment) -> str:
    """When what is open was written, as a page gives it back; empty when nothing was."""
    return assessment.open_points_at.isoformat() if assessment.open_points_at else ""


def name_open_points(post: ReviewPost, text: str, seen: str) -> None:
    """The adviser says what must be done before approval; the same text again was said already, unless it is done.

    `seen` is the version on the page. Raises StaleSaveError when another adviser wrote something in the meantime.
    """
    assessment, page = post.assessment, post.page("/bespreken")
    if assessment.open_points == text and waits_for_open_points(post.session, assessment):
        return
    if seen != open_points_version(assessment):
        raise StaleSaveError(["open_points"])
    old = {"named": assessment.open_points is not None}
    assessment.open_points, assessment.open_points_at, assessment.open_points_by = text, post.now, post.actor.id
    post.record("name_open_points", old, {"named": True}, reason=text)
    post.tell(("coordinator",), "open_points", lambda about, name: mails.open_points_named(about, name, text, page))


def finish_open_points(post: ReviewPost, seen: str) -> None:
    """The coordinator says that what was open is done: the text stays, and it is the adviser's turn.

    `seen` is the version on the page. Raises StaleSaveError when an adviser wrote something else in the meantime.
    """
    text, page = post.assessment.open_points or "", post.page("/bespreken")
    if seen != open_points_version(post.assessment):
        raise StaleSaveError(["open_points"])
    post.record("finish_open_points", {"open": True}, {"open": False})
    post.tell(
        ("adviser",),
        "open_points_done",
        lambda about, name: mails.open_points_finished(about, name, post.by, text, page),
    )


@blueprint.route(f"{ASSESSMENT}/nog-open", methods=["GET", "POST"])
def post_name_open_points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Tell the coordinator what must be done before approval; never over what another adviser wrote meanwhile."""
    posted = request.method == "POST"
    assessment = load_for(AssessmentAction.NAME_OPEN_POINTS, assessment_id, "update" if posted else None)
    version = open_points_version(assessment)
    form = OpenPointsForm(request.form if posted else None, data={"text": assessment.open_points, "seen": version})
    if not posted or not form.validate():
        return _open_points_page(assessment, form), 422 if posted else 200
    try:
        name_open_points(own_post(assessment), form.text.data, form.seen.data or "")
    except StaleSaveError:
        # Whoever saves again has seen the newer text.
        form.seen.data = version
        return _open_points_page(assessment, form, newer=assessment.open_points or words.NO_OPEN_POINTS), 409
    return to_overview(assessment, words.OPEN_POINTS_NAMED)


@blueprint.post(f"{ASSESSMENT}/nog-open/gedaan")
def post_finish_open_points(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Tell the adviser that what was open is done. A second click finds it done."""
    assessment, why = load_asked(AssessmentAction.FINISH_OPEN_POINTS, assessment_id, "update")
    done = why is Refusal.NOTHING_OPEN and repeats_last_step(
        db.session, current_user, assessment, AssessmentAction.FINISH_OPEN_POINTS
    )
    if why is not None and not done:
        refuse(why, assessment)
    try:
        if not done:
            finish_open_points(own_post(assessment), request.form.get("seen", ""))
    except StaleSaveError:
        return refused_page(words.OPEN_POINTS_OTHER, assessment), 409
    return to_overview(assessment, words.OPEN_POINTS_FINISHED)


def _open_points_page(assessment: Assessment, form: OpenPointsForm, **more: Any) -> str:
    return render_template("reviews/open_points.html", assessment=assessment, form=form, **more)
