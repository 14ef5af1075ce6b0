"""The forms that ask the owner of an action by mail, and with which an owner tells how it goes."""

from datetime import date, timedelta

from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.addresses import LENGTH
from app.forms import BaseForm, ChoiceField, VersionField, address, clean, parse_day, required, text_field, typed_day
from app.models import ImprovementAction
from app.texts import owners as texts
from app.texts.board import ONLY_STOPPED
from app.texts.trajectories import STATES

LINE, TEXT = 1000, 2000
FAR = timedelta(days=5 * 366)
TOLD = ("planned", "running", "done", "stopped")
"""The states that an owner can give an action."""


class AskOwnerForm(BaseForm):
    """To which address the mail goes, and what is said in it."""

    email = text_field("E-mailadres van wie de actie doet", LENGTH, required(texts.NO_ADDRESS), clean, address)
    line = text_field("Wat wil je erbij zeggen?", LINE, area=True, description="Dit staat in de mail, onder je naam.")
    seen = HiddenField()


class OwnerForm(BaseForm):
    """How an action stands; the action is set when the form is made."""

    action: ImprovementAction
    today: date

    state = ChoiceField("Hoe staat het met de actie?", [], message=texts.STATE_MISSING)
    reason = text_field("Waarom stopt de actie?", TEXT, area=True)
    ends_on = text_field("Wanneer denk je dat het klaar is?", 40, description="Bijvoorbeeld: 4-12-2026")
    note = text_field("Wil je er iets bij schrijven?", TEXT, area=True)
    seen = VersionField()

    def validate_state(self, field: Field) -> None:
        """One must be chosen."""
        if not field.data:
            raise ValidationError(texts.STATE_MISSING)

    def validate_reason(self, field: Field) -> None:
        """An action that stops has a reason."""
        if self.state.data == "stopped" and not field.data:
            raise ValidationError(texts.STOP_REASON)
        if self.state.data != "stopped" and field.data and field.data != self.action.stop_reason:
            raise ValidationError(ONLY_STOPPED)

    def validate_ends_on(self, field: Field) -> None:
        """A day, not before the action begins; or nothing."""
        if not field.data:
            return
        try:
            day = parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.END_UNREADABLE) from None
        if self.action.starts_on and day < self.action.starts_on:
            raise ValidationError(texts.end_before_start(self.action.starts_on))
        # What stands there already may be further away: who leads the plan chose it.
        if abs(day - self.today) > FAR and day != self.action.ends_on:
            raise ValidationError(texts.END_FAR)

    @property
    def chosen(self) -> str:
        """The state, once the form is valid."""
        return self.state.data or ""

    @property
    def day(self) -> date | None:
        """The end, once the form is valid."""
        return parse_day(self.ends_on.data) if self.ends_on.data else None


def build_owner_form(action: ImprovementAction, today: date, posted: MultiDict[str, str] | None) -> OwnerForm:
    """The form with what holds now, or with what was posted."""
    first = {"state": action.state, "reason": action.stop_reason or "", "ends_on": typed_day(action.ends_on)}
    form = OwnerForm(posted, data={**first, "seen": str(action.version)})
    # What is only proposed can stay so; an owner cannot make it so again.
    states = ("proposed", *TOLD) if action.state == "proposed" else TOLD
    form.state.choices = [SelectChoice(state, STATES[state]) for state in states]
    form.action, form.today = action, today
    return form
