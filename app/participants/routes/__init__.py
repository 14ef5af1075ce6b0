"""HTTP of this feature: who takes part, with which questions, and the mails to them."""

from app.participants.routes import deadline, inviting, leaving, overview, proposing, reminding
from app.participants.routes.blueprint import blueprint

__all__ = ["blueprint", "deadline", "inviting", "leaving", "overview", "proposing", "reminding"]
