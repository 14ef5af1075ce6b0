"""Health of the application, for the one who keeps it running."""

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from app.extensions import db

blueprint = Blueprint("operation", __name__)


@blueprint.get("/gezond")
def health() -> ResponseReturnValue:
    """200 when the database answers; a database that does not gives 503 by its own error page."""
    db.session.execute(text("SELECT 1"))
    response: Response = jsonify(status="ok")
    return response
