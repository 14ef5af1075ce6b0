"""The form with which an adviser writes down a contact."""

from datetime import date, timedelta

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, parse_day, required, text_field, typed_day
from app.texts import desk as texts

LONG_AGO = timedelta(days=3653)


class ContactForm(BaseForm):
    """When it was, how it went, and what it was about; `today` is set when it is made."""

    today: date

    day = text_field("Dag", 40, required(texts.DAY_MISSING), description="Bijvoorbeeld: 4-12-2026")
    kind = ChoiceField("Hoe ging het contact?", list(texts.KINDS.items()), validators=[required(texts.KIND_MISSING)])
    note = text_field("Waar ging het over?", 5000, required(texts.NOTE_MISSING), area=True)

    def validate_day(self, field: Field) -> None:
        """A day that was: at most ten years ago."""
        try:
            day = parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.DAY_UNREADABLE) from None
        if day > self.today:
            raise ValidationError(texts.DAY_TO_COME)
        if day < self.today - LONG_AGO:
            raise ValidationError(texts.DAY_LONG_AGO)

    @property
    def chosen_day(self) -> date:
        """The day, once the form is valid."""
        return parse_day(self.day.data)


def build_contact_form(today: date, posted: MultiDict[str, str] | None) -> ContactForm:
    """The form with today's date, or with what was posted."""
    form = ContactForm(posted, data={"day": typed_day(today)})
    form.today = today
    return form
