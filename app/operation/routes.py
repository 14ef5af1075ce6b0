"""Health of the application, for the one who keeps it running."""

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.administration.waiting import carry_out_due
from app.web.clock import now
from app.web.extensions import db

blueprint = Blueprint("operation", __name__)
SIGNING_IN = frozenset({"accounts.sign_in", "accounts.enter_code", "accounts.work_account_confirm"})


@blueprint.before_app_request
def carry_out_changes() -> None:
    """Before anybody comes in, what changes in accounts is as it should be now, also when no tasks run."""
    if (
        request.method == "POST"
        and request.endpoint in SIGNING_IN
        and carry_out_due(db.session, current_app.config["SETTINGS"], now=now())
    ):
        db.session.commit()


@blueprint.get("/gezond")
def health() -> ResponseReturnValue:
    """200 when the database answers; a database that does not gives 503 by its own error page."""
    db.session.execute(text("SELECT 1"))
    response: Response = jsonify(status="ok")
    return response
