"""HTTP of this feature."""

from app.history.routes.blueprint import blueprint

__all__ = ["blueprint"]
