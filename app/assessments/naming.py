"""Whether somebody's name may stand beside their answers."""

import uuid
from datetime import datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from app.assessments.work import Work, blueprint, load_own_work
from app.doors.access import Lock
from app.models import Participation, User
from app.texts.assessments import CHOICES, CHOOSE, NOW_HIDDEN, NOW_SHOWN, QUESTION
from app.trail.events import record
from app.web.clock import now
from app.web.extensions import db
from app.web.forms import BaseForm, ChoiceField, FormData, required


def show_name(session: Session, actor: User, participation: Participation, shows: bool, *, now: datetime) -> None:
    """Let coordinator and adviser see the name beside the answers, or no longer; twice is once."""
    if participation.shows_name == shows:
        return
    record(session, actor, "show_name", participation, now=now, old=participation.shows_name, new=shows)
    participation.shows_name = shows


class NamingForm(BaseForm):
    """Yes or no; no is what it is until somebody says yes."""

    shows_name = ChoiceField(QUESTION, list(CHOICES.items()), message=CHOOSE, validators=[required(CHOOSE)])


def build_naming_form(*, shows_name: bool, posted: FormData | None) -> NamingForm:
    """The form with what holds now, or with what was posted."""
    # Nothing posted is no choice: what holds now must not count as one.
    return NamingForm(posted, data=None if posted else {"shows_name": "yes" if shows_name else "no"})


@blueprint.route("/inventarisaties/<uuid:assessment_id>/mijn-naam", methods=["GET", "POST"])
def post_show_name(assessment_id: uuid.UUID) -> ResponseReturnValue:
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
    show_name(db.session, current_user, participation, shows, now=now())
    flash(NOW_SHOWN if shows else NOW_HIDDEN, "success")
    db.session.commit()
    return redirect(url_for("assessments.hub", assessment_id=work.assessment.id), 303)
