"""The reports that were frozen, newest first, and their renderings as they were stored."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from app.documents.model import ReportDocument, parse_document
from app.models import Rendering, Report

DOCUMENT = "document"
ANSWERS = "json"
ALL = "all"
"""The kind of a rendering that belongs to no edition: the document of them all, and the answers."""


def reports_of(session: Session, assessment_id: uuid.UUID) -> Sequence[Report]:
    """The frozen reports of an assessment, newest first, without their answers."""
    query = select(Report).where(Report.assessment_id == assessment_id).order_by(Report.number.desc())
    return session.scalars(query.options(defer(Report.interchange))).all()


def last_number(session: Session, assessment_id: uuid.UUID) -> int:
    """The number of the newest report of an assessment; 0 when there is none."""
    return session.scalar(select(func.max(Report.number)).where(Report.assessment_id == assessment_id)) or 0


def newest_report(session: Session, assessment_id: uuid.UUID) -> Report | None:
    """The newest frozen report of an assessment with its answers; None when there is none."""
    query = select(Report).where(Report.assessment_id == assessment_id).order_by(Report.number.desc()).limit(1)
    return session.scalars(query).one_or_none()


def frozen_rendering(session: Session, report: Report, kind: str, form: str) -> bytes | None:
    """The bytes of one form of a report as they were frozen; None when that form was not made then."""
    return session.scalar(
        select(Rendering.content).where(
            Rendering.report_id == report.id, Rendering.kind == kind, Rendering.form == form
        )
    )


def frozen_hashes(session: Session, report: Report) -> Mapping[tuple[str, str], str]:
    """The sha256 of every form that was frozen, by kind and form."""
    query = select(Rendering.kind, Rendering.form, Rendering.sha256).where(Rendering.report_id == report.id)
    return {(kind, form): code for kind, form, code in session.execute(query)}


def frozen_document(session: Session, report: Report) -> ReportDocument | None:
    """The document of a report as it was frozen."""
    content = frozen_rendering(session, report, ALL, DOCUMENT)
    return None if content is None else parse_document(content)
