"""What the forms of a page share: answers, how long a text may be, and telling what was typed in the others."""

import hashlib
import json
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict
from wtforms import Field, StringField

from app.doors.door import cleaned
from app.web.forms import BaseForm, FormData
from questionnaires.model import Question

REASON = 5000


def described(question: Question) -> list[tuple[str, str]]:
    """The five answers of a question, with the number by which people call them in the review."""
    return [(str(value), f"{value}. {text}") for value, text in enumerate(question.options)]


LENGTH = 16
BESIDE = ("seen", "action")
"""Fields in which nobody types or chooses."""


class WasField(StringField):
    """What stood in a form when its page was made, in short; the page gives it back."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what a page of ours can have said, and nothing else."""
        given = valuelist[0] if valuelist else ""
        self.data = given if len(given) == LENGTH and given.isascii() and given.isalnum() else ""


class WatchedForm(BaseForm):
    """A form that is filled in at first, and can tell whether somebody changed something in it.

    A subclass has a field `was`, with a name of its own on the page. The database cannot tell later what stood in the
    form at first: others may have saved something else by then.
    """

    was: Field

    def watch(self) -> None:
        """Note what stands in the form now, for the page that is made with it."""
        self.was.data = self._stands

    @property
    def is_touched(self) -> bool:
        """Whether something else stands in the form than when the page was made; False when it was on no page."""
        return bool(self.was.data) and self.was.data != self._stands

    @property
    def typed_texts(self) -> tuple[str, ...]:
        return tuple(field.data for field in self._own if isinstance(field, StringField) and field.data)

    @property
    def _own(self) -> Iterator[Field]:
        return (field for field in self if field is not self.was and field.short_name not in BESIDE)

    @property
    def _stands(self) -> str:
        standing = json.dumps([field.data or "" for field in self._own])
        return hashlib.sha256(standing.encode()).hexdigest()[:LENGTH]


def without(posted: FormData, *saved: BaseForm) -> FormData:
    """What was posted, without the fields of forms that were saved and without characters that no page can show."""
    names = {field.name for form in saved for field in form}
    return MultiDict((name, cleaned(value)) for name, value in posted.items(multi=True) if name not in names)
