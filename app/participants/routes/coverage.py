"""HTTP of the coverage: how many answers each question has."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import roles_in
from app.participants.queries.coverage import load_coverage
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.texts import participants as texts


@blueprint.get(f"{PARTICIPANTS}/dekking")
def coverage(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """How many answers each question has, for coordinator and adviser: numbers, no names and no answers."""
    found = load_coverage(current_user, assessment_id)
    coordinates = "coordinator" in roles_in(current_user, found.assessment.municipality_id)
    return render_template("participants/coverage.html", coverage=found, coordinates=coordinates, texts=texts)
