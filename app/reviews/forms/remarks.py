"""The forms of remarks: a new one, an answer, and what is done with one."""

import uuid
from collections.abc import Sequence

from wtforms import Field, StringField
from wtforms.validators import StopValidation

from app.forms import BaseForm, ChoiceField, required, text_field
from app.reviews.forms.choosing import REASON, FormData, choices
from app.reviews.forms.keeping import WasField, WatchedForm
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


def build_answer_form(remark_id: uuid.UUID, posted: FormData | None = None) -> AnswerForm:
    """The form of an answer to one of the remarks on a page; its fields have the id of the remark before their name."""
    return AnswerForm(posted, prefix=str(remark_id))


class ChangeForm(WatchedForm):
    """What is done with a remark: give it to somebody, say that it is done, or open it again."""

    action = StringField()
    addressee = ChoiceField("Voor wie is deze opmerking?", [], message=remarks.CHOOSE_ADDRESSEE)
    seen = StringField()
    was = WasField()

    def validate_addressee(self, _: Field) -> None:
        """The buttons have no place of their own for a message."""
        if self.action.data not in ("assign", "resolve", "reopen"):
            raise StopValidation(remarks.CHOOSE_CHANGE)


def build_change_form(
    remark_id: uuid.UUID, people: Sequence[tuple[str, str]], assigned_to: str, posted: FormData | None = None
) -> ChangeForm:
    """The form of a remark that is for somebody now (an id, or empty), with the people (id, function) to choose.

    Its fields have the id of the remark before their name, as those of an answer.
    """
    # What is not posted is not chosen: whose it is may have lost the role since, and would be no choice.
    is_posted = posted is not None and not {f"{remark_id}-addressee", f"{remark_id}-action"}.isdisjoint(posted)
    shown = assigned_to if assigned_to in dict(people) else ""
    fresh = None if is_posted else {"addressee": shown, "seen": assigned_to}
    form = ChangeForm(posted if is_posted else None, prefix=str(remark_id), data=fresh)
    form.addressee.choices = choices([("", remarks.NOBODY), *people])
    if not is_posted:
        form.watch()
    return form
