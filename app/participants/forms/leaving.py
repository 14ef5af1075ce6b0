"""The forms with which somebody stops taking part, or somebody else comes instead."""

from typing import Any

from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from app.addresses import LENGTH
from app.forms import BaseForm, address, clean, one_line, required, text_field
from app.participants.forms.adding import NAME
from app.texts import colleagues as texts
from app.texts import participants


class WithdrawForm(BaseForm):
    """Whether somebody who stops hears of it."""

    tell = BooleanField("Stuur een bericht dat antwoorden niet meer hoeft")


class ReplaceForm(WithdrawForm):
    """Who comes instead; `refused` (address: why) and `may_invite` are set when it is made."""

    refused: dict[str, str]
    may_invite: bool

    name = text_field("Naam van de nieuwe collega", NAME, required(participants.NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(participants.NO_EMAIL), clean, address)
    function = text_field("Functie", NAME, one_line)
    invite = BooleanField("Nodig de nieuwe collega meteen uit")

    def validate_email(self, field: Field) -> None:
        """Nobody who takes part already."""
        if not field.errors and field.data in self.refused:
            raise ValidationError(self.refused[field.data])

    def validate_invite(self, field: Field) -> None:
        """An invitation says until when one can answer."""
        if field.data and not self.may_invite:
            raise ValidationError(texts.NO_DAY_TO_COME)


def build_replace_form(refused: dict[str, str], may_invite: bool, **options: Any) -> ReplaceForm:
    """The form, with the addresses that cannot be chosen."""
    form = ReplaceForm(**options)
    form.refused, form.may_invite = refused, may_invite
    return form
