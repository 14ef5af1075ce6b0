"""The blueprint of this feature, and what its views share."""

import uuid

from flask import Blueprint, abort, make_response, render_template
from flask_login import current_user

from app.access import Lock, assessment_for, require_role
from app.extensions import db
from app.lifecycle import WHO, Action, Refusal, refusal
from app.models import Assessment
from app.situation import situation_of
from app.texts.lifecycle import REFUSALS
from app.typed import typed_texts

blueprint = Blueprint("reviews", __name__, template_folder="../templates")

ASSESSMENT = "/inventarisaties/<uuid:assessment_id>"
REVIEW = f"{ASSESSMENT}/bespreken"


def load_for(action: Action, assessment_id: uuid.UUID, lock: Lock | None = "share") -> Assessment:
    """The assessment, when this person can do this to it now: else 404, 403, or 409 with what can be done."""
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *WHO[action])
    why = refusal(action, situation_of(db.session, current_user, assessment, agreeing=action is Action.AGREE))
    if why is not None:
        refuse(why, assessment)
    return assessment


def refuse(why: Refusal, assessment: Assessment) -> None:
    """Stop with the page that says why something cannot be done now; what was typed stands on it."""
    page = render_template(
        "reviews/refused.html", explanation=REFUSALS[why], assessment=assessment, typed=typed_texts()
    )
    abort(make_response(page, 409))
