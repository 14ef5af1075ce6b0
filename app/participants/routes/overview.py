"""HTTP of who takes part: everything that a coordinator needs at a glance."""

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.participants.queries.team import load_team
from app.participants.routes.blueprint import PARTICIPANTS, blueprint


@blueprint.get(PARTICIPANTS)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who takes part, how far they are, what nobody answers, and what to do next."""
    return render_template("participants/overview.html", team=load_team(current_user, assessment_id))
