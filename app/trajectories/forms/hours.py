"""The forms with which hours are written down, and with which is said how many there may be."""

import re
from datetime import date
from decimal import Decimal

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, VersionField, one_line, parse_day, required, text_field, typed_day
from app.models import Trajectory
from app.texts import planning as texts
from app.texts.trajectories import STEPS
from app.trajectories.forms.planning import FAR, day_field
from app.trajectories.operations.hours import Spent

TYPED = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,4}))?")
MOST = 100 * 60
LEAST, MOST_TARGET = 1, 500


class HoursForm(BaseForm):
    """What somebody did, for how long; `today` and `first` are set when it is made."""

    today: date
    first: date
    """The first day of the trajectory, from which no day can be far."""

    step = ChoiceField("Stap", list(STEPS.items()), message=texts.STEP_MISSING)
    day = day_field("Dag", required(texts.DAY_MISSING), description="Bijvoorbeeld: 4-12-2026")
    hours = text_field("Uren", 20, required(texts.HOURS_MISSING), description="Bijvoorbeeld: 1,5")
    who = text_field("Wie", 80, required(texts.WHO_MISSING), one_line, description="Een functie, geen naam.")
    note = text_field("Waaraan", 500)

    def validate_step(self, field: Field) -> None:
        """One of the five."""
        if not field.data:
            raise ValidationError(texts.STEP_MISSING)

    def validate_day(self, field: Field) -> None:
        """A day that was."""
        day = parse_day(field.data)
        if day > self.today:
            raise ValidationError(texts.HOURS_TO_COME)
        if abs(day - self.first) > FAR:
            raise ValidationError(texts.DAY_FAR_AWAY)

    def validate_hours(self, field: Field) -> None:
        """Quarters of an hour."""
        minutes = _minutes(field.data)
        if minutes % 15:
            raise ValidationError(texts.HOURS_NOT_QUARTERS)
        if minutes < 15:
            raise ValidationError(texts.HOURS_TOO_FEW)
        if minutes > MOST:
            raise ValidationError(texts.HOURS_TOO_MANY)

    @property
    def spent(self) -> Spent:
        """What was typed, once the form is valid."""
        minutes = int(_minutes(self.hours.data))
        return Spent(self.step.data or "", parse_day(self.day.data), minutes, self.who.data, self.note.data or "")


def _minutes(text: str) -> Decimal:
    """The minutes in 1,5 or 1.5. StopValidation when it is no number."""
    found = TYPED.fullmatch(text)
    if found is None:
        raise StopValidation(texts.HOURS_UNREADABLE)
    return Decimal(f"{found[1]}.{found[2] or 0}") * 60


def build_hours_form(
    today: date, trajectory: Trajectory, stored: Spent, posted: MultiDict[str, str] | None
) -> HoursForm:
    """The form with this in it, or with what was posted; no hours stay empty."""
    data = {
        "step": stored.step,
        "day": typed_day(stored.day),
        "hours": texts.hour_number(stored.minutes) if stored.minutes else "",
        "who": stored.who,
        "note": stored.note,
    }
    form = HoursForm(posted, data=data)
    form.today, form.first = today, trajectory.started_on
    return form


class TargetForm(BaseForm):
    """How many hours the trajectory may take."""

    hours = text_field(
        "Hoeveel uur mag het traject kosten?",
        20,
        required(texts.TARGET_UNREADABLE),
        description="De folder van het traject noemt ongeveer 70 uur.",
    )
    seen = VersionField()

    def validate_hours(self, field: Field) -> None:
        """A whole number."""
        if not re.fullmatch(r"[0-9]{1,3}", field.data) or not LEAST <= int(field.data) <= MOST_TARGET:
            raise ValidationError(texts.TARGET_UNREADABLE)


def build_target_form(trajectory: Trajectory, posted: MultiDict[str, str] | None) -> TargetForm:
    """The form with what holds now, or with what was posted."""
    return TargetForm(posted, data={"hours": str(trajectory.hours), "seen": str(trajectory.version)})
