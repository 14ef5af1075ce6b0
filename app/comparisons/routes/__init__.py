"""The pages and files of then and now."""

from app.comparisons.routes import accounting, files, page
from app.comparisons.routes.entrance import blueprint

__all__ = ["accounting", "blueprint", "files", "page"]
