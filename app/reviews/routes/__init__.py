"""HTTP of this feature: the review, its questions, and moving the assessment on."""

from app.reviews.routes import (
    chances,
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
    "blueprint",
    "chances",
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
