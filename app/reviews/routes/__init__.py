"""HTTP of this feature: the review, its questions, and moving the assessment on."""

from app.reviews.routes import (
    approval,
    chances,
    changed,
    changed_domain,
    changes,
    domains,
    explanation,
    items,
    overview,
    points,
    remarks,
    sending_back,
    settling,
    transitions,
)
from app.reviews.routes.entrance import blueprint

__all__ = [
    "approval",
    "blueprint",
    "chances",
    "changed",
    "changed_domain",
    "changes",
    "domains",
    "explanation",
    "items",
    "overview",
    "points",
    "remarks",
    "sending_back",
    "settling",
    "transitions",
]
