"""HTTP of this feature: the overview, starting, answering and handing in."""

from app.assessments import (
    answering,
    changing,
    closing,
    handing_in,
    looking_back,
    naming,
    overview,
    starting,
)
from app.assessments.blueprint import blueprint

__all__ = [
    "answering",
    "blueprint",
    "changing",
    "closing",
    "handing_in",
    "looking_back",
    "naming",
    "overview",
    "starting",
]
