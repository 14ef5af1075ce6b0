"""The blueprint of this feature, and the report that was asked for."""

import uuid
from dataclasses import dataclass

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask_login import current_user

from app.documents.model import EditionKind, ReportDocument
from app.doors.access import readable_assessment
from app.models import Assessment
from app.reports.contents import Contents
from app.reports.context import report_contents
from app.reports.stored import others_answered
from app.texts.reports import KINDS, TOO_EARLY
from app.web.clock import today
from app.web.extensions import db
from app.web.publication import STAFF, WantedVersion, asked_version, frozen_document

blueprint = Blueprint("reports", __name__, template_folder="templates")

REPORT = "/inventarisaties/<uuid:assessment_id>/rapport"
WORDS = {kind: word for word, kind in KINDS.items()}


@dataclass(frozen=True)
class WantedReport(WantedVersion):
    """Which version of a report somebody asked for, and for which kind of reader."""

    kind: EditionKind

    @property
    def file_name(self) -> str:
        """The name of a file with this report, without its ending."""
        return self.named("rapport", WORDS[self.kind])


def wanted_report(assessment_id: uuid.UUID, for_readers: str = "beleid") -> WantedReport:
    """The report that the address names; 404 for one that is not there, 403 for who may not see it.

    Coordinator and adviser see everything, a reader only what was agreed, and nobody else anything. Who is of the
    municipality that it became part of is a reader here: the adviser's edition stays with who had it. Where the
    address names no edition it is the whole report, but `for_readers` for who only reads.
    """
    assessment, roles = readable_assessment(current_user, assessment_id)
    edition = request.args.get("soort", "beleid" if roles & set(STAFF) else for_readers)
    kind = KINDS.get(edition) or abort(404)
    if kind == "adviser" and not roles & set(STAFF):
        abort(403)
    wanted = WantedReport(assessment, roles, *asked_version(assessment, roles), kind)
    if wanted.report is None:
        _refuse_too_early(assessment)
    return wanted


def _refuse_too_early(assessment: Assessment) -> None:
    # While colleagues can still answer, their answers stay theirs.
    if assessment.state != "open":
        return
    if others_answered(db.session, assessment, current_user):
        back = ("Naar de inventarisatie", url_for("assessments.hub", assessment_id=assessment.id))
        abort(make_response(render_template("errors/409.html", explanation=TOO_EARLY, back=back), 409))


def document_of(wanted: WantedReport) -> ReportDocument:
    """The frozen document, or the preview made now."""
    if wanted.report is not None:
        return frozen_document(db.session, wanted.report) or abort(404)
    return preview(wanted).document


def preview(wanted: WantedReport) -> Contents:
    """What the next version would be made of now."""
    version = wanted.reports[0].number + 1 if wanted.reports else 1
    return report_contents(db.session, wanted.assessment, version=version, date=today())
