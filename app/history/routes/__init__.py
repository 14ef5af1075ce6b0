"""HTTP of this feature."""

from app.history.routes import administration, files, overview
from app.history.routes.blueprint import blueprint

__all__ = ["administration", "blueprint", "files", "overview"]
