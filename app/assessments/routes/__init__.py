"""HTTP of this feature: the overview, starting, answering and handing in."""

from app.assessments.routes import (
    answering,
    changing,
    closing,
    handing_in,
    looking_back,
    looking_back_choosing,
    naming,
    overview,
    starting,
)
from app.assessments.routes.blueprint import blueprint

__all__ = [
    "answering",
    "blueprint",
    "changing",
    "closing",
    "handing_in",
    "looking_back",
    "looking_back_choosing",
    "naming",
    "overview",
    "starting",
]
