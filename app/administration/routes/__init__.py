"""HTTP of this feature: municipalities, people and roles, organisations with work accounts."""

from app.administration.routes import advisers, merging, municipalities, people, personal, providers, second_step
from app.administration.routes.entrance import blueprint

__all__ = ["advisers", "blueprint", "merging", "municipalities", "people", "personal", "providers", "second_step"]
