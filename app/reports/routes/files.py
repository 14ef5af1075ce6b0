"""HTTP of the report as files: PDF, its chance plot, and the interchange document to calculate with."""

import uuid

from flask import abort
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.reports.charts.chance import render_chance_plot
from app.reports.document import Figure
from app.reports.pdf.rendering import render_pdf
from app.reports.queries import assessment_data, frozen_rendering
from app.reports.routes.entrance import REPORT, blueprint, document_of, send, wanted_report
from scoring.interchange import build_interchange, render_json


@blueprint.get(f"{REPORT}.pdf")
def report_pdf(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The frozen bytes, or the preview rendered now."""
    wanted = wanted_report(assessment_id)
    if wanted.report is None:
        content = render_pdf(document_of(wanted), wanted.kind)
    else:
        content = frozen_rendering(db.session, wanted.report, wanted.kind, "pdf") or abort(404)
    return send(wanted, content, "application/pdf", "pdf")


@blueprint.get(f"{REPORT}.json")
def report_json(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """The answers and agreed scores; they are single answers, so not for readers."""
    wanted = wanted_report(assessment_id)
    if not wanted.is_staff:
        abort(403)
    if wanted.report is None:
        content = render_json(build_interchange(assessment_data(db.session, wanted.assessment)))
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
    return send(wanted, render_chance_plot(found[0].points), "image/svg+xml", "svg")
