"""The forms with which a municipality takes part, and stops."""

from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from app.forms import BaseForm
from app.texts.network import CONFIRM, NOT_CONFIRMED


class ConsentForm(BaseForm):
    """Saying yes takes a tick of its own: it is said for a whole municipality."""

    confirmed = BooleanField(CONFIRM, validators=[DataRequired(NOT_CONFIRMED)])


class StopForm(BaseForm):
    """Stopping needs nothing but a button; which consent was seen goes with it."""

    seen = HiddenField()
