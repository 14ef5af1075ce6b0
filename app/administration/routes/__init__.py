"""HTTP of this feature: municipalities, people and roles."""

from app.administration.routes import municipalities, people
from app.administration.routes.entrance import blueprint

__all__ = ["blueprint", "municipalities", "people"]
