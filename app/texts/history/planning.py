"""What the history tells of the ten months: steps, hours, appointments and calendars."""

from app.texts.history.reminders import REMINDERS
from app.texts.history.telling import Telling, plain

PLANNING: dict[str, Telling] = {
    "start_trajectory": plain("startte het traject van tien maanden."),
    **REMINDERS,
}
"""By the name of the action."""
