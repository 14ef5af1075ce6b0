"""Which frozen report a file is, by its sha256: whoever has that has the file, or got the code from who has."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from app.models import Rendering, Report
from app.reports.document import ReportDocument
from app.reports.queries.frozen import DOCUMENT, frozen_document, last_number


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

    The document that all forms are drawn from is no file that anybody gets; without it nothing can be said of a file.
    """
    query = (
        select(Report, Rendering.kind, Rendering.form)
        .join(Rendering, Rendering.report_id == Report.id)
        .where(Rendering.sha256 == code, Rendering.form != DOCUMENT)
        .order_by(Report.agreed_at.desc(), Report.number.desc())
        .options(defer(Report.interchange))
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    report, kind, form = found
    document = frozen_document(session, report)
    if document is None:
        return None
    return FoundFile(document, kind, form, report.agreed_at, last_number(session, report.assessment_id))
