"""HTTP of this feature: municipalities, people and roles, organisations with work accounts."""

from app.administration.routes import advisers, municipalities, people, providers, second_step
from app.administration.routes.entrance import blueprint

__all__ = ["advisers", "blueprint", "municipalities", "people", "providers", "second_step"]
