"""The blueprint of this feature, and what its views share."""

import uuid

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.state.lifecycle import Refusal
from app.texts.lifecycle import REFUSALS

blueprint = Blueprint("assessments", __name__, template_folder="templates")


def refused(why: Refusal, assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The page that says why something cannot be done now, with the way on."""
    back = ("Naar het overzicht van deze inventarisatie", url_for("assessments.hub", assessment_id=assessment_id))
    return render_template("errors/409.html", explanation=REFUSALS[why], back=back), 409
