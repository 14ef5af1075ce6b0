"""What people do in a meeting: start it, go on, agree a score, and end it."""

from app.meetings.operations.ending import end_meeting
from app.meetings.operations.leading import (
    StaleMeetingError,
    agree_in_meeting,
    change_present,
    move_to,
    restart_timer,
    start_meeting,
)

__all__ = [
    "StaleMeetingError",
    "agree_in_meeting",
    "change_present",
    "end_meeting",
    "move_to",
    "restart_timer",
    "start_meeting",
]
