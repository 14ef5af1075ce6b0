"""HTTP of this feature: the review, its questions, and moving the assessment on."""

from app.reviews import (
    chances,
    changed,
    changes,
    domains,
    explanation,
    items,
    overview,
    point_list,
    remark_pages,
    sending_back,
    transitions,
)
from app.reviews.entrance import blueprint

__all__ = [
    "blueprint",
    "chances",
    "changed",
    "changes",
    "domains",
    "explanation",
    "items",
    "overview",
    "point_list",
    "remark_pages",
    "sending_back",
    "transitions",
]
