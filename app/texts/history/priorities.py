"""What the history tells of choosing domains."""

from app.texts.history.telling import Telling

CHOICES: dict[str, Telling] = {}
"""By the name of the action."""
