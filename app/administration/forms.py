"""The forms of an administrator."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, FileField, Form, HiddenField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.addresses import LENGTH, parse_address
from app.administration.operations.municipality_file import NAME_LENGTH, parse_code
from app.forms import BaseForm, ChoiceField, clean, required, text_field
from app.models import Municipality
from app.texts import words
from app.texts.accounts import WRONG_ADDRESS
from app.texts.administration import (
    MUNICIPALITY_TOO_MANY,
    NO_EMAIL,
    NO_FUNCTION,
    NO_MUNICIPALITY,
    NO_NAME,
    NO_ROLE,
    WRONG_CODE,
)

GIVEN = ("coordinator", "adviser", "reader", "administrator")
"""The roles that an administrator gives; participants are invited by their coordinator."""
NOWHERE = ("", "Geen gemeente")


def code(_: Form, field: Field) -> None:
    """Take the code in the form in which codes are kept."""
    found = parse_code(field.data or "")
    if found is None:
        raise ValidationError(WRONG_CODE)
    field.data = found


def address(_: Form, field: Field) -> None:
    """Take the address in the form in which addresses are kept."""
    try:
        field.data = parse_address(field.data)
    except ValueError:
        raise ValidationError(WRONG_ADDRESS) from None


def one_line(_: Form, field: Field) -> None:
    """Names stand in mails and tables: no line breaks."""
    field.data = " ".join((field.data or "").split())


class MunicipalityForm(BaseForm):
    """One municipality."""

    code = text_field("Gemeentecode", 20, required(WRONG_CODE), clean, code)
    name = text_field("Naam van de gemeente", NAME_LENGTH, required(NO_NAME), one_line)


class ListForm(BaseForm):
    """A list of municipalities, as a file or pasted."""

    file = FileField("Bestand")
    text = StringField("Of plak hier de lijst")
    confirmed = HiddenField()


class DetailsForm(BaseForm):
    """Who somebody is."""

    name = text_field("Naam", 80, required(NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(NO_EMAIL), clean, address)
    function = text_field("Functie", 80, required(NO_FUNCTION), one_line)


class RoleForm(BaseForm):
    """A role, and where."""

    role = ChoiceField(
        "Rol", [(role, words.ROLES[role].capitalize()) for role in GIVEN], validators=[required(NO_ROLE)]
    )
    municipality = ChoiceField("Gemeente", [NOWHERE])

    def validate_municipality(self, field: Field) -> None:
        """Every role but that of administrator is a role in one municipality."""
        if self.role.data == "administrator" and field.data:
            raise ValidationError(MUNICIPALITY_TOO_MANY)
        if self.role.data and self.role.data != "administrator" and not field.data:
            raise ValidationError(NO_MUNICIPALITY)


class PersonForm(DetailsForm, RoleForm):
    """A new person with a first role."""


def with_municipalities(form: RoleForm, municipalities: Sequence[Municipality]) -> Any:
    """The form, in which one of these municipalities can be chosen."""
    choices = [(str(one.id), f"{one.name} ({one.code})") for one in municipalities]
    form.municipality.choices = [SelectChoice(value, label) for value, label in (NOWHERE, *choices)]
    return form
