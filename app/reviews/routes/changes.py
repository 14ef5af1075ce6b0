"""HTTP of what changed since domains were sent back."""

import uuid

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.access import assessment_for, require_role
from app.asked import title_of
from app.extensions import db
from app.reviews.queries.changes import changes_page
from app.reviews.queries.review import STAFF
from app.reviews.routes.entrance import REVIEW, blueprint
from app.texts import changes as texts


@blueprint.get(f"{REVIEW}/veranderd")
def changes(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Every answer that is another one than when its domain was sent back: `keer` chooses an earlier time.

    Nobody is blind here: domains are sent back in the review only, and then who leads it sees all answers.
    """
    assessment = assessment_for(current_user, assessment_id)
    require_role(current_user, assessment, *STAFF)
    page = changes_page(db.session, assessment, request.args.get("keer", type=int))
    titles = {row.domain: title_of(assessment, row.domain) for row in assessment.domains}
    return render_template("reviews/changes.html", assessment=assessment, page=page, titles=titles, texts=texts)
