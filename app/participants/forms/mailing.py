"""Forms with which a coordinator chooses who gets a mail, and adds a line."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from app.forms import BaseForm, text_field
from app.participants.forms.deadline import LastDayForm
from app.participants.queries.team import Member
from app.texts import colleagues as texts

FormData = MultiDict[str, str]
LINE = 1000
"""Characters of a line of the coordinator in a mail."""


class MailForm(BaseForm):
    """Who gets the mail, and what the coordinator says in it."""

    allowed: frozenset[str]
    """The ids that may be chosen: also those that had their mail in the meantime, so that two clicks are no mistake."""

    people = SelectMultipleField("Wie krijgt de mail?", choices=[], validate_choice=False)
    line = text_field(
        "Wil je er iets bij zeggen?",
        LINE,
        area=True,
        description="Dit staat in de mail aan iedereen die je kiest, met je naam erboven.",
    )

    def validate_people(self, field: Field) -> None:
        """At least one of those who take part."""
        if not field.data:
            raise ValidationError(texts.NOBODY_CHOSEN)
        if not set(field.data) <= self.allowed:
            raise ValidationError(texts.NOT_TAKING_PART)

    def chosen(self, members: Iterable[Member]) -> list[Member]:
        """Who was chosen, in the order of the list."""
        return [member for member in members if str(member.id) in (self.people.data or ())]


class InviteForm(MailForm, LastDayForm):
    """The same with the last day, for a round that has none to come."""


def build_mail_form(
    offered: Sequence[Member], allowed: Collection[Member], posted: FormData | None, **first: Any
) -> MailForm:
    """The form with `first` values, or with what was posted."""
    return _with_people(MailForm(posted, data=first), offered, allowed)


def build_invite_form(
    offered: Sequence[Member], allowed: Collection[Member], posted: FormData | None, today: date, **first: Any
) -> InviteForm:
    """The form for an invitation of which the last day is still to be set."""
    form = InviteForm(posted, data=first)
    form.today, form.current = today, None
    return _with_people(form, offered, allowed)


F = TypeVar("F", bound=MailForm)


def _with_people(form: F, offered: Sequence[Member], allowed: Collection[Member]) -> F:
    form.allowed = frozenset(str(member.id) for member in allowed)
    form.people.choices = [SelectChoice(str(member.id), _label(member)) for member in offered]
    return form


def _label(member: Member) -> Markup:
    """The name of a person, set apart: some are written from right to left."""
    return Markup("<bdi>{}</bdi>").format(member.name)
