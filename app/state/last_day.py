"""The last day on which colleagues can answer: which days it can be, and setting it."""

from datetime import date, timedelta

from wtforms.validators import ValidationError

from app.models import Assessment
from app.texts import colleagues as texts
from app.web.forms import parse_day

YEAR = timedelta(days=366)


def parse_last_day(text: str, today: date, current: date | None = None) -> date:
    """A day that is still to come, within a year; the day that holds already may stay until it is over.

    Raises ValidationError with what is wrong.
    """
    try:
        day = parse_day(text)
    except ValueError:
        raise ValidationError(texts.DAY_UNREADABLE) from None
    if day < today or (day == today and day != current):
        raise ValidationError(texts.DAY_TOO_EARLY)
    if day > today + YEAR:
        raise ValidationError(texts.DAY_TOO_LATE)
    return day


def move_last_day(assessment: Assessment, day: date, today: date) -> None:
    """Set another last day. A reminder that would go out at once says nothing new: it is noted as sent."""
    assessment.deadline, assessment.deadline_changes = day, assessment.deadline_changes + 1
    if assessment.reminder_days is not None and day - timedelta(days=assessment.reminder_days) <= today:
        assessment.reminded_for = day
