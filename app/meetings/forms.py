"""The forms of a meeting: what is discussed and who is there, the agreed score, and who gets the summary."""

from collections.abc import Callable, Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, VersionField, required, text_field
from app.meetings.queries.agenda import USUAL, Agenda, Offer
from app.points import KINDS
from app.reports.queries import StoredScore
from app.reviews.forms import WITHDRAWN, AgreedScoreForm, build_agreed_form
from app.texts import meetings as texts
from app.texts import words
from questionnaires.model import Question

FormData = MultiDict[str, str]
PRESENT = 1000
MINUTES = (0, 2, 3, 4, 5, 7, 10, 15, 20)


def _from_the_page(_: BaseForm, field: Field) -> None:
    if not set(field.data or ()) <= {choice.value for choice in field.choices}:
        raise ValidationError(texts.NOT_OFFERED)


class StartForm(BaseForm):
    """What is discussed, who is there, and how long an item may take."""

    offer: Offer
    kinds = SelectMultipleField("Welke punten?", choices=[], validate_choice=False)
    domains = SelectMultipleField("Alle vragen van een domein", [_from_the_page], choices=[], validate_choice=False)
    present = text_field(
        "Wie zijn erbij?",
        PRESENT,
        required(texts.PRESENT_MISSING),
        area=True,
        description="Schrijf functies op, geen namen. Dit komt bij elke score te staan die jullie afspreken.",
    )
    minutes = ChoiceField(
        "Hoe lang per vraag?",
        [(str(minutes), texts.minutes_choice(minutes)) for minutes in MINUTES],
        message=texts.MINUTES_MISSING,
    )

    @property
    def agenda(self) -> Agenda:
        """What was chosen, as a list of items."""
        return self.offer.agenda(self.kinds.data or (), self.domains.data or ())

    def validate_kinds(self, field: Field) -> None:
        """Something must be on the list; the last point of a kind can be gone by now, which is nobody's mistake."""
        if not set(field.data or ()) <= set(KINDS):
            raise ValidationError(texts.NOT_OFFERED)
        if not (field.data or self.domains.data):
            raise ValidationError(texts.NOTHING_CHOSEN)
        if not self.agenda:
            raise ValidationError(texts.NO_ITEMS)

    def validate_minutes(self, field: Field) -> None:
        """A clock or none: it must be said."""
        if not field.data:
            raise StopValidation(texts.MINUTES_MISSING)


def build_start_form(
    offer: Offer, title: Callable[[str], str], present: str, posted: FormData | None = None
) -> StartForm:
    """The form with what there is to discuss; `title` names a domain, `present` is who is expected."""
    usual = [kind for kind in offer.by_kind if kind in USUAL]
    form = StartForm(posted, data={"kinds": usual, "present": present, "minutes": "5"})
    form.offer = offer
    form.kinds.choices = [
        SelectChoice(kind, texts.kind_with_count(kind, len(items))) for kind, items in offer.by_kind.items()
    ]
    form.domains.choices = [
        SelectChoice(domain, texts.domain_with_count(title(domain), len(items)))
        for domain, items in offer.by_domain.items()
    ]
    return form


class PresentForm(BaseForm):
    """Who is there from now on."""

    present = text_field(
        "Wie zijn erbij?",
        PRESENT,
        required(texts.PRESENT_MISSING),
        area=True,
        description="Schrijf functies op, geen namen. Bijvoorbeeld: wethouder, teamleider schulden, adviseur.",
    )
    version = VersionField()


def build_score_form(question: Question, stored: StoredScore | None, posted: FormData | None) -> AgreedScoreForm:
    """The form of the agreed score with short choices: the answers stand above it on the same screen."""
    form = build_agreed_form(question, stored, posted)
    short = {str(value): str(value) for value, _ in enumerate(question.options)}
    short["not_applicable"] = words.SPECIAL["not_applicable"]
    form.value.choices = [SelectChoice(c.value, short.get(c.value, c.label)) for c in form.value.choices]
    return form


def is_unsaved(form: AgreedScoreForm, stored: StoredScore | None) -> bool:
    """Whether something stands in the form of the agreed score that is not what is stored."""
    kept = stored if stored and stored.value else None
    if form.value.data == WITHDRAWN:
        return kept is not None
    names = ("value", "reason", "dissent", "evidence_kind", "evidence_note", "evidence_link")
    return any((form[name].data or None) != (getattr(kept, name) if kept else None) for name in names)


class EndForm(BaseForm):
    """Who gets the summary by mail."""

    to = SelectMultipleField("Wie krijgt de afspraken per mail?", [_from_the_page], choices=[], validate_choice=False)
    version = VersionField()


def build_end_form(groups: Mapping[str, str], version: int, posted: FormData | None = None) -> EndForm:
    """The form with the groups that can get it, by id with a label; all are chosen at first."""
    form = EndForm(posted, data={"to": list(groups), "version": str(version)})
    form.to.choices = [SelectChoice(group, label) for group, label in groups.items()]
    return form
