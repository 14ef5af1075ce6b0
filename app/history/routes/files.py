"""HTTP of the history as files: all that was asked for, not a page of it."""

import io
import uuid

from flask import abort, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.extensions import db
from app.file_names import file_name
from app.history.queries.changes import Teller
from app.history.queries.exported import history_csv, history_json
from app.history.queries.scope import Scope, load_scope
from app.history.routes.blueprint import HISTORY, blueprint
from app.history.routes.overview import asked
from app.reports.drawing import drawn_file


@blueprint.get(f"{HISTORY}.csv")
def history_table(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """For a spreadsheet; 404 for a choice that cannot be read."""
    scope = load_scope(current_user, assessment_id)
    wanted = asked(scope)[1] or abort(404)
    made = drawn_file(lambda: history_csv(Teller(db.session, scope).everything(scope, wanted), scope.titles).encode())
    return _file(scope, made, "text/csv", "csv")


@blueprint.get(f"{HISTORY}.json")
def history_document(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """For programs; 404 for a choice that cannot be read."""
    scope = load_scope(current_user, assessment_id)
    wanted = asked(scope)[1] or abort(404)
    made = drawn_file(lambda: history_json(Teller(db.session, scope).everything(scope, wanted), scope, wanted).encode())
    return _file(scope, made, "application/json", "json")


def _file(scope: Scope, content: bytes, kind: str, ending: str) -> ResponseReturnValue:
    assessment = scope.assessment
    name = f"{file_name('geschiedenis', assessment.municipality.name, assessment.title)}.{ending}"
    return send_file(io.BytesIO(content), kind, as_attachment=True, download_name=name)
