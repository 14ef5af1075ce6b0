"""The blueprint of this feature, and what its views share."""

import uuid

from flask import Blueprint, abort, make_response, render_template, request
from flask_login import current_user

from app.access import Lock, assessment_for, require_role
from app.extensions import db
from app.lifecycle import SIGNS, WHO, Action, Refusal, refusal
from app.models import Assessment
from app.reviews.queries.saves import saved_since
from app.reviews.queries.steps import fallen_approval
from app.situation import situation_of
from app.texts.lifecycle import REFUSALS
from app.texts.reviews import CHANGED_MEANWHILE, NOTHING_SEEN, approval_fallen
from app.typed import typed_texts

blueprint = Blueprint("reviews", __name__, template_folder="../templates")

ASSESSMENT = "/inventarisaties/<uuid:assessment_id>"
REVIEW = f"{ASSESSMENT}/bespreken"


def load_for(action: Action, assessment_id: uuid.UUID, lock: Lock | None = "share") -> Assessment:
    """The assessment, when this person can do this to it now: else 404, 403, or 409 with what can be done."""
    assessment, why = load_asked(action, assessment_id, lock)
    if why is not None:
        refuse(why, assessment)
    return assessment


def load_asked(action: Action, assessment_id: uuid.UUID, lock: Lock | None) -> tuple[Assessment, Refusal | None]:
    """The assessment, and why this person cannot do this to it now: 404 or 403 for who never can.

    For views that look whether what was asked was done already: the second click on a button.
    """
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *WHO[action])
    situation = situation_of(db.session, current_user, assessment, signing=action in SIGNS)
    return assessment, refusal(action, situation)


def refuse(why: Refusal, assessment: Assessment) -> None:
    """Stop with the page that says why something cannot be done now; what was typed stands on it."""
    explanation, fallen = REFUSALS[why], None
    if why is Refusal.APPROVAL_MISSING:
        fallen = fallen_approval(db.session, assessment)
    abort(make_response(refused_page(approval_fallen(*fallen) if fallen else explanation, assessment), 409))


def refuse_what_was_not_seen(assessment: Assessment) -> None:
    """Stop when something was saved since the page opened on which somebody clicked, or no page says when that was."""
    meanwhile = saved_since(db.session, assessment, request.form.get("seen"))
    if meanwhile:
        title, explanation = CHANGED_MEANWHILE if meanwhile.is_known else NOTHING_SEEN
        page = render_template(
            "reviews/meanwhile.html", assessment=assessment, meanwhile=meanwhile, title=title, explanation=explanation
        )
        abort(make_response(page, 409))


def refused_page(explanation: str, assessment: Assessment) -> str:
    """That page, with this sentence."""
    return render_template("reviews/refused.html", explanation=explanation, assessment=assessment, typed=typed_texts())
