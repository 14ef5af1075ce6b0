"""HTTP of who takes part: everything that a coordinator needs at a glance."""

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.clock import today
from app.extensions import db
from app.participants.queries.adding import level_title
from app.participants.queries.overview import load_overview
from app.participants.queries.team import load_team
from app.participants.routes.blueprint import PARTICIPANTS, blueprint
from app.texts import participants as texts
from app.texts.again import ASK, missing


@blueprint.get(PARTICIPANTS)
def overview(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Who takes part, how far they are, what nobody answers, and what to do next."""
    team = load_team(current_user, assessment_id)
    page = load_overview(db.session, current_user, team)
    step = page.step
    return render_template(
        "participants/overview.html",
        team=team,
        page=page,
        step_url=url_for(step.endpoint, assessment_id=assessment_id, **dict(step.values)) if step.endpoint else "",
        missing=missing(page.missing) if page.missing else "",
        deadline=texts.deadline(team.assessment.deadline, today()),
        level_title=level_title,
        ask_again=ASK,
        texts=texts,
    )
