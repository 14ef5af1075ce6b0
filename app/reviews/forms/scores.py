"""The forms of an agreed score, of chance questions, and of the ambition."""

from wtforms import Field
from wtforms.validators import StopValidation

from app.forms import BaseForm, ChoiceField, VersionField, required, text_field
from app.links import complete_link
from app.reports.queries import StoredScore
from app.reviews.forms.choosing import REASON, FormData, choices, described
from app.reviews.forms.keeping import WasField, WatchedForm
from app.texts import reviews as texts
from app.texts import words
from app.texts.assessments import EVIDENCE_KIND_MISSING
from questionnaires.model import Question

WITHDRAWN = "withdrawn"


class AgreedScoreForm(WatchedForm):
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
    was = WasField(name="score_was")

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


def build_agreed_form(
    question: Question, stored: StoredScore | None, posted: FormData | None, *, present: str | None = None
) -> AgreedScoreForm:
    """The form of an agreed score, with what is stored or with what was posted.

    `present` is who were there according to what was typed before, for a question on which nothing is agreed yet.
    """
    holds = stored is not None and stored.value
    data = {**stored._asdict(), "value": stored.value or None} if stored and holds else {"present": present}
    form = AgreedScoreForm(posted, data={**data, "seen": str(stored.version if stored else 0)})
    offered = [*described(question), ("not_applicable", words.SPECIAL["not_applicable"])]
    # Offered when there is something to withdraw; taken always, since it can be gone in the meantime.
    if holds or form.value.data == WITHDRAWN:
        offered.append((WITHDRAWN, texts.WITHDRAW))
    form.value.choices = choices(offered)
    if posted is None:
        form.watch()
    return form


class ChanceForm(WatchedForm):
    """The answer to one chance question."""

    value = ChoiceField("Antwoord", [], message=texts.CHOOSE_CHANCE)
    seen = VersionField()
    was = WasField(name="chance_was")

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
    if posted is None:
        form.watch()
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
