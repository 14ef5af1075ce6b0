"""What the history tells of the owners of actions, and of partners."""

from app.texts.history.telling import Telling

OWNERS: dict[str, Telling] = {}
"""By the name of the action."""
