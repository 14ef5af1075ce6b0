"""The form of a card on the board; its buttons and dragging post the same."""

import uuid

from wtforms import StringField

from app.forms import BaseForm, ChoiceField, VersionField
from app.texts.trajectories import STATES


class CardForm(BaseForm):
    """Where a card goes: to another column, before or after another card."""

    seen = VersionField()
    state = ChoiceField("Kolom", list(STATES.items()))
    before = StringField()
    after = StringField()

    @property
    def column(self) -> str | None:
        """The state of the column; None when it stays where it is."""
        return self.state.data or None

    @property
    def neighbours(self) -> tuple[uuid.UUID | None, uuid.UUID | None]:
        """The card before which and the card after which it comes; what is no id counts as none."""
        return _parsed(self.before.data), _parsed(self.after.data)


def _parsed(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
