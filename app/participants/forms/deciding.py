"""The form with which a coordinator decides about a colleague who knows better."""

from collections.abc import Mapping

from wtforms import BooleanField, Field
from wtforms.validators import StopValidation, ValidationError

from app.addresses import LENGTH, parse_address
from app.forms import BaseForm, ChoiceField, clean, one_line, text_field
from app.participants.forms.adding import NAME
from app.participants.forms.mailing import LINE
from app.participants.operations.deciding import Decision
from app.texts import colleagues as texts
from app.texts import participants
from app.texts.accounts import WRONG_ADDRESS


class DecideForm(BaseForm):
    """What is decided; `refused` (address: why) and `may_tell` are set when it is made."""

    refused: Mapping[str, str]
    may_tell: bool

    decision = ChoiceField("Wat beslis je?", list(texts.DECISIONS.items()), message=texts.DECISION_MISSING)
    name = text_field("Naam van de collega", NAME, one_line)
    email = text_field("E-mailadres van de collega", LENGTH, clean)
    tell = BooleanField("Nodig de collega meteen uit")
    answer = text_field("Wat wil je erover zeggen?", LINE, area=True)

    @property
    def _needs_colleague(self) -> bool:
        return self.decision.data in ("instead", "beside")

    def validate_decision(self, field: Field) -> None:
        """One must be chosen."""
        if not field.data:
            raise ValidationError(texts.DECISION_MISSING)

    def validate_name(self, field: Field) -> None:
        """Who answers, has a name."""
        if self._needs_colleague and not field.data:
            raise ValidationError(participants.NO_NAME)

    def validate_email(self, field: Field) -> None:
        """Who answers, has an address, and it is not that of who asks or proposes."""
        if not self._needs_colleague:
            return
        if not field.data:
            raise StopValidation(participants.NO_EMAIL)
        try:
            field.data = parse_address(field.data)
        except ValueError:
            raise StopValidation(WRONG_ADDRESS) from None
        if field.data in self.refused:
            raise ValidationError(self.refused[field.data])

    def validate_tell(self, field: Field) -> None:
        """An invitation says until when one can answer."""
        if self._needs_colleague and field.data and not self.may_tell:
            raise ValidationError(texts.NO_DAY_TO_COME)

    @property
    def decided(self) -> Decision:
        """The decision, once the form is valid."""
        name, email = (self.name.data, self.email.data) if self._needs_colleague else ("", "")
        tell = self._needs_colleague and bool(self.tell.data)
        return Decision(self.decision.data or "declined", self.answer.data or "", name, email, tell)
