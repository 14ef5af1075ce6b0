"""The form of an appointment."""

import re
from datetime import date, time

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, VersionField, one_line, parse_day, required, text_field, typed_day
from app.models import Trajectory
from app.texts import planning as texts
from app.texts.trajectories import APPOINTMENT_KINDS, STEPS
from app.trajectories.forms.planning import FAR, day_field
from app.trajectories.operations.appointments import Plans

TYPED = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?: ?u(?:ur)?)?", re.IGNORECASE)
LEAST, MOST = 5, 24 * 60


class AppointmentForm(BaseForm):
    """What an appointment is about, and when and where; `first` is set when it is made."""

    first: date
    """The first day of the trajectory, from which no day can be far."""

    title = text_field("Waar gaat de afspraak over?", 80, required(texts.TITLE_MISSING), one_line)
    kind = ChoiceField("Soort", list(APPOINTMENT_KINDS.items()), message=texts.KIND_MISSING)
    step = ChoiceField("Stap", list(STEPS.items()), message=texts.STEP_MISSING)
    day = day_field("Dag", required(texts.DAY_MISSING), description="Bijvoorbeeld: 4-12-2026")
    at = text_field("Tijd", 20, description="Bijvoorbeeld: 9.30")
    minutes = text_field("Duur", 20, description="In minuten: 90")
    place = text_field("Plaats", 200, one_line, description="Bijvoorbeeld: gemeentehuis, of online.")
    note = text_field("Notitie", 2000, area=True)
    seen = VersionField()

    def validate_kind(self, field: Field) -> None:
        """One of them."""
        if not field.data:
            raise ValidationError(texts.KIND_MISSING)

    def validate_step(self, field: Field) -> None:
        """One of the five."""
        if not field.data:
            raise ValidationError(texts.STEP_MISSING)

    def validate_day(self, field: Field) -> None:
        """A day not far from the trajectory, also one that was: people write down what they did."""
        if abs(parse_day(field.data) - self.first) > FAR:
            raise ValidationError(texts.DAY_FAR_AWAY)

    def validate_at(self, field: Field) -> None:
        """A time of the day, or nothing."""
        if field.data:
            _time(field.data)

    def validate_minutes(self, field: Field) -> None:
        """A number of minutes, when there is a time."""
        if not field.data:
            return
        if not re.fullmatch(r"[0-9]{1,4}", field.data) or not LEAST <= int(field.data) <= MOST:
            raise ValidationError(texts.LENGTH_UNREADABLE)
        if not self.at.data:
            raise ValidationError(texts.LENGTH_WITHOUT_TIME)

    @property
    def plans(self) -> Plans:
        """What was typed, once the form is valid."""
        at = _time(self.at.data) if self.at.data else None
        minutes = int(self.minutes.data) if self.minutes.data else None
        about = (self.title.data, self.kind.data or "", self.step.data or "", parse_day(self.day.data))
        return Plans(*about, at, minutes, self.place.data or "", self.note.data or "")


def typed_time(at: time | None) -> str:
    """A time as people type it: 9.30."""
    return f"{at.hour}.{at.minute:02d}" if at else ""


def _time(text: str) -> time:
    """The time in 9.30, 14:00 or 14 uur. StopValidation when it is none."""
    found = TYPED.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise StopValidation(texts.TIME_UNREADABLE)
    return time(int(found[1]), int(found[2] or 0))


def build_appointment_form(
    trajectory: Trajectory, stored: Plans | None, version: int, posted: MultiDict[str, str] | None, step: str = ""
) -> AppointmentForm:
    """The form with what is stored, empty (for this step), or with what was posted."""
    data = {"seen": str(version), "kind": "meeting", "step": step}
    if stored is not None:
        days = {"day": typed_day(stored.day), "at": typed_time(stored.at), "minutes": str(stored.minutes or "")}
        data |= {"title": stored.title, "kind": stored.kind, "step": stored.step, "place": stored.place}
        data |= {**days, "note": stored.note}
    form = AppointmentForm(posted, data=data)
    form.first = trajectory.started_on
    return form
