"""HTTP of starting a meeting."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.meetings.agenda import FormData, MeetingStartForm, PresentForm, build_start_form, expected_functions, offer
from app.meetings.leading import start_meeting
from app.meetings.running import MEETING, blueprint, refuse, running_meeting
from app.meetings.summary import earlier_meetings
from app.reviews.entrance import load_for
from app.reviews.review import Review, load_review
from app.state.lifecycle import AssessmentAction
from app.texts import meetings as texts
from app.texts.points import WHY
from app.web.clock import now
from app.web.extensions import db


@blueprint.post(MEETING)
def start(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Start a meeting about what was chosen; who comes second joins the one that was started.

    Unless they wrote who is there: 409, with that text to copy.
    """
    assessment = load_for(AssessmentAction.AGREE_SCORE, assessment_id, "update")
    here = url_for("meetings.meeting", assessment_id=assessment_id)
    running = running_meeting(db.session, assessment.id)
    review = load_review(current_user, assessment_id)
    if running:
        # What nobody typed is not lost: the same button twice, or the functions that the page itself wrote there.
        if PresentForm(request.form).present.data not in (running.present, expected_functions(review)):
            refuse(assessment, texts.ALREADY_RUNNING_TYPED)
        flash(texts.ALREADY_RUNNING, "info")
        return redirect(here, 303)
    form = start_form(review, request.form)
    if not form.validate():
        return start_page(review, form), 422
    minutes = int(form.minutes.data or 0)
    start_meeting(db.session, current_user, assessment, form.agenda, form.present.data, minutes, now=now())
    flash(texts.STARTED, "success")
    db.session.commit()
    return redirect(here, 303)


def start_form(review: Review, posted: FormData | None = None) -> MeetingStartForm:
    """The form with what the answers give to talk about."""
    return build_start_form(offer(db.session, review), review.title, expected_functions(review), posted)


def start_page(review: Review, form: MeetingStartForm | None = None) -> str:
    """The page on which a meeting is prepared, with the meetings before it."""
    return render_template(
        "meetings/start.html",
        assessment=review.assessment,
        closed=review.closed,
        form=form or start_form(review),
        why=WHY,
        earlier=earlier_meetings(db.session, review.assessment),
    )
