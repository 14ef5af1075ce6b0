"""HTTP of this feature."""

from app.desk.routes import municipality, overview
from app.desk.routes.blueprint import blueprint

__all__ = ["blueprint", "municipality", "overview"]
