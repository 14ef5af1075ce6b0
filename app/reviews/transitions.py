"""Moving a review on: agree the whole and open it again; each leaves a line in the audit trail."""

import uuid
from datetime import datetime

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from app.comparisons.material import freeze_round
from app.doors import access
from app.doors.access import LEADERS
from app.models import AgreedScore, Assessment, Meeting, Report, User
from app.reviews.approval import (
    approval_covers,
    approval_holds,
    clear_open_points,
    drop_approval,
    let_approval_fall_away,
    not_shown,
)
from app.reviews.people import ReviewPost, outcome_readers, own_post, told_of
from app.reviews.progress import load_still_open
from app.reviews.review import (
    ASSESSMENT,
    Meanwhile,
    Review,
    blueprint,
    load_asked,
    load_for,
    load_review,
    refuse,
    refused_page,
    repeats_last_step,
    saves_in,
    to_overview,
)
from app.reviews.watched import REASON
from app.state.lifecycle import AFTER, AssessmentAction, State
from app.state.situation import leaders_of
from app.texts import points
from app.texts import reviews as texts
from app.texts import still_open as open_texts
from app.texts.mails import reviews as mails
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, required, text_field
from app.web.publication import last_number
from config import Settings


class ReopenForm(BaseForm):
    """Why an agreed assessment is opened again."""

    reason = text_field("Waarom heropenen jullie?", REASON, required(texts.REASON_REOPEN), area=True)


def end_running_meeting(session: Session, assessment: Assessment, *, now: datetime) -> None:
    """End the meeting that still goes on, if there is one: there is nothing left to agree; nobody gets a mail.

    The assessment is held for update, so that nobody can start or lead a meeting meanwhile.
    """
    goes_on = Meeting.assessment_id == assessment.id, Meeting.ended_at.is_(None)
    query = select(Meeting).where(*goes_on).options(joinedload(Meeting.items)).execution_options(populate_existing=True)
    meeting = session.scalars(query).unique().one_or_none()
    if meeting is None:
        return
    ended = {"ended_at": now, "item": None, "item_since": None, "version": Meeting.version + 1}
    session.connection().execute(update(Meeting).where(Meeting.id == meeting.id).values(ended))
    scores = select(AgreedScore.item).where(AgreedScore.meeting_id == meeting.id, AgreedScore.value != "")
    agreed = set(session.scalars(scores))
    new = {
        "agreed": [row.item for row in meeting.items if row.item in agreed],
        "discussed": [row.item for row in meeting.items if row.discussed_at],
        "mails": 0,
        "because": "agree",
    }
    # Nobody does it: it happens because something else was done.
    record(session, None, "end_meeting", meeting, now=now, new=new)


def agree(
    session: Session,
    actor: User,
    assessment: Assessment,
    settings: Settings | None = None,
    *,
    now: datetime,
) -> Report:
    """The coordinator agrees: the report is frozen in the same transaction, the assessment held for update.

    Without settings nobody is told.
    """
    report = freeze_round(session, assessment, actor, now=now)
    old, assessment.state = assessment.state, AFTER[AssessmentAction.AGREE].value
    assessment.agreed_at = now
    # Of an adviser who left without approving.
    clear_open_points(assessment)
    end_running_meeting(session, assessment, now=now)
    new = {"state": assessment.state, "report": report.number, "approved": assessment.approved_at is not None}
    record(session, actor, "agree", assessment, now=now, old={"state": old}, new=new)
    if settings:
        post = ReviewPost(session, actor, assessment, settings, now)
        page, number = post.page("/rapport"), report.number
        post.tell(LEADERS, "agreed", lambda about, name: mails.agreed(about, name, number, page))
        post.thank(report)
    return report


def reopen(post: ReviewPost, reason: str) -> None:
    """Open an agreed assessment for review; the approval falls away, the frozen report stays.

    `agreed_at` stays too: it says since when there is something for readers, and they keep the older versions.
    """
    assessment, page = post.assessment, post.page("/bespreken")
    old, assessment.state = assessment.state, AFTER[AssessmentAction.REOPEN].value
    drop_approval(assessment)
    post.record("reopen", {"state": old}, {"state": assessment.state}, reason)
    post.tell(LEADERS, "reopened", lambda about, name: mails.reopened(about, name, post.by, reason, page))


@blueprint.get(f"{ASSESSMENT}/vaststellen")
def consider_agreeing(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What agreeing means, and what is still open."""
    review = load_review(current_user, assessment_id)
    access.require_role(current_user, review.assessment, "coordinator")
    why = review.refusal(AssessmentAction.AGREE)
    if why is not None:
        refuse(why, review.assessment)
    return _agree_page(review)


def _agree_page(review: Review, unseen: Meanwhile | None = None) -> str:
    session, assessment = db.session, review.assessment
    post, number = own_post(assessment), last_number(session, assessment.id) + 1
    readers = set(leaders_of(session, assessment, "reader")) - set(leaders_of(session, assessment, *LEADERS))
    return render_template(
        "reviews/agree.html",
        review=review,
        still=load_still_open(session, review),
        holds=approval_covers(session, assessment, review.rows),
        seen=saves_in(session, assessment, review.rows).token,
        unseen=unseen,
        consequences=texts.consequences(number, len(readers)),
        letter=mails.agreed(post.about, "collega", number, post.page("/rapport")),
        told=told_of(post, *LEADERS),
        thanked=len(outcome_readers(session, assessment, number)),
        number=number,
        texts=open_texts,
        points_texts=points,
    )


@blueprint.post(f"{ASSESSMENT}/vaststellen")
def post_agree(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Agree and freeze the report, in one transaction; not with an approval that covers something else.

    Nor with what was saved since the coordinator read what agreeing means, or while more or less is open than it said.
    """
    assessment = load_for_agreeing(assessment_id, "update")
    settings = current_app.config["SETTINGS"]
    if assessment is not None and not approval_holds(db.session, assessment):
        let_approval_fall_away(own_post(assessment))
        page = refused_page(texts.APPROVAL_GONE, assessment)
        db.session.commit()
        return page, 409
    if assessment is not None:
        if unseen := not_shown(assessment):
            return _agree_page(load_review(current_user, assessment_id), unseen), 409
        agree(db.session, current_user, assessment, settings, now=now())
    db.session.commit()
    return redirect(url_for("reviews.agreed", assessment_id=assessment_id), 303)


def load_for_agreeing(assessment_id: uuid.UUID, lock: access.Lock | None) -> Assessment | None:
    """The assessment to agree; None when it is agreed already, which is what a second click asks for."""
    assessment, why = load_asked(AssessmentAction.AGREE, assessment_id, lock)
    if assessment.state == State.AGREED:
        return None
    if why is not None:
        refuse(why, assessment)
    return assessment


@blueprint.get(f"{ASSESSMENT}/vaststellen/klaar")
def agreed(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What happens after agreeing."""
    review = load_review(current_user, assessment_id)
    if review.assessment.state != "agreed":
        return redirect(url_for("reviews.overview", assessment_id=assessment_id))
    return render_template("reviews/agreed.html", review=review)


@blueprint.get(f"{ASSESSMENT}/heropenen")
def consider_reopening(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What reopening means, and the reason for it."""
    assessment = load_for(AssessmentAction.REOPEN, assessment_id, None)
    return _reopen_page(assessment, ReopenForm())


def _reopen_page(assessment: Assessment, form: ReopenForm) -> str:
    number, told = last_number(db.session, assessment.id), told_of(own_post(assessment), *LEADERS)
    return render_template("reviews/reopen.html", assessment=assessment, form=form, number=number, told=told)


@blueprint.post(f"{ASSESSMENT}/heropenen")
def post_reopen(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Open an agreed assessment again, with a reason. A second click finds it done."""
    assessment, why = load_asked(AssessmentAction.REOPEN, assessment_id, "update")
    form = ReopenForm(request.form)
    if why is not None:
        if not form.validate() or not repeats_last_step(
            db.session, current_user, assessment, AssessmentAction.REOPEN, form.reason.data
        ):
            refuse(why, assessment)
        return to_overview(assessment, texts.REOPENED)
    if not form.validate():
        return _reopen_page(assessment, form), 422
    reopen(own_post(assessment), form.reason.data)
    return to_overview(assessment, texts.REOPENED)
