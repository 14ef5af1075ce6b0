"""HTTP of then and now as files: the frozen bytes, or what is made now; and the comparison to calculate with."""

import io
import uuid
from typing import Literal

from flask import send_file
from flask.typing import ResponseReturnValue

from app.comparisons.contents import ComparisonForm, render_form
from app.comparisons.queries.frozen import COMPARISON
from app.comparisons.routes.entrance import PLACE, Wanted, blueprint, contents_of, wanted_comparison
from app.extensions import db
from app.reports.drawing import drawn_file
from app.reports.queries import frozen_rendering
from app.texts.comparisons import FILES
from scoring.interchange import build_comparison_document, render_json


@blueprint.get(f"{PLACE}.pdf")
def comparison_pdf(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To read and to keep."""
    return _file(assessment_id, "pdf")


@blueprint.get(f"{PLACE}.docx")
def comparison_docx(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To take over in a text of one's own."""
    return _file(assessment_id, "docx")


@blueprint.get(f"{PLACE}.xlsx")
def comparison_xlsx(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To calculate with."""
    return _file(assessment_id, "xlsx")


@blueprint.get(f"{PLACE}.json")
def comparison_json(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The comparison document, as `samenhang compare` makes it of the answers of both rounds."""
    return _file(assessment_id, "json")


def _file(assessment_id: uuid.UUID, form: ComparisonForm | Literal["json"]) -> ResponseReturnValue:
    wanted = wanted_comparison(assessment_id)
    name = f"{wanted.file_name}.{form}"
    content = _frozen(wanted, form) or _rendered(wanted, form)
    return send_file(io.BytesIO(content), FILES[form].media, as_attachment=form != "pdf", download_name=name)


def _frozen(wanted: Wanted, form: str) -> bytes | None:
    if wanted.report is None or not wanted.is_usual:
        return None
    return frozen_rendering(db.session, wanted.report, COMPARISON, form)


def _rendered(wanted: Wanted, form: ComparisonForm | Literal["json"]) -> bytes:
    contents = contents_of(wanted)
    if form == "json":
        return render_json(build_comparison_document(contents.material.comparison))
    return drawn_file(lambda: render_form(contents, form))
