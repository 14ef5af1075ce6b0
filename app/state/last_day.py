"""The last day on which colleagues can answer: which days it can be, which one we propose, and setting it."""

from datetime import date, timedelta

from wtforms.validators import ValidationError

from app.models import Assessment
from app.texts import participants as texts

YEAR = timedelta(days=366)
FORTNIGHT = timedelta(weeks=2)
"""How long colleagues get to answer, unless somebody chooses another day."""
FIXED = {(1, 1), (5, 5), (12, 25), (12, 26)}
"""(month, day) of the holidays that are on the same day each year; King's Day makes way for a Sunday."""
AROUND_EASTER = (-2, 1, 39, 50)
"""Good Friday, Easter Monday, Ascension Day and Whit Monday, in days after Easter."""


def _easter(year: int) -> date:
    """Easter Sunday, by the rule of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    """Whether a municipality works on this day: no weekend, and no public holiday in the Netherlands."""
    kings_day = date(day.year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    easter = _easter(day.year)
    movable = {easter + timedelta(days=days) for days in AROUND_EASTER}
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in {kings_day, *movable}


def proposed_last_day(today: date) -> date:
    """The day that we propose: in two weeks, or the first working day after that."""
    day = today + FORTNIGHT
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def check_last_day(day: date, today: date, current: date | None = None) -> None:
    """Refuse a day that is not to come, or not within a year; the day that holds already may stay until it is over.

    Raises ValidationError with what is wrong.
    """
    if day < today or (day == today and day != current):
        raise ValidationError(texts.DAY_TOO_EARLY)
    if day > today + YEAR:
        raise ValidationError(texts.DAY_TOO_LATE)


def move_last_day(assessment: Assessment, day: date, today: date) -> None:
    """Set another last day. A reminder that would go out at once says nothing new: it is noted as sent."""
    assessment.deadline, assessment.deadline_changes = day, assessment.deadline_changes + 1
    if assessment.reminder_days is not None and day - timedelta(days=assessment.reminder_days) <= today:
        assessment.reminded_for = day
