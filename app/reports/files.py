"""HTTP of the report as files: every form of an edition, its chance plot, and the answers to calculate with."""

import uuid

from flask import abort
from flask.typing import ResponseReturnValue

from app.documents.model import Figure
from app.documents.rendering import render_chance_plot
from app.reports.contents import FORMS_OF, Form, render_form
from app.reports.entrance import REPORT, blueprint, document_of, preview, send, wanted_report
from app.reports.stored import load_rows, outgoing_data
from app.texts.reports import FORMS
from app.web.drawing import drawn_file
from app.web.extensions import db
from app.web.publication import frozen_rendering
from scoring.interchange import build_interchange, render_json


@blueprint.get(f"{REPORT}.pdf")
def report_pdf(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To read and to keep."""
    return _file(assessment_id, "pdf")


@blueprint.get(f"{REPORT}.docx")
def report_docx(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To take over in a text of one's own."""
    return _file(assessment_id, "docx")


@blueprint.get(f"{REPORT}.xlsx")
def report_xlsx(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """To calculate with; 404 for the alderman's page, which has no tables."""
    return _file(assessment_id, "xlsx")


@blueprint.get(f"{REPORT}.csv")
def report_csv(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The scores per question for other programs: of the full edition only."""
    return _file(assessment_id, "csv")


def _file(assessment_id: uuid.UUID, form: Form) -> ResponseReturnValue:
    """The frozen bytes, or the preview rendered now; 404 for a form that this edition or this version does not have."""
    wanted = wanted_report(assessment_id)
    if form not in FORMS_OF[wanted.kind]:
        abort(404)
    if wanted.report is None:
        contents = preview(wanted)
        content = drawn_file(lambda: render_form(contents, wanted.kind, form))
    else:
        content = frozen_rendering(db.session, wanted.report, wanted.kind, form) or abort(404)
    return send(wanted, content, FORMS[form].media, form)


@blueprint.get(f"{REPORT}.json")
def report_json(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The answers and agreed scores; they are single answers, so not for readers."""
    wanted = wanted_report(assessment_id)
    if not wanted.is_staff:
        abort(403)
    if wanted.report is None:
        rows = load_rows(db.session, wanted.assessment)
        content = render_json(build_interchange(outgoing_data(wanted.assessment, rows)))
    else:
        content = wanted.report.interchange.encode()
    return send(wanted, content, "application/json", "json")


@blueprint.get(f"{REPORT}/kansen.svg")
def chances_picture(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The chance plot of an edition, as a picture of its own; 404 for an edition without one."""
    wanted = wanted_report(assessment_id)
    found = [
        block
        for section in document_of(wanted).edition(wanted.kind).sections
        for block in section.blocks
        if isinstance(block, Figure) and block.kind == "opportunity"
    ]
    if not found:
        abort(404)
    points = found[0].points
    # The page of a report asks for it each time.
    content = drawn_file(lambda: render_chance_plot(points), kept_as=("chances", points))
    return send(wanted, content, "image/svg+xml", "svg")
