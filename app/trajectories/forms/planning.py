"""The forms of the days: the day on which the ten months begin, and the days of each step."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, VersionField, parse_day, required, stripped, text_field, typed_day
from app.models import Trajectory
from app.steps import STEP_IDS, proposed_dates
from app.texts import planning as texts
from app.texts.trajectories import STEPS
from app.trajectories.operations.planning import StepDays

FAR = timedelta(days=5 * 366)
LABELS = {
    "planned_start": "Gepland: eerste dag",
    "planned_end": "Gepland: laatste dag",
    "started_on": "Echt begonnen op",
    "ended_on": "Klaar op",
}
PLANNED = ("planned_start", "planned_end")


def readable_day(form: BaseForm, field: Field) -> None:  # noqa: ARG001 - WTForms calls it so
    """A day as people type it; an empty field is left to `required`."""
    if field.data:
        try:
            parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.DAY_UNREADABLE) from None


def day_field(label: str, *validators: Any, **options: Any) -> Field:
    """A field for a day."""
    return text_field(label, 40, *validators, readable_day, **options)


class FirstDayForm(BaseForm):
    """The day on which the ten months begin; `today` is set when it is made."""

    today: date

    started_on = day_field(
        "Eerste dag van het traject",
        required(texts.DAY_MISSING),
        description="Bijvoorbeeld: 4-12-2026. Vanaf deze dag stellen we de dagen van de vijf stappen voor.",
    )

    def validate_started_on(self, field: Field) -> None:
        """A day within five years."""
        if abs(parse_day(field.data) - self.today) > FAR:
            raise ValidationError(texts.FIRST_DAY_FAR_AWAY)

    @property
    def day(self) -> date:
        """The day, once the form is valid."""
        return parse_day(self.started_on.data)


def build_first_day_form(today: date, first: date, posted: MultiDict[str, str] | None) -> FirstDayForm:
    """The form with this day, or with what was posted."""
    form = FirstDayForm(posted, data={"started_on": typed_day(first)})
    form.today = today
    return form


def _in_step(step: str) -> Callable[[BaseForm, Field], None]:
    """A validator of a day of a step: the message says which step, because the summary shows it alone."""

    def check(form: BaseForm, field: Field) -> None:
        name = field.name.removeprefix(f"{step}_")
        if not field.data and name not in PLANNED:
            raise StopValidation
        try:
            day = parse_day(field.data or "")
        except ValueError:
            raise StopValidation(f"{STEPS[step]}: {texts.DAY_UNREADABLE}") from None
        if name not in PLANNED and day > form.today:
            raise StopValidation(f"{STEPS[step]}: {texts.NOT_YET}")
        if abs(day - form.first) > FAR:
            raise StopValidation(f"{STEPS[step]}: {texts.DAY_FAR_AWAY}")

    return check


class StepsForm(BaseForm):
    """The days of the five steps; the fields are added below, `<step>_<name>`."""

    today: date
    first: date
    """The first day of the trajectory as it is kept, from which other days cannot be far."""
    known: Mapping[str, date | None]
    """When each step began, as far as the application knows."""

    propose_from = StringField("Eerste dag", filters=[stripped])
    """Not saved: the day from which new days are proposed."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each day, and then whether they fit together."""
        right: bool = super().validate(extra_validators)
        for step in STEP_IDS:
            self._check(step, "planned_end", self._day(step, "planned_start"), texts.END_BEFORE_START)
            began = self._day(step, "started_on") or self.known[step]
            self._check(step, "ended_on", began, texts.END_BEFORE_START)
            if self._day(step, "ended_on") and began is None:
                self._refuse(step, "started_on", texts.WITHOUT_START)
        for before, step in pairwise(STEP_IDS):
            self._check(step, "planned_start", self._day(before, "planned_start"), texts.TOO_EARLY)
        return right and not self.errors

    def _check(self, step: str, name: str, first: date | None, message: str) -> None:
        day = self._day(step, name)
        if first and day and day < first:
            self._refuse(step, name, message)

    def _refuse(self, step: str, name: str, message: str) -> None:
        field = self[f"{step}_{name}"]
        if not field.errors:
            field.errors = [f"{STEPS[step]}: {message}"]

    def _day(self, step: str, name: str) -> date | None:
        field = self[f"{step}_{name}"]
        return parse_day(field.data) if field.data and not field.errors else None

    @property
    def days(self) -> Mapping[str, StepDays]:
        """The days of each step, once the form is valid."""
        return {step: self._days(step) for step in STEP_IDS}

    def _days(self, step: str) -> StepDays:
        first, last = (parse_day(self[f"{step}_{name}"].data) for name in PLANNED)
        return StepDays(first, last, self._day(step, "started_on"), self._day(step, "ended_on"))

    @property
    def seen(self) -> Mapping[str, int]:
        """The version of each step that the page was made with."""
        return {step: self[f"{step}_seen"].version for step in STEP_IDS}

    def propose(self) -> bool:
        """Put the days in the form that are proposed from the typed day; False, with a message, when it is none."""
        try:
            first = parse_day(self.propose_from.data or "")
        except ValueError:
            self.propose_from.errors = [texts.DAY_UNREADABLE]
            return False
        if abs(first - self.today) > FAR:
            self.propose_from.errors = [texts.FIRST_DAY_FAR_AWAY]
            return False
        for step, planned in proposed_dates(first).items():
            self[f"{step}_planned_start"].data = typed_day(planned.start)
            self[f"{step}_planned_end"].data = typed_day(planned.end)
        return True

    def take_versions(self, trajectory: Trajectory) -> None:
        """From now on the form answers to what is stored now."""
        for row in trajectory.steps:
            self[f"{row.step}_seen"].data = str(row.version)


for _step in STEP_IDS:
    for _name, _label in LABELS.items():
        _checks = [required(f"{STEPS[_step]}: {texts.DAY_MISSING}")] if _name in PLANNED else []
        setattr(StepsForm, f"{_step}_{_name}", text_field(_label, 40, *_checks, _in_step(_step)))
    setattr(StepsForm, f"{_step}_seen", VersionField())


def build_steps_form(
    today: date, trajectory: Trajectory, known: Mapping[str, date | None], posted: MultiDict[str, str] | None
) -> StepsForm:
    """The form with what is stored, or with what was posted."""
    stored = {f"{row.step}_{name}": typed_day(getattr(row, name)) for row in trajectory.steps for name in LABELS}
    seen = {f"{row.step}_seen": str(row.version) for row in trajectory.steps}
    form = StepsForm(posted, data={**stored, **seen, "propose_from": typed_day(trajectory.started_on)})
    form.today, form.first, form.known = today, trajectory.started_on, known
    return form
