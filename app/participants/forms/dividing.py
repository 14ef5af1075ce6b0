"""The form with which the questions about one domain are divided over everybody at once."""

from collections.abc import Collection, Mapping

from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from app.forms import BaseForm
from app.participants.queries.cells import Cell
from app.texts import participants as texts


class DivisionForm(BaseForm):
    """Chosen cells of people (`<id>:beleid`), how they were when the page was made, and what was confirmed."""

    offered: Mapping[str, Cell]
    """The values that there are, each with its cell."""

    parts = SelectMultipleField("Vragen", choices=[], validate_choice=False)
    seen = HiddenField()
    confirmed = HiddenField()

    def validate_parts(self, field: Field) -> None:
        """Only cells that exist, of people who take part."""
        if not set(field.data or ()) <= self.offered.keys():
            raise ValidationError(texts.UNKNOWN_CELL)

    def chosen(self, owner: str) -> Collection[Cell]:
        """The cells that were chosen for one person."""
        return frozenset(self.offered[value] for value in self.parts.data or () if value.startswith(f"{owner}:"))
