"""Which frozen report a file is, by its sha256: whoever has that has the file, or got the code from who has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.models import Rendering, Report
from app.reports.document import ReportDocument, parse_document
from app.reports.queries.frozen import DOCUMENT, last_number


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is one form of a frozen report."""

    document: ReportDocument
    """As it was frozen: a municipality keeps the name that stands in the file."""
    kind: str
    form: str
    agreed_at: datetime
    newest: int
    """The number of the newest version of this report."""

    @property
    def is_newest(self) -> bool:
        """Whether no version was agreed after this one."""
        return self.document.version == self.newest


def find_file(session: Session, code: str) -> FoundFile | None:
    """The frozen form with this sha256; of two versions with the same bytes the newest. None: nothing is known.

    The document that all forms are drawn from is no file that anybody gets.
    """
    query = (
        select(Report, Rendering.kind, Rendering.form)
        .join(Rendering, Rendering.report_id == Report.id)
        .where(Rendering.sha256 == code, Rendering.form != DOCUMENT)
        .order_by(Report.agreed_at.desc(), Report.number.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    report, kind, form = found
    document = parse_document(session.scalars(_document_of(report)).one())
    return FoundFile(document, kind, form, report.agreed_at, last_number(session, report.assessment_id))


def _document_of(report: Report) -> Select[bytes]:
    return select(Rendering.content).where(Rendering.report_id == report.id, Rendering.form == DOCUMENT)
