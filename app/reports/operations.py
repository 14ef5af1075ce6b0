"""Freezing a report: at agreement every form is made once, and kept byte for byte."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.asked import questionnaire_of
from app.formatting import HERE
from app.models import Assessment, Rendering, Report, User
from app.reports.document import ReportDocument, build_document
from app.reports.document import render_json as render_document
from app.reports.document.editions import EDITION_KINDS
from app.reports.pdf.rendering import render_pdf
from app.reports.queries.assessment import build_assessment, load_rows
from app.reports.queries.context import report_context
from app.reports.queries.frozen import ALL, DOCUMENT, last_number
from scoring.engine import RULES, score
from scoring.interchange import build_interchange, render_json


def freeze_report(session: Session, assessment: Assessment, actor: User, *, now: datetime) -> Report:
    """Make and keep the next version of the report of an assessment.

    The caller holds the assessment for update, so that nothing can be saved that the report lacks.
    """
    rows = load_rows(session, assessment)
    data = build_assessment(assessment, rows)
    report = Report(
        id=uuid.uuid4(),
        assessment_id=assessment.id,
        municipality_id=assessment.municipality_id,
        number=last_number(session, assessment.id) + 1,
        interchange=render_json(build_interchange(data)).decode(),
        rules=RULES,
        agreed_at=now,
        agreed_by=actor.id,
        approved_by=assessment.approved_by,
    )
    today = now.astimezone(HERE).date()
    context = report_context(session, assessment, rows, version=report.number, date=today, report_id=report.id)
    questionnaire = questionnaire_of(assessment)
    document = build_document(questionnaire, data, score(questionnaire, data), context)
    session.add(report)
    session.flush()
    session.execute(insert(Rendering), [_row(report, *rendering) for rendering in _renderings(document)])
    return report


def _renderings(document: ReportDocument) -> Iterator[tuple[str, str, bytes, int]]:
    """(kind, form, bytes, version of the renderer) of all that is kept."""
    yield ALL, DOCUMENT, render_document(document), document.renderer
    for kind in EDITION_KINDS:
        yield kind, "pdf", render_pdf(document, kind), document.renderer


def _row(report: Report, kind: str, form: str, content: bytes, renderer: int) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "report_id": report.id,
        "municipality_id": report.municipality_id,
        "kind": kind,
        "form": form,
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "renderer": renderer,
    }
