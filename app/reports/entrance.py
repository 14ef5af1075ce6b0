"""The blueprint of this feature, and the report that was asked for."""

import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.documents.files import file_name
from app.documents.model import EditionKind, ReportDocument
from app.doors.access import readable_assessment, roles_in
from app.models import Assessment, Report
from app.reports.contents import Contents
from app.reports.context import report_contents
from app.reports.stored import others_answered
from app.state.rounds import may_measure_again
from app.texts.reports import KINDS, TOO_EARLY
from app.web.clock import today
from app.web.extensions import db
from app.web.publication import frozen_document, reports_of

blueprint = Blueprint("reports", __name__, template_folder="templates")

REPORT = "/inventarisaties/<uuid:assessment_id>/rapport"
STAFF = ("coordinator", "adviser")
SHOWN = ("pdf", "svg")
WORDS = {kind: word for word, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class WantedReport:
    """Which report somebody asked for: a frozen one, or the preview of the next."""

    assessment: Assessment
    roles: frozenset[str]
    kind: EditionKind
    report: Report | None
    """None: the preview."""
    reports: Sequence[Report]
    """All frozen ones, newest first."""

    @property
    def is_staff(self) -> bool:
        """Whether this person leads the conversation, and may see single answers."""
        return bool(self.roles & set(STAFF))

    @property
    def is_own(self) -> bool:
        """Whether this person has a role in its municipality; otherwise in the one that it became part of."""
        return bool(roles_in(current_user, self.assessment.municipality_id))

    @property
    def measures_again(self) -> bool:
        """Whether this person may start a round that is held against this one."""
        return may_measure_again(self.assessment, self.roles, today())

    @property
    def file_name(self) -> str:
        """The name of a file with this report, without its ending."""
        place, title = self.assessment.municipality.name, self.assessment.title
        version = f"versie-{self.report.number}" if self.report else "voorlopig"
        return file_name("rapport", place, title, WORDS[self.kind], version)


def readable(assessment_id: uuid.UUID) -> tuple[Assessment, frozenset[str]]:
    """An assessment of which this person may read reports, and their roles there; otherwise 404 or 403."""
    return readable_assessment(current_user, assessment_id)


def wanted_report(assessment_id: uuid.UUID, for_readers: str = "beleid") -> WantedReport:
    """The report that the address names; 404 for one that is not there, 403 for who may not see it.

    Coordinator and adviser see everything, a reader only what was agreed, and nobody else anything. Who is of the
    municipality that it became part of is a reader here: the adviser's edition stays with who had it. Where the
    address names no edition it is the whole report, but `for_readers` for who only reads.
    """
    assessment, roles = readable(assessment_id)
    edition = request.args.get("soort", "beleid" if roles & set(STAFF) else for_readers)
    kind = KINDS.get(edition) or abort(404)
    if kind == "adviser" and not roles & set(STAFF):
        abort(403)
    reports = reports_of(db.session, assessment.id)
    chosen = chosen_report(assessment, roles, reports)
    if chosen is None:
        _refuse_too_early(assessment)
    return WantedReport(assessment, roles, kind, chosen, reports)


def _refuse_too_early(assessment: Assessment) -> None:
    # While colleagues can still answer, their answers stay theirs.
    if assessment.state != "open":
        return
    if others_answered(db.session, assessment, current_user):
        back = ("Naar de inventarisatie", url_for("assessments.hub", assessment_id=assessment.id))
        abort(make_response(render_template("errors/409.html", explanation=TOO_EARLY, back=back), 409))


def chosen_report(assessment: Assessment, roles: frozenset[str], reports: Sequence[Report]) -> Report | None:
    """The version that the address names, or the newest; None is the preview for who leads the conversation."""
    version = request.args.get("versie")
    if version is not None:
        found = [report for report in reports if str(report.number) == version]
        return found[0] if found else abort(404)
    if reports and (assessment.state == "agreed" or not roles & set(STAFF)):
        return reports[0]
    # A reader without a frozen report: there is nothing for them yet.
    return None if roles & set(STAFF) else abort(404)


def document_of(wanted: WantedReport) -> ReportDocument:
    """The frozen document, or the preview made now."""
    if wanted.report is not None:
        return frozen_document(db.session, wanted.report) or abort(404)
    return preview(wanted).document


def preview(wanted: WantedReport) -> Contents:
    """What the next version would be made of now."""
    version = wanted.reports[0].number + 1 if wanted.reports else 1
    return report_contents(db.session, wanted.assessment, version=version, date=today())


def address(wanted: WantedReport, endpoint: str, **options: Any) -> str:
    """The address of another form of the same version."""
    version = wanted.report.number if wanted.report else None
    return url_for(endpoint, assessment_id=wanted.assessment.id, versie=version, **options)


def send(wanted: WantedReport, content: bytes, media: str, ending: str) -> ResponseReturnValue:
    """A file with this report, by a name that says which one; what a browser can show is not saved at once."""
    name = f"{wanted.file_name}.{ending}"
    return send_file(io.BytesIO(content), media, as_attachment=ending not in SHOWN, download_name=name)
