"""HTTP of this feature."""

from app.meetings.routes.blueprint import blueprint

__all__ = ["blueprint"]
