"""HTTP of this feature: signing in and out."""

from app.accounts.routes import sessions, signing_in
from app.accounts.routes.blueprint import blueprint

__all__ = ["blueprint", "sessions", "signing_in"]
