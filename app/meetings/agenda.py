"""The forms to lead and end a meeting."""

from collections.abc import Mapping, Sequence

from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.meetings.attendees import Seat
from app.reports.stored import StoredScore
from app.reviews.scores import WITHDRAWN, AgreedScoreForm
from app.texts import meetings as texts
from app.web.forms import BaseForm, FormData, VersionField, text_field

PRESENT = 1000


def from_the_page(_: BaseForm, field: Field) -> None:
    """Refuse what the page did not offer."""
    if not set(field.data or ()) <= {choice.value for choice in field.choices}:
        raise ValidationError(texts.NOT_OFFERED)


class PresentForm(BaseForm):
    """Who is there without a screen of their own from now on."""

    expected = SelectMultipleField("Wie zijn er zonder eigen scherm?", choices=[], validate_choice=False)
    present = text_field(
        "Wie nog meer?",
        PRESENT,
        area=True,
        description="Schrijf functies op, geen namen. Zet elke functie op een eigen regel.",
    )
    version = VersionField()

    @property
    def everybody(self) -> str:
        """All of them, a function on each line."""
        offered = [choice.value for choice in self.expected.choices]
        chosen = [function for function in offered if function in (self.expected.data or ())]
        return "\n".join([*chosen, *(self.present.data or "").splitlines()])


def build_present_form(
    present: str, seats: Sequence[Seat], version: int, posted: FormData | None = None
) -> PresentForm:
    """The form with who is there by hand, and who did not join yet to choose from."""
    joined = {seat.function for seat in seats if seat.is_there}
    absent = dict.fromkeys(seat.function for seat in seats if not seat.is_there)
    # Whoever was put there by hand and joined after that, stands among who joined.
    lines = [line for line in present.splitlines() if line in absent or line not in joined]
    offered = list(dict.fromkeys([*(line for line in lines if line in absent), *absent]))
    rest = "\n".join(line for line in lines if line not in offered)
    data = {"expected": [line for line in lines if line in offered], "present": rest, "version": str(version)}
    form = PresentForm(posted, data=data)
    form.expected.choices = [SelectChoice(function, function) for function in offered]
    return form


def is_unsaved(form: AgreedScoreForm, stored: StoredScore | None) -> bool:
    """Whether something stands in the form of the agreed score that is not what is stored."""
    kept = stored if stored and stored.value else None
    if form.value.data == WITHDRAWN:
        return kept is not None
    names = ("value", "reason", "dissent", "evidence_kind", "evidence_note", "evidence_link")
    return any((form[name].data or None) != (getattr(kept, name) if kept else None) for name in names)


class EndForm(BaseForm):
    """Who gets the summary by mail."""

    to = SelectMultipleField("Wie krijgt de afspraken per mail?", [from_the_page], choices=[], validate_choice=False)
    version = VersionField()


def build_end_form(groups: Mapping[str, str], version: int, posted: FormData | None = None) -> EndForm:
    """The form with the groups that can get it, by id with a label; all are chosen at first."""
    form = EndForm(posted, data={"to": list(groups), "version": str(version)})
    form.to.choices = [SelectChoice(group, label) for group, label in groups.items()]
    return form
