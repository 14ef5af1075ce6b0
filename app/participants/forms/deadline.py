"""The form with the last day on which colleagues can answer, and when they are reminded of it."""

from datetime import date, timedelta

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import ValidationError

from app.forms import BaseForm, ChoiceField, parse_day, required, text_field, typed_day
from app.last_day import parse_last_day
from app.models import Assessment
from app.texts import colleagues as texts


class LastDayForm(BaseForm):
    """A form that asks for the last day; `today` and the day that holds now are set when it is made."""

    today: date
    current: date | None

    deadline = text_field(
        "Laatste dag om te antwoorden",
        40,
        required(texts.DAY_MISSING),
        description="Die dag telt nog mee. Bijvoorbeeld: 4-12-2026",
    )

    def validate_deadline(self, field: Field) -> None:
        """A day that is still to come, within a year; the day that holds already may stay until it is over."""
        parse_last_day(field.data, self.today, self.current)

    @property
    def day(self) -> date:
        """The day, once the form is valid."""
        return parse_day(self.deadline.data)


class DeadlineForm(LastDayForm):
    """The last day, and how many days before it a reminder goes out by itself."""

    current_days: int | None

    reminder_days = ChoiceField(
        "Wanneer sturen we vanzelf een herinnering?",
        list(texts.REMINDERS.items()),
        message=texts.REMINDER_MISSING,
        description="Die gaat om 8 uur naar iedereen die is uitgenodigd en nog niet klaar is.",
    )

    def validate_reminder_days(self, field: Field) -> None:
        """One must be chosen, of which the day is still to come."""
        if not field.data:
            raise ValidationError(texts.REMINDER_MISSING)
        # The field of the day is checked first: without errors it holds a day.
        if self.days and not self.deadline.errors and self._is_new and self._reminder_day <= self.today:
            raise ValidationError(texts.REMINDER_TOO_EARLY)

    @property
    def _is_new(self) -> bool:
        return (self.day, self.days) != (self.current, self.current_days)

    @property
    def _reminder_day(self) -> date:
        return self.day - timedelta(days=self.days or 0)

    @property
    def days(self) -> int | None:
        """How many days before; None for no reminder."""
        return int(self.reminder_days.data) if self.reminder_days.data in ("1", "3", "7") else None


def build_deadline_form(today: date, assessment: Assessment, posted: MultiDict[str, str] | None) -> DeadlineForm:
    """The form with what holds now, or with what was posted."""
    current, days = assessment.deadline, assessment.reminder_days
    form = DeadlineForm(posted, data={"deadline": typed_day(current), "reminder_days": str(days or "none")})
    form.today, form.current, form.current_days = today, current, days
    return form
