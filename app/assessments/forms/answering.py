"""The form of one question, and the shorter one that a page of a whole domain has for each question."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.assessments.queries.answers import NOTHING, Content, Stored, Typed
from app.forms import BaseForm, ChoiceField, VersionField, copied, text_field
from app.links import complete_link
from app.parts import Part
from app.texts import assessments as texts
from app.texts import words
from questionnaires.model import Question

FormData = MultiDict[str, str]


@lru_cache(maxsize=1024)
def answer_choices(options: tuple[str, ...]) -> list[SelectChoice]:
    """The described answers of a question, then the two that stand apart; the words of the scale are not shown."""
    described = [SelectChoice(str(value), text) for value, text in enumerate(options)]
    return described + [SelectChoice(value, text) for value, text in words.SPECIAL.items()]


class AnswerForm(BaseForm):
    """The answer to one question and its reason, as the page of a whole domain asks it."""

    # The sheet gives it the answers of its question.
    value = ChoiceField("Antwoord", [], message=texts.CHOOSE_ANSWER)
    reason = text_field("Toelichting", 5000, area=True)
    seen = VersionField()

    shown: tuple[str, ...] = ("value", "reason")
    """The parts of the content that this form shows."""
    choose = texts.CHOOSE_ANSWER

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(self[name].data for name in self.shown)

    @property
    def fields_typed(self) -> dict[str, str | None]:
        """What was typed, by column; what is blank is nothing."""
        return {name: self[name].data or None for name in self.shown}

    def over(self, stored: Stored) -> Content:
        """The whole answer as it would be after saving over what is stored."""
        return stored.content._replace(**self.fields_typed)

    def validate_reason(self, field: Field) -> None:
        """Not applicable needs a reason; nobody could discuss it otherwise."""
        if self.value.data == "not_applicable" and not field.data:
            raise ValidationError(texts.REASON_MISSING)

    def validate_value(self, field: Field) -> None:
        """Text without an answer is not saved, so people must know."""
        if not field.data and not self.is_empty:
            raise StopValidation(self.choose)


class QuestionForm(AnswerForm):
    """Everything that can be said about one question."""

    evidence_kind = ChoiceField(
        "Soort bewijs", [("", "Nog geen bewijs"), *words.EVIDENCE.items()], message=texts.EVIDENCE_KIND_MISSING
    )
    evidence_note = text_field("Waar staat het?", 500)
    evidence_link = text_field("Link", 500, complete_link)
    confidence = ChoiceField("Hoe zeker ben je van je antwoord?", list(words.CONFIDENCE.items()))

    shown = ("value", "reason", "evidence_kind", "evidence_note", "evidence_link", "confidence")
    choose = texts.CHOOSE_OR_SKIP
    typed = ("reason", "evidence_note", "evidence_link")

    def says_more_than(self, stored: Content) -> bool:
        """Whether something was typed that is not stored."""
        return any((self[name].data or None) != getattr(stored, name) for name in self.typed)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.value.flags.required = True

    def validate_value(self, field: Field) -> None:
        """This page is about one question: saving it without an answer cannot be meant."""
        if not field.data:
            raise StopValidation(self.choose)

    def validate_evidence_kind(self, field: Field) -> None:
        """A note or link without a kind cannot be weighed in the review."""
        if not field.data and (self.evidence_note.data or self.evidence_link.data):
            raise StopValidation(texts.EVIDENCE_KIND_MISSING)


class Sheet:
    """The forms of one question or of all questions of a part; to the templates they look like one form."""

    def __init__(self, part: Part, entries: Sequence[tuple[Question, AnswerForm]]) -> None:
        self.part, self.entries = part, entries
        for question, form in entries:
            form.value.choices = answer_choices(question.options)

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
    def typed(self) -> list[Typed]:
        """What was filled in, in the order of the questions; empty forms say nothing."""
        return [
            Typed(self.part.item(question), form.fields_typed, form.seen.version)
            for question, form in self.entries
            if not form.is_empty
        ]

    def accept_versions(self, newest: Mapping[str, Stored]) -> None:
        """Take these versions as seen: their texts stand on the page now, so saving again is a choice."""
        for question, form in self.entries:
            stored = newest.get(self.part.item(question))
            if stored is not None:
                form.seen.data = str(stored.version)


def question_sheet(part: Part, question: Question, stored: Mapping[str, Stored], posted: FormData | None) -> Sheet:
    """The form of one question, with what is stored or with what was posted."""
    answer = stored.get(part.item(question), NOTHING)
    return Sheet(part, [(question, QuestionForm(posted, data=_first_values(answer)))])


def domain_sheet(part: Part, stored: Mapping[str, Stored], posted: FormData | None) -> Sheet:
    """The forms of a whole part, each with the id of its question before its fields."""
    entries = [(question, _fresh(_form_for(question.id))) for question in part.questions]
    for question, form in entries:
        form.process(posted, data=_first_values(stored.get(part.item(question), NOTHING)))
    return Sheet(part, entries)


@lru_cache(maxsize=1024)
def _form_for(question_id: str) -> AnswerForm:
    return AnswerForm(prefix=f"{question_id}-")


def _fresh(form: AnswerForm) -> AnswerForm:
    """The same form to be filled in: making its fields anew for every page took five times as long."""
    fields = {name: copied(field) for name, field in form._fields.items()}
    return copied(form, _fields=fields, **fields)


def _first_values(stored: Stored) -> dict[str, str | None]:
    return {**stored.content._asdict(), "seen": str(stored.version)}
