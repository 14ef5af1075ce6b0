"""The form with which somebody proposes a colleague who knows better."""

from wtforms import Field
from wtforms.validators import ValidationError

from app.addresses import LENGTH
from app.forms import BaseForm, address, clean, one_line, required, text_field
from app.participants.forms.adding import NAME
from app.texts.proposals import NAME_MISSING, SAME_PERSON

REASON = 1000
"""Characters of the reason."""


class ProposeForm(BaseForm):
    """Who it is, how the coordinator reaches them, and why."""

    own_address: str

    name = text_field("Naam van je collega", NAME, required(NAME_MISSING), one_line)
    email = text_field("E-mailadres van je collega", LENGTH)
    reason = text_field("Waarom weet je collega dit beter?", REASON, area=True)

    def validate_email(self, field: Field) -> None:
        """An address that can be used, of somebody else; none at all is fine."""
        if not field.data:
            return
        clean(self, field)
        address(self, field)
        if field.data == self.own_address:
            raise ValidationError(SAME_PERSON)
