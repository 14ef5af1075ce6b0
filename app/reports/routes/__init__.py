"""HTTP of this feature: the report as a page, and as files."""

from app.reports.routes import checking, explanation, files, mail_text, page, versions
from app.reports.routes.entrance import blueprint

__all__ = ["blueprint", "checking", "explanation", "files", "mail_text", "page", "versions"]
