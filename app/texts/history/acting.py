"""What the history tells of improvement actions."""

from app.texts.history.telling import Telling

ACTING: dict[str, Telling] = {}
"""By the name of the action."""
