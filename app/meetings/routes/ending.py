"""HTTP of ending a meeting, and of reading what came out of it."""

import uuid

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import now
from app.extensions import db
from app.limits import TooManyTriesError
from app.meetings.forms import EndForm, build_end_form
from app.meetings.operations import StaleMeetingError, end_meeting
from app.meetings.queries.recipients import groups, of_groups, recipients
from app.meetings.queries.summary import load_summary, meeting_of
from app.meetings.routes.entrance import MEETING, blueprint, load_attendance, load_leading, refuse
from app.models import Assessment, Meeting
from app.participants.operations.sending import MAILS
from app.texts import meetings as texts
from app.texts.colleagues import too_many_mails


@blueprint.get(f"{MEETING}/afronden")
def consider_ending(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What came out until now, and who gets it by mail."""
    assessment, meeting = load_leading(assessment_id, None)
    form = build_end_form(groups(recipients(db.session, assessment)), meeting.version)
    return end_page(assessment, meeting, form)


def end_page(assessment: Assessment, meeting: Meeting, form: EndForm) -> str:
    """The page to check before ending."""
    summary = load_summary(db.session, assessment, meeting)
    return render_template("meetings/end.html", assessment=assessment, summary=summary, form=form)


@blueprint.post(f"{MEETING}/afronden")
def end(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """End the meeting and mail what was agreed."""
    assessment, meeting = load_leading(assessment_id)
    offered = recipients(db.session, assessment)
    form = build_end_form(groups(offered), meeting.version, request.form)
    if not form.validate():
        return end_page(assessment, meeting, form), 422
    to, settings = of_groups(offered, form.to.data or ()), current_app.config["SETTINGS"]
    try:
        end_meeting(db.session, current_user, assessment, meeting, to, form.version.version, settings, now=now())
    except StaleMeetingError:
        refuse(assessment, texts.MOVED)
    except TooManyTriesError as error:
        db.session.rollback()
        form.form_errors.append(too_many_mails(MAILS.most, error.minutes))
        return end_page(*load_leading(assessment_id, None), form), 429
    flash(texts.ended(len(to)), "success")
    db.session.commit()
    return redirect(url_for("meetings.summary", assessment_id=assessment_id, meeting_id=meeting.id), 303)


@blueprint.get(f"{MEETING}/<uuid:meeting_id>")
def summary(assessment_id: uuid.UUID, meeting_id: uuid.UUID) -> ResponseReturnValue:
    """What was agreed in a meeting, for who leads and who takes part."""
    attendance = load_attendance(assessment_id)
    meeting = meeting_of(db.session, attendance.assessment, meeting_id) or abort(404)
    if meeting.ended_at is None:
        return redirect(url_for("meetings.meeting", assessment_id=assessment_id))
    return render_template(
        "meetings/summary.html",
        assessment=attendance.assessment,
        summary=load_summary(db.session, attendance.assessment, meeting),
        leads=attendance.leads,
    )
