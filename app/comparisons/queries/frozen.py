"""The comparison as it was frozen with the report of the later round."""

from sqlalchemy.orm import Session

from app.comparisons.document.report import ComparisonReport, parse_report
from app.models import Report
from app.reports.queries.frozen import ANSWERS, DOCUMENT, frozen_rendering
from app.texts.checking import COMPARISON

__all__ = ["ANSWERS", "COMPARISON", "DOCUMENT", "frozen_comparison"]


def frozen_comparison(session: Session, report: Report) -> ComparisonReport | None:
    """The document of then; None for what was agreed before there were any."""
    content = frozen_rendering(session, report, COMPARISON, DOCUMENT)
    return None if content is None else parse_report(content)
