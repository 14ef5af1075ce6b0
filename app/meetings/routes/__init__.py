"""HTTP of this feature."""

from app.meetings.routes import ending, following, leading, starting
from app.meetings.routes.entrance import blueprint

__all__ = ["blueprint", "ending", "following", "leading", "starting"]
