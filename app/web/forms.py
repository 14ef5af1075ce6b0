"""The base of all forms: Dutch messages, clean text, and no HTML (templates write that themselves)."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, HiddenField, PasswordField, SelectFieldBase, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, StopValidation, ValidationError

from app.doors.addresses import parse_address
from app.doors.door import cleaned, is_clean, normalised
from app.texts.accounts import WRONG_ADDRESS
from app.texts.assessments import LINK_INCOMPLETE

FormData = MultiDict[str, str]
"""What a form was posted with."""
T = TypeVar("T")
DUTCH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?: ?u(?:ur)?)?", re.IGNORECASE)
REQUIRED = "Vul dit veld in."
TOO_LONG = "Gebruik hier maximaal %(max)d tekens. Kort je tekst in."


class BaseForm(Form):
    """A form of the application; a token against forgery is checked for every POST, outside the form."""

    typed_beginnings: ClassVar[tuple[str, ...]] = ()
    """How the names begin of the fields for text that the class gets only when it is used."""

    class Meta:
        locales = ("nl",)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(field id, message) for the summary above the form, in order of the fields."""
        return [(field.id, str(message)) for field in self for message in field.errors]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed and chosen, as it is stored under the names of the fields; once the form is valid."""
        typed = [(name, field) for name, field in self._fields.items() if not isinstance(field, UNTYPED)]
        return {name: field.value if isinstance(field, TypedField) else field.data or "" for name, field in typed}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(label, what stands there) of every field, also of one that is not valid, to be read instead of changed."""
        return [(field.label.text, _shown(field)) for field in self if not isinstance(field, UNTYPED)]


def _shown(field: Field) -> str:
    if hasattr(field, "choices"):
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return ", ".join(choice.label for choice in field.choices if choice.value in chosen)
    text = cleaned(field.data or "")
    return f"{text} {field.unit}" if text and isinstance(field, TypedField) and field.unit else text


def copied(original: T, **changed: Any) -> T:
    """A form or a field made from another one, with some attributes changed: making one anew takes much longer."""
    copy: T = object.__new__(type(original))
    copy.__dict__.update(original.__dict__, **changed)
    return copy


def stripped(value: str | None) -> str | None:
    """The text without white space around it, normalised."""
    return normalised(value).strip() if value else value


def _leave_out_unseen(field: Field) -> None:
    """Such a character cannot be seen, so nobody could find and remove it."""
    field.data = cleaned(field.data)


def clean(_: Form, field: Field) -> None:
    """Refuse characters that no document could hold (D10)."""
    if field.data and not is_clean(field.data):
        _leave_out_unseen(field)
        raise ValidationError("Er stond een teken in dat we niet kunnen opslaan. Dat is nu weg. Probeer het opnieuw.")


def address(_: Form, field: Field) -> None:
    """Take an e-mail address in the form in which addresses are kept, or refuse it."""
    try:
        field.data = parse_address(field.data)
    except ValueError:
        raise ValidationError(WRONG_ADDRESS) from None


def one_line(_: Form, field: Field) -> None:
    """Names stand in mails and tables: no line breaks."""
    field.data = " ".join((field.data or "").split())


def parse_day(text: str) -> date:
    """The day in 4-12-2026, 04-12-2026 or 2026-12-04. ValueError when it is none."""
    if found := DUTCH.fullmatch(text):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if ISO.fullmatch(text):
        return date.fromisoformat(text)
    raise ValueError("no day")


def typed_day(day: date | None) -> str:
    """A day as people type it: 4-12-2026."""
    return f"{day.day}-{day.month}-{day.year}" if day else ""


def required(message: str = REQUIRED) -> Callable[[Form, Field], None]:
    """A validator that asks for something that is not blank, with its own sentence."""

    def check(_: Form, field: Field) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors = []
            raise StopValidation(message)

    check.field_flags = {"required": True}  # type: ignore[attr-defined]  # WTForms reads it; templates say "niet verplicht" by it
    return check


def text_field(
    label: str, length: int, *validators: Any, area: bool = False, secret: bool = False, **options: Any
) -> Field:
    """A field for clean text of at most `length` characters.

    `secret`: a code or a password, which is never shown back and never waits for who typed it (`app.saving.typed`).
    """
    kind = PasswordField if secret else TextAreaField if area else StringField
    checks = [*validators, clean, Length(max=length, message=TOO_LONG)]
    return kind(label, filters=[stripped], validators=checks, **options)


def longest(field: Field) -> list[int]:
    """How many characters fit in a field; nothing for one that is no text."""
    return [check.max for check in field.validators if isinstance(check, Length)]


class TypedField(StringField):
    """A text that stands for a value of another type: a kind of field says how it is read, and how people type it."""

    inputmode: ClassVar[str] = ""

    def __init__(self, label: str, *, message: str = "", unit: str = "", **options: Any) -> None:
        super().__init__(label, filters=[stripped], **options)
        self.message, self.unit = message, unit

    def read(self, text: str) -> Any:
        """The value. ValueError when it is none, with `message` for who typed it; StopValidation has its own."""
        return int(text)

    def typed(self, value: Any) -> str:
        """A value as people type it."""
        return str(value)

    @property
    def value(self) -> Any:
        """What was typed, once the field is valid; None when that is nothing."""
        return self.read(self.data) if self.data else None

    def process_data(self, value: Any) -> None:
        """Take what is stored, or typed already."""
        super().process_data(value if value is None or isinstance(value, str) else self.typed(value))

    def pre_validate(self, _: Form) -> None:
        """Refuse what cannot be read; an empty field is left to `required`."""
        try:
            if self.data:
                self.read(self.data)
        except ValueError:
            _leave_out_unseen(self)
            raise StopValidation(self.message) from None


class DayField(TypedField):
    def read(self, text: str) -> date:
        """The day in 4-12-2026."""
        return parse_day(text)

    def typed(self, value: date) -> str:
        """4-12-2026."""
        return typed_day(value)


class TimeField(TypedField):
    def read(self, text: str) -> time:
        """The time in 9.30, 14:00 or 14 uur."""
        if found := TIME.fullmatch(text):
            return time(int(found[1]), int(found[2] or 0))
        raise ValueError("no time")

    def typed(self, value: time) -> str:
        """9.30."""
        return f"{value.hour}.{value.minute:02d}"


class NumberField(TypedField):
    """A whole number, from `least` to `most`."""

    inputmode = "numeric"

    def __init__(self, label: str, least: int, most: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.least, self.most = least, most

    def read(self, text: str) -> int:
        """The number in 90; of no more digits than the highest one has."""
        if re.fullmatch(r"[0-9]+", text) and len(text) <= len(str(self.most)) and self.least <= int(text) <= self.most:
            return int(text)
        raise ValueError("no such number")


class VersionField(TypedField):
    """The version that a page was made with; anything that is no version counts as none."""

    def __init__(self, **options: Any) -> None:
        super().__init__("Versie", **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a number of at most nine digits, and nothing else."""
        if valuelist:
            self.data = valuelist[0] if valuelist[0].isdecimal() and len(valuelist[0]) < 10 else "0"

    @property
    def version(self) -> int:
        return int(self.data or 0)


UNTYPED = (VersionField, HiddenField)
"""What a page holds beside what people type."""


def selectable(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """What can be chosen, of (value, label)."""
    return [SelectChoice(value, label) for value, label in pairs]


class ChoiceField(SelectFieldBase):
    """One value out of a list of (value, label); the template writes radios, cards or a select from `choices`."""

    def __init__(
        self, label: str, choices: Sequence[tuple[str, str]], *, message: str = "Kies een antwoord.", **options: Any
    ) -> None:
        super().__init__(label, **options)
        self.choices = selectable(choices)
        self.message = message

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the value as it was posted; an unknown one is refused in `pre_validate`."""
        if valuelist:
            self.data = valuelist[0] or None

    def pre_validate(self, _: Form) -> None:
        """Refuse a value that is not in the list, and forget it: nobody chose it, and no page could show it."""
        if self.data is not None and self.data not in {choice.value for choice in self.choices}:
            self.data = None
            raise StopValidation(self.message)


def complete_link(_: Form, field: Field) -> None:
    """Refuse an address that nobody could open; an empty field is fine."""
    if field.data and not _can_be_opened(field.data):
        raise ValidationError(LINK_INCOMPLETE)


def _can_be_opened(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return link.startswith(("http://", "https://")) and bool(parts.hostname) and not set(link) & set(' \t\n"<>')
