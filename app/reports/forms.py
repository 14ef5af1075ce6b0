"""The form to check a report."""

import re

from wtforms import Field, FileField
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, clean, text_field
from app.texts import checking as texts

CODE = re.compile(r"[0-9a-f]{64}")
ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
LONGEST = 200
"""Room for spaces between the characters of a code."""


def code_only(_: BaseForm, field: Field) -> None:
    """Take a code as it is kept, whatever spaces and capitals it was typed with; a field may stay empty."""
    typed = "".join((field.data or "").split()).lower()
    if not typed or CODE.fullmatch(typed):
        field.data = typed
    elif ID.fullmatch(typed):
        raise StopValidation(texts.ONLY_AN_ID)
    else:
        raise StopValidation(texts.NO_CODE)


class CheckForm(BaseForm):
    """A file, or the code of one."""

    file = FileField("Bestand")
    code = text_field("Controlecode", LONGEST, clean, code_only)

    def validate_code(self, field: Field) -> None:
        """One of both: with two nobody could tell what the answer is about."""
        has_file = bool(self.file.data and self.file.data.filename)
        if has_file and field.data:
            raise ValidationError(texts.TWO_THINGS)
        if not has_file and not field.data:
            raise ValidationError(texts.NOTHING)
