"""The forms of the review: an agreed score, chance questions, ambition, remarks and reasons."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.forms import BaseForm, ChoiceField, VersionField, required, text_field
from app.links import complete_link
from app.reports.queries import StoredScore
from app.texts import remarks, words
from app.texts import reviews as texts
from app.texts.assessments import EVIDENCE_KIND_MISSING
from questionnaires.model import Question

FormData = MultiDict[str, str]
REASON = 5000
WITHDRAWN = "withdrawn"


def described(question: Question) -> list[tuple[str, str]]:
    """The five answers of a question, with the number by which people call them in the review."""
    return [(str(value), f"{value}. {text}") for value, text in enumerate(question.options)]


def choices(pairs: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    """Choices as the templates read them."""
    return [SelectChoice(value, text) for value, text in pairs]


class AgreedScoreForm(BaseForm):
    """What is agreed on one question, why, on what it rests, and who sees it differently."""

    value = ChoiceField("Welke score spreken jullie af?", [], message=texts.CHOOSE_SCORE)
    reason = text_field("Waarom deze score?", REASON, required(texts.REASON_MISSING), area=True)
    dissent = text_field("Ziet iemand het anders?", REASON, area=True)
    present = text_field("Wie waren erbij?", REASON, area=True)
    evidence_kind = ChoiceField(
        "Soort bewijs", [("", "Geen bewijs"), *words.EVIDENCE.items()], message=EVIDENCE_KIND_MISSING
    )
    evidence_note = text_field("Waar staat het?", 500)
    evidence_link = text_field("Link", 500, complete_link)
    seen = VersionField()

    def validate_value(self, field: Field) -> None:
        """Without a choice there is nothing to save."""
        if not field.data:
            raise StopValidation(texts.CHOOSE_SCORE)

    def validate_evidence_kind(self, field: Field) -> None:
        """A note or link without a kind cannot be weighed."""
        if not field.data and (self.evidence_note.data or self.evidence_link.data):
            raise StopValidation(EVIDENCE_KIND_MISSING)

    @property
    def typed(self) -> dict[str, str | None]:
        """What was typed, by column; what is blank is nothing."""
        names = ("reason", "dissent", "present", "evidence_kind", "evidence_note", "evidence_link")
        value = "" if self.value.data == WITHDRAWN else self.value.data
        return {"value": value, **{name: self[name].data or None for name in names}}


def build_agreed_form(question: Question, stored: StoredScore | None, posted: FormData | None) -> AgreedScoreForm:
    """The form of an agreed score, with what is stored or with what was posted."""
    holds = stored is not None and stored.value
    data = {**stored._asdict(), "value": stored.value or None} if stored and holds else {}
    form = AgreedScoreForm(posted, data={**data, "seen": str(stored.version if stored else 0)})
    offered = [*described(question), ("not_applicable", words.SPECIAL["not_applicable"])]
    # Offered when there is something to withdraw; taken always, since it can be gone in the meantime.
    if holds or form.value.data == WITHDRAWN:
        offered.append((WITHDRAWN, texts.WITHDRAW))
    form.value.choices = choices(offered)
    return form


class ChanceForm(BaseForm):
    """The answer to one chance question."""

    value = ChoiceField("Antwoord", [], message=texts.CHOOSE_CHANCE)
    seen = VersionField()

    def validate_value(self, field: Field) -> None:
        """Saving one question without an answer cannot be meant."""
        if not field.data:
            raise StopValidation(texts.CHOOSE_CHANCE)


class ChanceOnPageForm(ChanceForm):
    """The same among others on one page: there an answer may wait."""

    def validate_value(self, field: Field) -> None:
        """Nothing chosen is nothing said."""


def build_chance_form(
    question: Question, value: str | None, version: int, posted: FormData | None, *, alone: bool
) -> ChanceForm:
    """The form of one chance question; on a page with others each field has the id of its question before it."""
    kind = ChanceForm if alone else ChanceOnPageForm
    prefix = "" if alone else f"{question.id}-"
    form = kind(posted, prefix=prefix, data={"value": value, "seen": str(version)})
    form.value.choices = choices([*described(question), ("unknown", words.SPECIAL["unknown"])])
    return form


class AmbitionForm(BaseForm):
    """How far the municipality wants to come in one domain."""

    ambition = ChoiceField(
        "Hoe ver willen jullie komen?",
        [("none", texts.NO_AMBITION), *((str(points), text) for points, text in words.AMBITIONS.items())],
        message=texts.CHOOSE_AMBITION,
    )
    ambition_seen = VersionField()

    @property
    def points(self) -> int | None:
        """The ambition in points; None when it is not decided."""
        chosen = self.ambition.data or "none"
        return None if chosen == "none" else int(chosen)


class TakeOverForm(BaseForm):
    """Why all answers of one domain are taken over as agreed scores."""

    reason = text_field("Waarom nemen jullie deze antwoorden over?", REASON, required(texts.REASON_FOR_ALL), area=True)


class ReopenForm(BaseForm):
    """Why an agreed assessment is opened again."""

    reason = text_field("Waarom heropenen jullie?", REASON, required(texts.REASON_REOPEN), area=True)


class SendBackForm(BaseForm):
    """Which domains must be answered again, and why."""

    domains = SelectMultipleField("Welke domeinen?", choices=[], validate_choice=False)
    reason = text_field("Wat moet er anders?", REASON, required(texts.REASON_SEND_BACK), area=True)

    def validate_domains(self, field: Field) -> None:
        """At least one, and all from the page."""
        if not field.data:
            raise ValidationError(texts.DOMAINS_MISSING)
        if not set(field.data) <= {choice.value for choice in self.domains.choices}:
            raise ValidationError(texts.DOMAIN_CLOSED)


def build_send_back_form(
    domains: Sequence[tuple[str, str]], posted: FormData | None, *, chosen: Sequence[str] = ()
) -> SendBackForm:
    """The form with these domains (id, title) to choose from, some of them chosen at first."""
    form = SendBackForm(posted, data={"domains": chosen})
    form.domains.choices = choices(domains)
    return form


class RemarkForm(BaseForm):
    """Something that somebody says about a question."""

    text = text_field("Opmerking", REASON, required(texts.REMARK_MISSING), area=True)
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

    action = ChoiceField("Wat wil je doen?", [(name, name) for name in ("assign", "resolve", "reopen")])
    addressee = ChoiceField("Voor wie is deze opmerking?", [], message=remarks.CHOOSE_ADDRESSEE)
    seen = StringField()

    def validate_addressee(self, _: Field) -> None:
        """The buttons have no place of their own for a message."""
        if not self.action.data:
            raise StopValidation(remarks.CHOOSE_CHANGE)


def build_change_form(
    people: Sequence[tuple[str, str]], assigned_to: str, posted: FormData | None = None
) -> ChangeForm:
    """The form of a remark that is for somebody now (an id, or empty), with the people (id, function) to choose."""
    form = ChangeForm(posted, data={"addressee": assigned_to, "seen": assigned_to})
    form.addressee.choices = choices([("", remarks.NOBODY), *people])
    return form


class PointFilterForm(BaseForm):
    """Which points are shown; the names are those in the address."""

    kind = ChoiceField("Soort punt", [], name="soort")
    domain = ChoiceField("Domein", [], name="domein")
    level = ChoiceField("Niveau", [], name="niveau")
    settled = ChoiceField("Toon", [("", "Open punten"), ("alles", "Ook afgehandelde punten")], name="toon")


def build_filter_form(
    chosen: Mapping[str, str],
    kinds: Sequence[tuple[str, str]],
    domains: Sequence[tuple[str, str]],
    levels: Sequence[tuple[str, str]],
) -> PointFilterForm:
    """The form with what is chosen now (by the name in the address), and what there is to choose from."""
    form = PointFilterForm(MultiDict(chosen))
    for field, pairs, whole in (
        (form.kind, kinds, "Alle soorten"),
        (form.domain, domains, "Alle domeinen"),
        (form.level, levels, "Alle niveaus"),
    ):
        field.choices = choices([("", whole), *pairs])
    return form
