"""The form of an action: the same for a new one and for one that is changed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, VersionField, one_line, parse_day, required, text_field, typed_day
from app.models import ImprovementAction
from app.texts import actions as texts
from app.texts.trajectories import EFFORTS
from app.trajectories.operations.acting import Content
from app.trajectories.queries.action_forms import Ground
from questionnaires.model import Question

FAR = timedelta(days=3653)
MOST_HOURS = 999
NONE = "none"
"""Of the expected answer: not known yet. Radio buttons cannot be taken back."""


class ActionForm(BaseForm):
    """What an action says; what can be chosen, and what is `today`, is set when it is made."""

    ground: Ground
    today: date

    title = text_field(
        "Wat ga je doen?", 120, required(texts.TITLE_MISSING), one_line, description="In een paar woorden."
    )
    domain = ChoiceField("Domein", [], message=texts.DOMAIN_UNKNOWN, validators=[required(texts.DOMAIN_MISSING)])
    owner = text_field(
        "Wie doet het?",
        80,
        required(texts.OWNER_MISSING),
        one_line,
        description="Een functie, geen naam. Bijvoorbeeld: beleidsmedewerker schulden",
    )
    text = text_field("Wat houdt de actie in?", 4000, area=True)
    starts_on = text_field("Begint op", 40, description="Bijvoorbeeld: 4-12-2026")
    ends_on = text_field("Einddatum", 40, description="Bijvoorbeeld: 4-3-2027")
    done_when = text_field(
        "Waaraan zie je dat het klaar is?", 1000, area=True, description="Iets dat je kunt zien of tellen."
    )
    partners = SelectMultipleField("Met welke partners?", choices=[], validate_choice=False)
    partners_text = text_field("Met wie nog meer?", 500, one_line, description="Functies en organisaties, geen namen.")
    effort = ChoiceField(
        "Hoeveel moeite kost het?", [("", texts.NOT_KNOWN), *EFFORTS.items()], message=texts.EFFORT_UNKNOWN
    )
    hours = text_field("Hoeveel uur kost het ongeveer?", 10, description="Voor iedereen bij elkaar, in hele uren.")
    item = ChoiceField("Welk antwoord moet hierdoor omhoog?", [], message=texts.ITEM_ELSEWHERE)
    expected = ChoiceField("Welk antwoord verwacht je als het klaar is?", [], message=texts.EXPECTED_UNKNOWN)
    seen = VersionField()

    def validate_starts_on(self, field: Field) -> None:
        """A day, or nothing."""
        self._read_day(field)

    def validate_ends_on(self, field: Field) -> None:
        """A day that is not before the first one; an action that is planned has one."""
        end = self._read_day(field)
        action = self.ground.action
        if end is None and action is not None and action.state == "planned":
            raise ValidationError(texts.END_NEEDED)
        if end and self.starts_on.data and not self.starts_on.errors and end < parse_day(self.starts_on.data):
            raise ValidationError(texts.ENDS_BEFORE)

    def _read_day(self, field: Field) -> date | None:
        if not field.data:
            return None
        try:
            day = parse_day(field.data)
        except ValueError:
            raise StopValidation(texts.DAY_UNREADABLE) from None
        if abs(day - self.today) > FAR:
            raise StopValidation(texts.DAY_FAR)
        return day

    def validate_hours(self, field: Field) -> None:
        """A whole number, or nothing."""
        typed = field.data or ""
        if typed and not (typed.isascii() and typed.isdecimal() and int(typed) <= MOST_HOURS):
            raise ValidationError(texts.HOURS_UNREADABLE)

    def validate_partners(self, field: Field) -> None:
        """Only partners that there are."""
        known = {choice.value for choice in field.choices}
        if not set(field.data or ()) <= known:
            field.data = [value for value in field.data if value in known]
            raise ValidationError(texts.PARTNER_UNKNOWN)

    def validate_item(self, field: Field) -> None:
        """Nothing about which it was decided that nothing is done."""
        if field.data and self.ground.is_declined(field.data):
            raise ValidationError(texts.declined(self.ground.declined[field.data]))

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions of the domain that is chosen, by item; none without a domain."""
        domain = self.domain.data or ""
        return self.ground.questions(domain) if domain in self.ground.domains else {}

    @property
    def question(self) -> Question | None:
        """The question that is chosen."""
        return self.questions.get(self.item.data or "")

    def offer(self) -> None:
        """Offer the questions of the domain that is chosen, and the answers of the question."""
        self.item.choices = _choices(("", texts.NO_QUESTION), *((key, q.text) for key, q in self.questions.items()))
        if not self.questions:
            self.item.data = None
        if "expected" in self:
            answers = self.question.options if self.question else ()
            now = self.ground.value_of(self.item.data) if self.question else None
            labels = [(str(value), _answer(value, text, now)) for value, text in enumerate(answers)]
            self.expected.choices = _choices((NONE, texts.NOT_KNOWN), *labels)
            if not self.question:
                self.expected.data = NONE

    def forget_question(self) -> None:
        """Forget a question of another domain: nobody could choose it now."""
        if self.item.data not in self.questions:
            self.item.data = None
            self.offer()

    @property
    def content(self) -> Content:
        """What the action says, once the form is valid."""
        expected = self.expected.data if "expected" in self and self.item.data else NONE
        return Content(
            title=self.title.data,
            domain=self.domain.data or "",
            owner=self.owner.data,
            text=self.text.data or "",
            starts_on=parse_day(self.starts_on.data) if self.starts_on.data else None,
            ends_on=parse_day(self.ends_on.data) if self.ends_on.data else None,
            done_when=self.done_when.data or "",
            partners=self.ground.chosen(self.partners.data or ()),
            partners_text=self.partners_text.data or "",
            effort=self.effort.data or None,
            hours=int(self.hours.data) if self.hours.data else None,
            item=self.item.data or None,
            expected=None if expected in (None, NONE) else int(expected),
        )


def build_action_form(
    ground: Ground, today: date, posted: MultiDict[str, str] | None, **first: str | None
) -> ActionForm:
    """The form with what the action says, or with `first` for a new one, or with what was posted."""
    form = ActionForm(posted, data=_stored(ground.action) if ground.action else {"expected": NONE, **first})
    form.ground, form.today = ground, today
    if ground.action is not None and ground.action.kind == "find_out":
        # Nobody knows the answer of now, and finding out does not change it.
        del form.expected
    form.domain.choices = _choices(("", "Kies een domein"), *ground.domains.items())
    form.partners.choices = _choices(*((str(one.id), one.organisation) for one in ground.partners))
    form.offer()
    return form


def _stored(action: ImprovementAction) -> dict[str, Any]:
    same = ("title", "domain", "owner", "text", "done_when", "partners_text", "effort", "item")
    return {
        **{name: getattr(action, name) for name in same},
        "starts_on": typed_day(action.starts_on),
        "ends_on": typed_day(action.ends_on),
        "partners": [str(partner.id) for partner in action.partners],
        "hours": "" if action.hours is None else str(action.hours),
        "expected": NONE if action.expected is None else str(action.expected),
        "seen": str(action.version),
    }


def _choices(*pairs: tuple[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in pairs]


def _answer(value: int, text: str, now: int | None) -> str:
    return f"{value}: {text}" + (f" ({texts.NOW})" if value == now else "")
