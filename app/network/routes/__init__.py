"""HTTP of the network."""

from app.network.routes import consent, national, overview, practice, questions
from app.network.routes.entrance import blueprint
from app.network.routes.sharing import sharing

__all__ = ["blueprint", "consent", "national", "overview", "practice", "questions", "sharing"]
