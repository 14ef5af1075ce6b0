"""The forms with which colleagues are added: one by one, or from pasted lines."""

from typing import Any

from wtforms import HiddenField
from wtforms.fields import SelectChoice

from app.addresses import LENGTH
from app.asked import questionnaire_of
from app.forms import BaseForm, ChoiceField, address, clean, one_line, required, text_field
from app.models import Assessment
from app.texts import participants as texts
from app.texts.pasting import NO_LINES

NAME = 80
"""Characters of a name and of a function."""
PASTED = 20_000
"""Characters of a pasted list: a hundred lines with room to spare."""


class PersonForm(BaseForm):
    """One colleague."""

    name = text_field("Naam", NAME, required(texts.NO_NAME), one_line)
    email = text_field("E-mailadres", LENGTH, required(texts.NO_EMAIL), clean, address)
    function = text_field("Functie", NAME, one_line)
    level = ChoiceField("Niveau", [], message=texts.UNKNOWN_LEVEL)


class PeopleForm(BaseForm):
    """Pasted lines, and whether what they amount to was looked at."""

    text = text_field("Mensen, ieder op een eigen regel", PASTED, required(NO_LINES), area=True)
    confirmed = HiddenField()


def with_levels(form: Any, assessment: Assessment, empty: str) -> Any:
    """The form, in which one of the levels can be chosen, or none."""
    levels = [(level.id, level.title) for level in questionnaire_of(assessment).levels]
    form.level.choices = [SelectChoice(value, label) for value, label in (("", empty), *levels)]
    return form
