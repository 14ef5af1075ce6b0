"""The form with which somebody says how an action goes: its state, and a note."""

import hashlib
from datetime import date, timedelta

from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, VersionField, parse_day, required, text_field, typed_day
from app.models import ImprovementAction
from app.texts import board as texts
from app.texts.trajectories import STATES
from app.trajectories.operations.reporting import Report

LONG_AGO = timedelta(days=3653)
REASON, NOTE = 2000, 5000
"""The most characters."""


class ProgressForm(BaseForm):
    """The state of an action with what belongs to it, and a note; `today` and `held` are set when it is made."""

    today: date
    held: tuple[str, str, str]
    """The state, day and reason that the action has."""

    state = ChoiceField("Stand van de actie", list(STATES.items()), validators=[required(texts.STATE_MISSING)])
    done_on = text_field("Klaar op", 40, description="Bijvoorbeeld: 4-12-2026. Laat je dit leeg, dan is het vandaag.")
    reason = text_field("Waarom is de actie gestopt?", REASON, area=True)
    note = text_field("Notitie", NOTE, area=True, description="Wat is er gebeurd, en wat is er nodig?")
    seen = VersionField()
    was = StringField()
    """What the form held when the page was made."""

    def validate_done_on(self, field: Field) -> None:
        """A day that was, at most ten years ago; it counts for an action that is done only."""
        if self.state.data != "done":
            self._refuse_typed(field, self.held[1], texts.ONLY_DONE)
            return
        if not field.data:
            return
        try:
            day = parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.DAY_UNREADABLE) from None
        if day > self.today:
            raise ValidationError(texts.DAY_TO_COME)
        if day < self.today - LONG_AGO:
            raise ValidationError(texts.DAY_LONG_AGO)

    def validate_reason(self, field: Field) -> None:
        """What is stopped needs a reason."""
        if self.state.data == "stopped" and not field.data:
            raise ValidationError(texts.REASON_MISSING)
        if self.state.data != "stopped":
            self._refuse_typed(field, self.held[2], texts.ONLY_STOPPED)

    def _refuse_typed(self, field: Field, held: str, message: str) -> None:
        """Say that what was typed is kept with another state only; what stood there of before goes with that state."""
        if field.data and field.data != held:
            raise ValidationError(message)

    @property
    def report(self) -> Report | None:
        """The state, once the form is valid; None when nobody touched it, whatever it became meanwhile."""
        if self.was.data == _held(self.state.data, self.done_on.data, self.reason.data):
            return None
        done_on = parse_day(self.done_on.data) if self.state.data == "done" and self.done_on.data else None
        return Report(self.state.data or "", self.reason.data or "", done_on)

    def see_again(self, action: ImprovementAction) -> None:
        """Take the action as it is now for seen: who saves once more chooses what they typed."""
        self.seen.data = str(action.version)


def build_progress_form(action: ImprovementAction, today: date, posted: MultiDict[str, str] | None) -> ProgressForm:
    """The form with what the action has now, or with what was posted."""
    held = action.state, typed_day(action.done_on), action.stop_reason or ""
    values = dict(zip(("state", "done_on", "reason"), held, strict=True))
    form = ProgressForm(posted, data={**values, "seen": str(action.version), "was": _held(*held)})
    form.today, form.held = today, held
    return form


def _held(*values: str | None) -> str:
    """Short, and no text of people in it."""
    return hashlib.sha256("\n".join(value or "" for value in values).encode()).hexdigest()[:16]
