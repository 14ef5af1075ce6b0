"""The forms of remarks: a new one, an answer, and what is done with one."""

from collections.abc import Sequence

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from app.forms import BaseForm, ChoiceField, required, text_field
from app.reviews.forms.choosing import REASON, FormData, choices
from app.texts import remarks
from app.texts import reviews as texts


class RemarkForm(BaseForm):
    """Something that somebody says about a question."""

    text = text_field("Nieuwe opmerking", REASON, required(texts.REMARK_MISSING), area=True)
    audience = ChoiceField("Wie mag dit lezen?", [], message=texts.AUDIENCE_MISSING)

    def validate_audience(self, field: Field) -> None:
        """One of the two must be chosen where there is a choice."""
        if not field.data:
            raise StopValidation(texts.AUDIENCE_MISSING)


def build_remark_form(is_adviser: bool, posted: FormData | None = None) -> RemarkForm:
    """The form of a remark; only advisers can keep it among advisers."""
    form = RemarkForm(posted, data={"audience": "all"})
    allowed = texts.AUDIENCES if is_adviser else {"all": texts.AUDIENCES["all"]}
    form.audience.choices = choices(list(allowed.items()))
    return form


class AnswerForm(BaseForm):
    """An answer to a remark."""

    text = text_field("Antwoord", REASON, required(remarks.ANSWER_MISSING), area=True)


class ChangeForm(BaseForm):
    """What is done with a remark: give it to somebody, say that it is done, or open it again."""

    action = StringField()
    addressee = ChoiceField("Voor wie is deze opmerking?", [], message=remarks.CHOOSE_ADDRESSEE)
    seen = StringField()

    def validate_addressee(self, _: Field) -> None:
        """The buttons have no place of their own for a message."""
        if self.action.data not in ("assign", "resolve", "reopen"):
            raise StopValidation(remarks.CHOOSE_CHANGE)


def build_change_form(
    people: Sequence[tuple[str, str]], assigned_to: str, posted: FormData | None = None
) -> ChangeForm:
    """The form of a remark that is for somebody now (an id, or empty), with the people (id, function) to choose."""
    # What is not posted is not chosen: whose it is may have lost the role since, and would be no choice.
    form = ChangeForm(posted, data=None if posted else {"addressee": assigned_to, "seen": assigned_to})
    form.addressee.choices = choices([("", remarks.NOBODY), *people])
    return form
