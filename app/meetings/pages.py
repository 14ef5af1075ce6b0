"""HTTP of this feature."""

from app.meetings import (
    ending,
    following,
    starting,
)
from app.meetings.running import blueprint

__all__ = [
    "blueprint",
    "ending",
    "following",
    "starting",
]
