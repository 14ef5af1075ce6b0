"""HTTP of this feature: municipalities, people and roles."""

from app.administration.routes import municipalities, people
from app.administration.routes.blueprint import blueprint

__all__ = ["blueprint", "municipalities", "people"]
