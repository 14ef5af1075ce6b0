"""HTTP of the network."""

from app.network.routes import consent, national, overview
from app.network.routes.entrance import blueprint

__all__ = ["blueprint", "consent", "national", "overview"]
