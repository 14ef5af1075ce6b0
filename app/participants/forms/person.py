"""The forms with which one person is corrected and gets questions."""

from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from app.forms import BaseForm, ChoiceField, text_field
from app.participants.forms.adding import PersonForm
from app.participants.queries.cells import Cell, Cells, chosen_cells
from app.texts import participants as texts

LINE = 1_000
"""Characters of a personal line."""


class CellsForm(BaseForm):
    """Chosen cells, how they were when the page was made, and what was confirmed to be taken away."""

    cells: Cells
    """The cells that there are."""

    parts = SelectMultipleField("Vragen", choices=[], validate_choice=False)
    seen = HiddenField()
    confirmed = HiddenField()

    def validate_parts(self, field: Field) -> None:
        """Only cells that exist."""
        if not set(field.data or ()) <= {f"{domain}:{level}" for domain, level in self.cells}:
            raise ValidationError(texts.UNKNOWN_CELL)

    @property
    def chosen(self) -> frozenset[Cell]:
        """The cells that were chosen."""
        return chosen_cells(self.parts.data or (), self.cells)


class EditPersonForm(PersonForm, CellsForm):
    """One colleague: who they are, what the coordinator says to them, and what they answer."""

    personal_line = text_field("Persoonlijke regel in de uitnodiging", LINE, area=True)


class JointForm(CellsForm):
    """What coordinator and adviser answer together."""

    everything = ChoiceField(
        "Wat vullen jullie samen in?",
        [("yes", "Alle vragen"), ("no", "Alleen de vragen die je hieronder kiest")],
    )

    def validate_everything(self, field: Field) -> None:
        """One of the two."""
        if not field.data:
            raise ValidationError(texts.ALL_OR_SOME)
