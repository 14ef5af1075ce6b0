"""Which parts of a questionnaire somebody wants on paper."""

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from app.forms import BaseForm
from app.texts import words
from questionnaires.model import GENERAL, Questionnaire


class PartsForm(BaseForm):
    """A domain or more, or the general questions; the file itself refuses what is not in the questionnaire."""

    domein = SelectMultipleField("Van welke onderdelen?")


def build_parts_form(asked: Questionnaire) -> PartsForm:
    """The parts of this questionnaire to choose from."""
    form = PartsForm()
    parts = [(domain.id, domain.title) for domain in asked.domains]
    form.domein.choices = [SelectChoice(value, title) for value, title in (*parts, (GENERAL, words.GENERAL))]
    return form
