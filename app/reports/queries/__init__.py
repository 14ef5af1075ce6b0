"""From the database to what scoring and reports are made of."""

from app.reports.queries.assessment import (
    Rows,
    StoredAnswer,
    StoredScore,
    assessment_data,
    build_assessment,
    load_rows,
    others_answered,
    outgoing_data,
)
from app.reports.queries.context import report_context
from app.reports.queries.frozen import frozen_document, frozen_hashes, frozen_rendering, last_number, reports_of

__all__ = [
    "Rows",
    "StoredAnswer",
    "StoredScore",
    "assessment_data",
    "build_assessment",
    "frozen_document",
    "frozen_hashes",
    "frozen_rendering",
    "last_number",
    "load_rows",
    "others_answered",
    "outgoing_data",
    "report_context",
    "reports_of",
]
