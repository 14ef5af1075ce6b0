"""What can be put on the list of a meeting, and the forms to start, lead and end it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.reports.stored import StoredScore, function_of
from app.reviews.points import found_points
from app.reviews.review import Review
from app.reviews.scores import WITHDRAWN, AgreedScoreForm, build_agreed_form
from app.state.points import KINDS
from app.texts import meetings as texts
from app.texts import words
from app.texts.words import ROLES
from app.web.forms import BaseForm, ChoiceField, VersionField, required, text_field
from questionnaires.model import GENERAL, Question
from scoring.items import item_id

Agenda = tuple[tuple[str, str], ...]
"""(item, kind of point) for everything on the list; the kind is empty for what comes with its domain."""
USUAL = ("different", "inside_outside", "no_evidence", "unknown")
"""What is chosen at first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The items that could be discussed: by kind of point, and by domain."""

    by_kind: Mapping[str, tuple[str, ...]]
    by_domain: Mapping[str, tuple[str, ...]]

    def agenda(self, kinds: Collection[str], domains: Collection[str]) -> Agenda:
        """Every chosen item once, in the order of the kinds and then of the domains."""
        found: dict[str, str] = {}
        for kind, items in self.by_kind.items():
            if kind in kinds:
                found = _added(found, items, kind)
        for domain, items in self.by_domain.items():
            if domain in domains:
                found = _added(found, items, "")
        return tuple(found.items())


def _added(found: Mapping[str, str], items: Collection[str], kind: str) -> dict[str, str]:
    return {**found, **{item: kind for item in items if item not in found}}


def offer(session: Session, review: Review) -> Offer:
    """What the answers of this assessment give to talk about; not what was settled already."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for point in found_points(session, review).open:
        # What strikes in the answers of one person is no matter for a meeting.
        if point.item:
            by_kind[point.kind].append(point.item)
    domains = [*(row.domain for row in review.assessment.domains), GENERAL]
    return Offer(
        {kind: tuple(items) for kind, items in by_kind.items() if items},
        {domain: tuple(item_id(domain, question.id) for question in review.questions(domain)) for domain in domains},
    )


def expected_functions(review: Review) -> str:
    """Who will be there as far as one can know: the functions of everybody who takes part, each on a line."""
    functions = [ROLES["coordinator"], *([ROLES["adviser"]] if review.situation.has_adviser else [])]
    functions += [
        function_of(part, review.questionnaire)
        for part in review.rows.participations
        if part.role == "participant" and part.invited_at and not part.ended_at
    ]
    return "\n".join(dict.fromkeys(functions))


FormData = MultiDict[str, str]
PRESENT = 1000
MINUTES = (0, 2, 3, 4, 5, 7, 10, 15, 20)


def _from_the_page(_: BaseForm, field: Field) -> None:
    if not set(field.data or ()) <= {choice.value for choice in field.choices}:
        raise ValidationError(texts.NOT_OFFERED)


class MeetingStartForm(BaseForm):
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
) -> MeetingStartForm:
    """The form with what there is to discuss; `title` names a domain, `present` is who is expected."""
    usual = [kind for kind in offer.by_kind if kind in USUAL]
    form = MeetingStartForm(posted, data={"kinds": usual, "present": present, "minutes": "5"})
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
