"""HTTP of the last day: setting it, and taking it along to a calendar."""

import uuid

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import assessment_for, participation_of, roles_in
from app.clock import now, today
from app.extensions import db
from app.limits import TooManyTriesError
from app.participants.forms.deadline import build_deadline_form
from app.participants.operations.deadline import set_deadline as set_last_day
from app.participants.operations.deadline import told_of_deadline
from app.participants.operations.sending import Sender
from app.participants.queries.team import Team, load_team, require_open
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.participants.routes.posting import sender_of, settings, too_many
from app.texts.colleagues import deadline_set, who_is_told


@blueprint.route(f"{PARTICIPANTS}/deadline", methods=["GET", "POST"])
def set_deadline(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Set or move the last day; who was invited already gets a mail about another day."""
    posted = request.method == "POST"
    team = load_team(current_user, assessment_id, "update" if posted else None)
    require_open(team)
    form = build_deadline_form(today(), team.assessment, request.form if posted else None)
    if not posted:
        return _page(team, form), 200
    if not form.validate():
        return _page(team, form), 422
    try:
        mails = set_last_day(sender_of(team), told_of_deadline(team), form.day, form.days)
    except TooManyTriesError as error:
        return _page(team, too_many(form, error)), 429
    flash(deadline_set(form.day, mails), "success")
    db.session.commit()
    return redirect(url_for("participants.overview", assessment_id=assessment_id), 303)


def _page(team: Team, form: object) -> str:
    told = who_is_told([member.name for member in told_of_deadline(team)])
    return render_template("participants/deadline.html", team=team, form=form, told=told)


@blueprint.get("/inventarisaties/<uuid:assessment_id>/deadline.ics")
def deadline_file(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The last day for a calendar: for who takes part and for coordinators; 404 without one."""
    assessment = assessment_for(current_user, assessment_id)
    if "coordinator" not in roles_in(current_user, assessment.municipality_id):
        _ = participation_of(current_user, assessment) or abort(403)
    calendar = Sender(db.session, current_user, assessment, settings(), now()).calendar()
    headers = {"Content-Disposition": "attachment; filename=samenhang.ics"}
    return Response(calendar or abort(404), mimetype="text/calendar", headers=headers)
