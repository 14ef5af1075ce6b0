"""The forms with which an assessment moves on or back: the reasons for it."""

from collections.abc import Sequence

from wtforms import Field, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from app.forms import BaseForm, required, text_field
from app.reviews.forms.choosing import REASON, FormData, choices
from app.texts import reviews as texts


class ReopenForm(BaseForm):
    """Why an agreed assessment is opened again."""

    reason = text_field("Waarom heropenen jullie?", REASON, required(texts.REASON_REOPEN), area=True)


class OpenPointsForm(BaseForm):
    """What must be done before the adviser approves."""

    text = text_field("Wat is er nog open?", REASON, required(texts.OPEN_POINTS_MISSING), area=True)
    seen = StringField()
    """When what stood there was written; empty when nothing did."""


class SendBackForm(BaseForm):
    """Which domains must be answered again, and why."""

    domains = SelectMultipleField("Welke domeinen?", choices=[], validate_choice=False)
    reason = text_field("Wat moet er anders?", REASON, required(texts.REASON_SEND_BACK), area=True)

    def validate_domains(self, field: Field) -> None:
        """At least one, and all from the page."""
        if not field.data:
            raise ValidationError(texts.DOMAINS_MISSING)
        if not set(field.data) <= {choice.value for choice in self.domains.choices}:
            raise ValidationError(texts.DOMAIN_CLOSED)


def build_send_back_form(
    domains: Sequence[tuple[str, str]], posted: FormData | None, *, chosen: Sequence[str] = ()
) -> SendBackForm:
    """The form with these domains (id, title) to choose from, some of them chosen at first."""
    form = SendBackForm(posted, data={"domains": chosen})
    form.domains.choices = choices(domains)
    return form
