"""What the history tells of improvement actions."""

from app.texts.history.progress import PROGRESS
from app.texts.history.telling import Telling

ACTING: dict[str, Telling] = {**PROGRESS}
"""By the name of the action."""
