"""The forms of a partner: what is known of it, and on which actions it works."""

import uuid
from collections.abc import Collection
from typing import Any

from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.asked import domains_of
from app.forms import BaseForm, ChoiceField, VersionField, one_line, required, text_field
from app.models import Trajectory
from app.texts import partners as texts
from app.texts.trajectories import PARTNER_KINDS, STATES
from app.trajectories.operations.partners import Details
from app.trajectories.queries.partners import Offered

NAME, CONTACT, TEXT = 120, 80, 4000
KINDS = [("", texts.CHOOSE_KIND), *PARTNER_KINDS.items()]


class PartnerForm(BaseForm):
    """What is known of a partner; `kept` are domains of another inventory, which this form does not offer."""

    kept: frozenset[str]

    organisation = text_field("Organisatie", NAME, required(texts.NO_ORGANISATION), one_line)
    kind = ChoiceField("Soort", KINDS, message=texts.KIND_MISSING, validators=[required(texts.KIND_MISSING)])
    contact = text_field("Met wie praat je daar?", CONTACT, one_line, description=texts.CONTACT_HINT)
    domains = SelectMultipleField("Aan welke domeinen draagt de partner bij?", choices=[], validate_choice=False)
    agreements = text_field("Afspraken", TEXT, area=True, description=texts.AGREEMENTS_HINT)
    seen = VersionField()
    confirmed = HiddenField()
    """The name of which somebody saw that it stands on the list already."""

    def validate_domains(self, field: Field) -> None:
        """Only domains of the inventory."""
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            raise ValidationError(texts.UNKNOWN_DOMAIN)

    @property
    def details(self) -> Details:
        """What was filled in, once the form is valid."""
        domains = frozenset(self.domains.data or ()) | self.kept
        return Details(
            self.organisation.data, self.kind.data or "", self.contact.data or "", domains, self.agreements.data or ""
        )


def build_partner_form(trajectory: Trajectory, posted: Any, known: Details | None = None, **first: Any) -> PartnerForm:
    """The form with what is known now, or with what was posted."""
    offered = [SelectChoice(domain.id, domain.title) for domain in domains_of(trajectory.assessment)]
    data = {**known.plain(), **first} if known else first
    form = PartnerForm(posted, data=data)
    form.domains.choices = offered
    form.kept = (known.domains if known else frozenset()) - {choice.value for choice in offered}
    return form


class LinkForm(BaseForm):
    """On which actions a partner works."""

    actions = SelectMultipleField("Bij welke acties helpt deze partner?", choices=[], validate_choice=False)
    seen = HiddenField()

    def validate_actions(self, field: Field) -> None:
        """Only actions of the plan."""
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            raise ValidationError(texts.UNKNOWN_ACTION)

    @property
    def chosen(self) -> Collection[uuid.UUID]:
        """The actions, once the form is valid."""
        return [uuid.UUID(value) for value in self.actions.data or ()]


def build_link_form(offered: Offered, posted: Any = None) -> LinkForm:
    """The form with the actions that are linked now, or with what was posted."""
    form = LinkForm(posted, data={"actions": [str(one) for one in offered.linked], "seen": offered.mark})
    labels = {action: f"{action.title} ({STATES[action.state].lower()})" for action in offered.actions}
    form.actions.choices = [SelectChoice(str(action.id), label) for action, label in labels.items()]
    return form
