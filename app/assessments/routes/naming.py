"""HTTP of the name beside one's answers."""

import uuid

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import Lock
from app.assessments.forms.naming import NamingForm, build_naming_form
from app.assessments.operations import show_name as let_name_be_shown
from app.assessments.queries.work import Work, load_own_work
from app.assessments.routes.blueprint import blueprint
from app.clock import now
from app.extensions import db
from app.models import Participation
from app.texts.naming import NOW_HIDDEN, NOW_SHOWN


@blueprint.route("/inventarisaties/<uuid:assessment_id>/mijn-naam", methods=["GET", "POST"])
def show_name(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Whether one's name may stand beside one's answers in the review; a colleague can change it at any time."""
    posted = request.method == "POST"
    lock: Lock | None = "share" if posted else None
    work, participation = load_own_work(current_user, assessment_id, lock)
    if not work.has_own_name:
        abort(403)
    form = build_naming_form(shows_name=participation.shows_name, posted=request.form if posted else None)
    if posted and form.validate():
        return _save(work, participation, form)
    name = participation.name or current_user.name
    page = render_template("assessments/name.html", work=work, participation=participation, name=name, form=form)
    return page, 422 if posted else 200


def _save(work: Work, participation: Participation, form: NamingForm) -> ResponseReturnValue:
    shows = form.shows_name.data == "yes"
    let_name_be_shown(db.session, current_user, work.assessment, participation, shows, now=now())
    flash(NOW_SHOWN if shows else NOW_HIDDEN, "success")
    db.session.commit()
    return redirect(url_for("assessments.hub", assessment_id=work.assessment.id), 303)
