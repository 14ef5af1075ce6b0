"""The forms in which people say of answers that differ from then whether something really changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from wtforms import Field
from wtforms.validators import StopValidation

from app.assessments.forms.answering import FormData
from app.assessments.queries.answers import Stored
from app.assessments.queries.changing import Owned
from app.changing import ChangingForm, Said, offer_choices, values_of
from app.texts import changing as texts

Actions = Mapping[Any, str]
"""The titles of actions, by id."""


class TypedChange(NamedTuple):
    """What somebody says about one difference, and the version of the answer that their page was made with."""

    item: str
    said: Said
    shown: Said
    """What the form held at first, going by what is stored now."""
    seen: int


class AnswerChangeForm(ChangingForm):
    """What is said about one answer; where a page has more of them, the id of its question stands before its fields."""

    alone: bool
    owned: Owned

    def validate_changed(self, field: Field) -> None:
        """Text without yes, no or later would not say what it means; on a page with more, a form may be left alone."""
        is_current = self.seen.version == self.owned.stored.version
        if not field.data and (self.alone or (is_current and self.typed != self.owned.said)):
            raise StopValidation(texts.CHOOSE)


class ChangeSheet:
    """The forms of all differences on a page; to the templates they look like one form."""

    def __init__(self, entries: Sequence[tuple[Owned, AnswerChangeForm]]) -> None:
        self.entries = entries

    def __iter__(self) -> Iterator[Field]:
        return (field for _, form in self.entries for field in form)

    @property
    def errors(self) -> dict[str, Any]:
        """The messages of all forms, by item."""
        return {owned.difference.item: form.errors for owned, form in self.entries if form.errors}

    def validate(self) -> bool:
        """Whether all forms are right; every one is checked, so that all messages show at once."""
        return sum(not form.validate() for _, form in self.entries) == 0

    @property
    def typed(self) -> list[TypedChange]:
        """What every form holds."""
        return [
            TypedChange(owned.difference.item, form.typed, owned.said, form.seen.version)
            for owned, form in self.entries
        ]

    def accept_versions(self, newest: Mapping[str, Stored]) -> None:
        """Take these versions as seen: their texts stand on the page now, so saving again is a choice."""
        for owned, form in self.entries:
            if owned.difference.item in newest:
                form.seen.data = str(newest[owned.difference.item].version)


def build_change_sheet(
    differences: Sequence[Owned], actions: Actions, posted: FormData | None, *, together: bool, alone: bool
) -> ChangeSheet:
    """The forms about these differences, with what was said or with what was posted; of one question when `alone`."""
    return ChangeSheet([(owned, _form(owned, actions, posted, together, alone)) for owned in differences])


def _form(owned: Owned, actions: Actions, posted: FormData | None, together: bool, alone: bool) -> AnswerChangeForm:
    prefix = "" if alone else f"{owned.difference.question.id}-"
    # What was posted without a choice has none: what is stored must not count as one.
    first = {**values_of(owned.said), "seen": str(owned.stored.version)} if posted is None else None
    form = AnswerChangeForm(posted, prefix=prefix, data=first)
    offer_choices(form, actions, together=together)
    form.alone, form.owned = alone, owned
    return form
