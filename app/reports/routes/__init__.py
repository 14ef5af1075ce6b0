"""HTTP of this feature: the report as a page, and as files."""

from app.reports.routes import explanation, files, page, versions
from app.reports.routes.entrance import blueprint

__all__ = ["blueprint", "explanation", "files", "page", "versions"]
