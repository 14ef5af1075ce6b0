"""HTTP of what goes on paper: PDF, and Word where somebody may want to change it."""

import io
import uuid
from collections.abc import Hashable

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments.queries.work import load_own_work
from app.extensions import db
from app.file_names import file_name
from app.instrument.routes import published_version
from app.paper.queries import answers_of_self, blank_questionnaire, questions_of_colleague
from app.reports.document.booklet import Booklet
from app.reports.docx.rendering import render_booklet_docx
from app.reports.drawing import drawn_file
from app.reports.pdf.rendering import render_booklet_pdf

blueprint = Blueprint("paper", __name__)

FORM = "<any(pdf, docx):form>"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get(f"/vragenlijsten/<questionnaire_id>/<int:version>.{FORM}")
def questionnaire_file(questionnaire_id: str, version: int, form: str) -> ResponseReturnValue:
    """The blank questionnaire; `?domein=geld&domein=algemeen` for some parts of it."""
    asked = published_version(questionnaire_id, version)
    parts = request.args.getlist("domein")
    kept_as = ("blank", questionnaire_id, version, form, frozenset(parts))
    return _file(blank_questionnaire(asked, parts), form, kept_as)


@blueprint.get(f"/inventarisaties/<uuid:assessment_id>/deelnemers/<uuid:participation_id>/vragen.{FORM}")
def colleague_file(assessment_id: uuid.UUID, participation_id: uuid.UUID, form: str) -> ResponseReturnValue:
    """What one colleague is asked, blank."""
    return _file(questions_of_colleague(current_user, assessment_id, participation_id), form)


@blueprint.get("/inventarisaties/<uuid:assessment_id>/mijn-antwoorden.pdf")
def own_answers_file(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """What this person answered, as long as they may see it."""
    work, participation = load_own_work(current_user, assessment_id)
    return _file(answers_of_self(db.session, work, participation), "pdf")


def _file(booklet: Booklet, form: str, kept_as: Hashable = None) -> ResponseReturnValue:
    render, media = (render_booklet_docx, WORD) if form == "docx" else (render_booklet_pdf, "application/pdf")
    content = drawn_file(lambda: render(booklet), kept_as=kept_as)
    return send_file(io.BytesIO(content), media, download_name=f"{file_name(*booklet.name.split(' – '))}.{form}")
