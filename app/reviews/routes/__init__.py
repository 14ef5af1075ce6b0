"""HTTP of this feature: the review, its questions, and moving the assessment on."""

from app.reviews.routes import chances, domains, explanation, items, overview, remarks, sending_back, transitions
from app.reviews.routes.entrance import blueprint

__all__ = [
    "blueprint",
    "chances",
    "domains",
    "explanation",
    "items",
    "overview",
    "remarks",
    "sending_back",
    "transitions",
]
