"""HTTP of this feature: the report as a page, and as files."""

from app.reports import (
    checking,
    explanation,
    files,
    page,
    versions,
)
from app.reports.entrance import blueprint

__all__ = [
    "blueprint",
    "checking",
    "explanation",
    "files",
    "page",
    "versions",
]
