"""The form with which somebody says whether their name may stand beside their answers."""

from app.assessments.forms.answering import FormData
from app.forms import BaseForm, ChoiceField, required
from app.texts.naming import CHOICES, CHOOSE, QUESTION


class NamingForm(BaseForm):
    """Yes or no; no is what it is until somebody says yes."""

    shows_name = ChoiceField(QUESTION, list(CHOICES.items()), message=CHOOSE, validators=[required(CHOOSE)])


def build_naming_form(*, shows_name: bool, posted: FormData | None) -> NamingForm:
    """The form with what holds now, or with what was posted."""
    # Nothing posted is no choice: what holds now must not count as one.
    return NamingForm(posted, data=None if posted else {"shows_name": "yes" if shows_name else "no"})
