"""The forms of an administrator."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from flask import current_app
from wtforms import BooleanField, Field, FileField, Form, HiddenField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.administration.municipality_file import NAME_LENGTH, parse_code
from app.doors.addresses import LENGTH
from app.doors.fetching import is_proper, may_be_private
from app.models import Municipality, User
from app.state.places import REGION_OF, size_class
from app.texts import administration as advisers
from app.texts import administration as merging
from app.texts import providers, words
from app.texts.administration import (
    MUNICIPALITY_TOO_MANY,
    NO_EMAIL,
    NO_FUNCTION,
    NO_MUNICIPALITY,
    NO_NAME,
    NO_PROVINCE,
    NO_ROLE,
    WRONG_CODE,
    WRONG_SIZE,
)
from app.web.forms import BaseForm, ChoiceField, DayField, address, clean, one_line, required, text_field

GIVEN = ("coordinator", "adviser", "reader", "administrator")
"""The roles that an administrator gives; participants are invited by their coordinator."""
NOWHERE = ("", "Geen gemeente")
SOMEBODY_ELSE = ("", "Kies een adviseur")


def code(_: Form, field: Field) -> None:
    """Take the code in the form in which codes are kept."""
    found = parse_code(field.data or "")
    if found is None:
        raise ValidationError(WRONG_CODE)
    field.data = found


def inhabitants(_: Form, field: Field) -> None:
    """A number of inhabitants; only its class is kept."""
    if field.data and size_class(field.data) is None:
        raise ValidationError(WRONG_SIZE)


class MunicipalityForm(BaseForm):
    """One municipality."""

    code = text_field("Gemeentecode", 20, required(WRONG_CODE), clean, code)
    name = text_field("Naam van de gemeente", NAME_LENGTH, required(NO_NAME), one_line)
    inhabitants = text_field("Aantal inwoners", 20, clean, inhabitants)
    province = ChoiceField("Provincie", [NO_PROVINCE, *((name, name) for name in REGION_OF)])


class MergingForm(BaseForm):
    """Into which municipality another one goes, and from which day."""

    into = ChoiceField(
        "In welke gemeente?", [merging.NO_SUCCESSOR], message=merging.CHOOSE, validators=[required(merging.CHOOSE)]
    )
    day = DayField(
        "Vanaf welke dag?",
        message=merging.DAY_UNREADABLE,
        validators=[required(merging.NO_DAY)],
        description="Bijvoorbeeld: 1-1-2027",
    )
    begins = BooleanField("De andere gemeente is nieuw: haar code geldt ook vanaf deze dag")
    seen = HiddenField()

    def validate_day(self, field: Field) -> None:
        """A day of which the year can be meant."""
        if not merging.FIRST_YEAR <= field.value.year <= merging.LAST_YEAR:
            raise ValidationError(merging.STRANGE_YEAR)


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


class AdviserForm(BaseForm):
    """Who becomes an adviser: somebody who advises already, or who has this address."""

    adviser = ChoiceField("Adviseur", [SOMEBODY_ELSE])
    email = text_field("Of het e-mailadres van iemand anders", LENGTH, clean)

    def validate_adviser(self, field: Field) -> None:
        """One of the two."""
        if field.data and self.email.data:
            raise ValidationError(advisers.ONE_OF_TWO)
        if not field.data and not self.email.data:
            raise ValidationError(advisers.CHOOSE_SOMEBODY)

    def validate_email(self, field: Field) -> None:
        """An address, when there is one."""
        if field.data:
            address(self, field)


class HandOverForm(AdviserForm):
    """The same, with what they should know."""

    note = text_field("Wat moet de nieuwe adviseur weten?", 5000, required(advisers.NO_NOTE), area=True)


def with_advisers(form: AdviserForm, people: Sequence[User]) -> Any:
    """The form, in which one of these people can be chosen."""
    form.adviser.choices = [SelectChoice(*SOMEBODY_ELSE), *(SelectChoice(str(one.id), one.name) for one in people)]
    return form


class PersonForm(DetailsForm, RoleForm):
    """A new person with a first role."""


def plain(_: Form, field: Field) -> None:
    """Ids and secrets of providers are printable ASCII; anything else came along by accident."""
    if field.data and (not field.data.isascii() or not field.data.isprintable() or " " in field.data):
        raise ValidationError(providers.STRANGE)


def tenant(_: Form, field: Field) -> None:
    """Take the id of a tenant as Microsoft writes it."""
    field.data = (field.data or "").lower()
    if not re.fullmatch(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", field.data):
        raise ValidationError(providers.WRONG_TENANT)


def issuer(_: Form, field: Field) -> None:
    """Take the address of a provider, also when it is that of its description."""
    field.data = re.sub(r"/\.well-known/openid-configuration/?$", "", field.data or "")
    private = may_be_private(current_app.config["SETTINGS"])
    if "?" in field.data or not is_proper(field.data, private=private):
        raise ValidationError(providers.WRONG_ISSUER)


def client_id_field() -> Field:
    """How a provider calls us. Fields stand in the order in which they are made."""
    return text_field("Client-id", 200, required(providers.NO_CLIENT_ID), plain)


def client_secret_field() -> Field:
    """What proves to a provider that it is us; a new organisation needs one, which the view says."""
    return text_field("Clientgeheim", 500, plain, secret=True)


class ProviderForm(BaseForm):
    """An organisation whose people sign in with a work account."""

    kind: ClassVar[str]
    place: Any
    client_id: Any
    client_secret: Any
    name = text_field("Naam van de organisatie", 80, required(providers.NO_NAME), one_line)
    municipality = ChoiceField("Gemeente", [NOWHERE])


class EntraForm(ProviderForm):
    """One that uses Microsoft Entra ID."""

    kind = "entra"
    place = text_field("Tenant-id", 100, required(providers.WRONG_TENANT), tenant)
    client_id, client_secret = client_id_field(), client_secret_field()


class GenericForm(ProviderForm):
    """One that uses something else."""

    kind = "generic"
    place = text_field("Adres van de aanbieder (issuer)", 500, required(providers.WRONG_ISSUER), issuer)
    client_id, client_secret = client_id_field(), client_secret_field()


def provider_form(kind: str) -> type[ProviderForm]:
    """The form for a kind of provider; most organisations have that of Microsoft."""
    return GenericForm if kind == "generic" else EntraForm


def with_municipalities(form: RoleForm | ProviderForm, municipalities: Sequence[Municipality]) -> Any:
    """The form, in which one of these municipalities can be chosen."""
    form.municipality.choices = [SelectChoice(*NOWHERE), *choices_of(municipalities)]
    return form


def choices_of(municipalities: Sequence[Municipality]) -> list[SelectChoice]:
    """Municipalities to choose from."""
    return [SelectChoice(str(one.id), f"{one.name} ({one.code})") for one in municipalities]
