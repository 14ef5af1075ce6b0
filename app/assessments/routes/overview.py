"""HTTP of the list of inventories and of the overview of one."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import municipalities_of
from app.assessments.queries.answers import answered_items
from app.assessments.queries.progress import progress_of
from app.assessments.queries.rounds import listed_assessments
from app.assessments.queries.work import load_work
from app.assessments.routes.blueprint import blueprint
from app.extensions import db


@blueprint.get("/inventarisaties")
def list_assessments() -> ResponseReturnValue:
    """The inventories of one's municipalities, and what is next in each."""
    may_start = bool(municipalities_of(current_user, "coordinator"))
    return render_template("assessments/list.html", listed=listed_assessments(current_user), may_start=may_start)


@blueprint.get("/inventarisaties/<uuid:assessment_id>")
def hub(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How far the answers are and where to go on; who does not answer sees how far the municipality is."""
    work = load_work(current_user, assessment_id)
    shown = work.participation or work.joint
    answered = answered_items(db.session, shown.id) if shown else frozenset()
    return render_template("assessments/hub.html", work=work, progress=progress_of(work.parts, answered))
