"""How every score came about, in sentences: from the steps of `scoring.explanation`, for the review and the report."""

from app.reports.explained.case import Agreement, Case
from app.reports.explained.domain import explain_domain
from app.reports.explained.model import Explained, ItemRow
from app.reports.explained.municipality import explain_municipality
from app.reports.explained.question import explain_item

__all__ = [
    "Agreement",
    "Case",
    "Explained",
    "ItemRow",
    "explain_domain",
    "explain_item",
    "explain_municipality",
]
