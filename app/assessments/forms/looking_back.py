"""The form on which domains are chosen for looking back, and the one on which people do so for one domain."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.assessments.queries.looking_back import NO_VIEW, StoredBack, TypedBack
from app.forms import BaseForm, ChoiceField, VersionField
from app.parts import Part
from app.texts import looking_back as texts
from app.texts.words import SPECIAL
from questionnaires.model import Question

FormData = MultiDict[str, str]


class ChoosingForm(BaseForm):
    """For which domains people look back, and which were chosen when the page was made."""

    domains = SelectMultipleField(texts.WHICH_DOMAINS, choices=[], validate_choice=False)
    seen = HiddenField()

    def validate_domains(self, field: Field) -> None:
        """Only what the page has."""
        if not set(field.data or ()) <= {choice.value for choice in field.choices}:
            raise ValidationError(texts.DOMAIN_UNKNOWN)

    def is_stale(self, current: Collection[str]) -> bool:
        """Whether somebody chose something else since the page was made, that is not what is chosen here."""
        return set(current) not in (set((self.seen.data or "").split()), set(self.domains.data or ()))

    def accept(self, current: Collection[str]) -> None:
        """Take this choice as seen: it stands on the page now, so saving again is a choice."""
        self.seen.data = " ".join(current)


def build_choosing_form(parts: Sequence[Part], current: Collection[str], posted: FormData | None) -> ChoosingForm:
    """The form with what is chosen now, or with what was posted."""
    form = ChoosingForm(posted, data=None if posted is not None else {"domains": list(current)})
    form.domains.choices = [SelectChoice(part.domain, part.title) for part in parts]
    if posted is None:
        form.accept(current)
    return form


class BackForm(BaseForm):
    """What somebody would now answer for then to one question; leaving it out is a choice too."""

    value = ChoiceField("Antwoord voor toen", [], message=texts.CHOOSE_ANSWER)
    seen = VersionField()

    @property
    def was_sent(self) -> bool:
        """Whether anything was chosen, to leave it out included."""
        return bool(self.value.raw_data)


class BackSheet:
    """The forms of all questions about one domain; to the templates they look like one form."""

    def __init__(self, part: Part, entries: Sequence[tuple[Question, BackForm]]) -> None:
        self.part, self.entries = part, entries

    def __iter__(self) -> Iterator[Field]:
        return (field for _, form in self.entries for field in form)

    @property
    def errors(self) -> dict[str, Any]:
        """The messages of all forms, by question."""
        return {question.id: form.errors for question, form in self.entries if form.errors}

    def validate(self) -> bool:
        """Whether all forms are right; every one is checked, so that all messages show at once."""
        return sum(not form.validate() for _, form in self.entries) == 0

    @property
    def typed(self) -> list[TypedBack]:
        """What was chosen, in the order of the questions; where nothing was sent nothing is said."""
        return [
            TypedBack(self.part.item(question), form.value.data or "", form.seen.version)
            for question, form in self.entries
            if form.was_sent
        ]

    @property
    def chosen(self) -> dict[str, str]:
        """The text of each question with that of the answer chosen for it, to read back where nothing is saved."""
        return {
            question.text: label
            for question, form in self.entries
            for label in (choice.label for choice in form.value.choices if choice.value == form.value.data)
        }

    def accept_versions(self, newest: Mapping[str, StoredBack]) -> None:
        """Take these versions as seen: their values stand on the page now, so saving again is a choice."""
        for question, form in self.entries:
            if self.part.item(question) in newest:
                form.seen.data = str(newest[self.part.item(question)].version)


def back_sheet(
    part: Part, questions: Sequence[Question], stored: Mapping[str, StoredBack], posted: FormData | None
) -> BackSheet:
    """The forms of a domain, each with the id of its question before its fields."""
    return BackSheet(part, [(question, _form(part, question, stored, posted)) for question in questions])


def _form(part: Part, question: Question, stored: Mapping[str, StoredBack], posted: FormData | None) -> BackForm:
    found = stored.get(part.item(question), NO_VIEW)
    first = {"value": found.value or None, "seen": str(found.version)}
    form = BackForm(posted, prefix=f"{question.id}-", data=first)
    described = [SelectChoice(str(value), text) for value, text in enumerate(question.options)]
    apart = [SelectChoice("unknown", SPECIAL["unknown"]), SelectChoice("", texts.LEAVE_OUT)]
    form.value.choices = [*described, *apart]
    return form
