"""Agreed scores: one question with its answers, agreeing one by one or a domain at once, and what is taken over."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import Field, StringField
from wtforms.validators import StopValidation

from app.models import Answer, Assessment, User
from app.reports.stored import StoredAnswer, StoredScore, plain_value
from app.reviews.review import Review
from app.reviews.then_now import CountedThen, earlier_scores
from app.reviews.watched import REASON, WasField, WatchedForm, described
from app.saving.versioned import AGREED_SCORES, ScoreSaid, StaleSaveError, Stored, Typed, VersionedForm
from app.state.asked import is_answered_again
from app.texts import reviews as texts
from app.texts import words
from app.texts.assessments import EVIDENCE_KIND_MISSING
from app.web.formatting import number
from app.web.forms import BaseForm, ChoiceField, FormData, VersionField, complete_link, required, selectable, text_field
from questionnaires.model import Question
from scoring.items import item_id, item_score
from scoring.result import ItemScore


class ScoreChange(NamedTuple):
    """The columns of an agreed score that say so (S25)."""

    changed: str | None = None
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None


class GivenWithChange(NamedTuple):
    """What somebody answered, what they say about a change, and the evidence for it."""

    value: str
    changed: str | None
    changed_what: str | None
    changed_action_id: uuid.UUID | None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None


def change_with(
    before: ScoreSaid,
    value: str | None,
    answers: Iterable[GivenWithChange],
    then: CountedThen | None,
    *,
    is_later: bool,
) -> ScoreChange:
    """What an agreed score with this value says about a change; `is_later` when there is an earlier round.

    A score that is no other than then says nothing. What was said, was said about one value, and counts for no other
    (S25): with another value it is asked again, and only what was written stays. A score about which nothing was said
    yet says what the answers say that gave this value.
    """
    kept = ScoreChange(*(getattr(before, name) for name in ScoreChange._fields))
    if not value:
        return kept
    if is_later and not (then and then.differs_from(value)):
        return ScoreChange()
    if before.value == value:
        return kept
    if kept.changed or kept.changed_what:
        return kept._replace(changed=None)
    said = change_in(answer for answer in answers if answer.value == value)
    return said if said.changed else kept


def change_in(answers: Iterable[GivenWithChange]) -> ScoreChange:
    """What answers say about real change, as S25 reads them: a `yes` goes before a `no`.

    That somebody does not know says nothing for all: the others are asked.
    """
    said = [answer for answer in answers if answer.changed in ("yes", "no")]
    real = [answer for answer in said if answer.changed == "yes"]
    if not real:
        return ScoreChange("no") if said else ScoreChange()
    what = dict.fromkeys(answer.changed_what for answer in real if answer.changed_what)
    actions = [answer.changed_action_id for answer in real if answer.changed_action_id]
    return ScoreChange("yes", "\n".join(what) or None, actions[0] if actions else None)


def evidence_in(answers: Iterable[GivenWithChange]) -> tuple[str | None, str | None, str | None]:
    """Kind, note and link of the first answer with evidence, one with more than an own impression before others."""
    found = sorted((one for one in answers if one.evidence_kind), key=lambda one: one.evidence_kind == "impression")
    return (found[0].evidence_kind, found[0].evidence_note, found[0].evidence_link) if found else (None, None, None)


def say_changes(session: Session, actor: User, assessment: Assessment, typed: Sequence[Typed], *, now: datetime) -> int:
    """Save what is said about agreed scores, and how many of them say something else now. Raises StaleSaveError.

    A score that was withdrawn in the meantime has nothing to say it about, and counts as newer.
    """
    stored = AGREED_SCORES.stored(session, assessment.id, [one.item for one in typed])
    changed = AGREED_SCORES.changed(session, assessment.id, typed, stored)
    if withdrawn := [one.item for one in changed if not _holds(stored, one.item)]:
        raise StaleSaveError(withdrawn)
    said = {one.item: one.over(stored[one.item].content) for one in changed}
    AGREED_SCORES.write(session, actor, assessment, said, {one.item: one.seen for one in changed}, now=now)
    return len(changed)


StoredScores: TypeAlias = Mapping[str, Stored[ScoreSaid]]


def _holds(stored: StoredScores, item: str) -> bool:
    return bool(stored.get(item, AGREED_SCORES.nothing).content.value)


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many answers became agreed scores, and how many items have none after that."""

    count: int
    left: int


def agree_score(
    session: Session,
    actor: User,
    assessment: Assessment,
    item: str,
    content: Mapping[str, str | None],
    seen: int,
    *,
    now: datetime,
    meeting_id: uuid.UUID | None = None,
) -> bool:
    """Save the agreed score of one item; an empty value withdraws it. The answers stay as they are.

    `content` has what people type, by column; `meeting_id` is the meeting in which it was agreed. The same content
    again is saved already (a button that was pressed twice). Returns whether to ask if something really changed: the
    score is another one than in the earlier round, and nobody said so yet or the score was changed since. Raises
    StaleSaveError.
    """
    stored, typed = AGREED_SCORES.stored(session, assessment.id, [item]), Typed(item, content, seen)
    before, value = stored.get(item, AGREED_SCORES.nothing).content, content["value"]
    earlier = earlier_scores(session, assessment, [item])
    then = earlier.counted.get(item) if earlier else None
    differs = then is not None and then.differs_from(value or "")
    changed = AGREED_SCORES.changed(session, assessment.id, [typed], stored, keep_untouched=False)
    if not changed:
        return differs and before.changed is None
    # A score says nothing of what others answer again: nobody has seen that.
    given = [] if is_answered_again(assessment, item) else _given(session, assessment, [item])[item]
    change = change_with(before, value, given, then, is_later=earlier is not None)
    agreed = typed.over(before)._replace(meeting_id=meeting_id, **change._asdict())
    AGREED_SCORES.write(session, actor, assessment, {item: agreed}, {one.item: one.seen for one in changed}, now=now)
    is_another = before.changed is not None and before.value != value
    return differs and (change.changed is None or is_another)


def take_over_answers(
    session: Session,
    actor: User,
    assessment: Assessment,
    items: Sequence[str],
    reason: str,
    *,
    now: datetime,
    shown: Mapping[str, str] | None = None,
) -> TakenOver:
    """Make the answers of these items agreed scores, with one reason and with what they say about real change.

    The evidence for a real change goes along: only that of the agreed score supports it (S24). Only where all who know
    it answered the same and nothing was agreed yet: what is unknown or differs stays open. `shown` is what the page
    said would be agreed, by item; raises StaleSaveError when it would be something else now.
    """
    stored = AGREED_SCORES.stored(session, assessment.id, items)
    given = _given(session, assessment, items)
    values = {
        item: shared_value(item, [answer.value for answer in given[item]]) for item in items if not _holds(stored, item)
    }
    taken = {item: value for item, value in values.items() if value is not None}
    if shown is not None and (unseen := [item for item, value in taken.items() if shown.get(item) != value]):
        raise StaleSaveError(unseen)
    earlier = earlier_scores(session, assessment, taken)
    agreed, seen = {}, {}
    for item, value in taken.items():
        then, before = earlier.counted.get(item) if earlier else None, stored.get(item, AGREED_SCORES.nothing)
        change = change_with(before.content, value, given[item], then, is_later=earlier is not None)
        evidence = evidence_in(given[item] if change.changed == "yes" else ())
        agreed[item], seen[item] = ScoreSaid(value, reason, *evidence, **change._asdict()), before.version
    AGREED_SCORES.write(session, actor, assessment, agreed, seen, now=now)
    held = sum(_holds(stored, item) for item in items)
    return TakenOver(len(agreed), len(items) - held - len(agreed))


def _given(session: Session, assessment: Assessment, items: Sequence[str]) -> dict[str, list[GivenWithChange]]:
    """The answers of all participants, by item; every item is there."""
    query = select(Answer.item, *(getattr(Answer, name) for name in GivenWithChange._fields))
    found: dict[str, list[GivenWithChange]] = {item: [] for item in items}
    for item, *given in session.execute(
        query.where(Answer.assessment_id == assessment.id, Answer.item.in_(items)).order_by(Answer.participation_id)
    ):
        found[item].append(GivenWithChange(*given))
    return found


def shared_value(item: str, values: Sequence[str]) -> str | None:
    """The one value that everybody gave who knows it, when S1 makes a score (or not applicable) of it."""
    known = set(values) - {"unknown"}
    if len(known) != 1:
        return None
    return known.pop() if item_score(item, [plain_value(text) for text in values]).state != "unknown" else None


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
    form.value.choices = selectable(offered)
    if posted is None:
        form.watch()
    return form


class ChanceForm(WatchedForm, VersionedForm):
    """The answer to one chance question."""

    value = ChoiceField("Antwoord", [], message=texts.CHOOSE_CHANCE)
    was = WasField(name="chance_was")
    shown = ("value",)

    @property
    def is_empty(self) -> bool:
        return not self.value.data

    def validate_value(self, field: Field) -> None:
        """Saving one question without an answer cannot be meant."""
        if not field.data:
            raise StopValidation(texts.CHOOSE_CHANCE)


class ChanceOnPageForm(ChanceForm):
    """The same among others on one page: there an answer may wait."""

    def validate_value(self, field: Field) -> None:
        """Nothing chosen is nothing said."""


def build_chance_form(
    domain: str, question: Question, stored: StoredAnswer | None, posted: FormData | None, *, alone: bool = True
) -> ChanceForm:
    """The form of one chance question; on a page with others each field has the id of its question before it."""
    kind, prefix = (ChanceForm, "") if alone else (ChanceOnPageForm, f"{question.id}-")
    data = {"value": stored.value, "seen": str(stored.version)} if stored else {"seen": "0"}
    form = kind(posted, prefix=prefix, data=data)
    form.item = item_id(domain, question.id)
    form.value.choices = selectable([*described(question), ("unknown", words.SPECIAL["unknown"])])
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
    shown = StringField()
    """What the page said would be agreed: `A.BE:2 A.BL:3`."""

    def said(self, domain: str) -> dict[str, str] | None:
        """The same by item; None from who saw no page."""
        if self.shown.data is None:
            return None
        pairs = (one.rpartition(":") for one in self.shown.data.split())
        return {item_id(domain, question): value for question, _, value in pairs}


LONG_REASON = 200
"""A longer reason is folded: five answers have to fit on a screen."""


@dataclass(frozen=True, slots=True)
class FunctionAnswer:
    function: str
    answer: StoredAnswer

    @property
    def reason(self) -> tuple[str, str]:
        """Why, and the rest of it when it is long."""
        text = self.answer.reason or ""
        if len(text) <= LONG_REASON:
            return text, ""
        start = text[:LONG_REASON]
        # Between two words, when there is such a place.
        place = max(start.rfind(" "), start.rfind("\n")) + 1 or LONG_REASON
        return text[:place], text[place:]


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """One of the answers to a question, and who chose it."""

    value: str
    text: str
    given: Sequence[FunctionAnswer]
    share: int
    """How many of all answers this is, in percents: for a picture."""


@dataclass(frozen=True)
class ReviewItem:
    """One question about a domain with all that was said about it."""

    id: str
    domain: str
    question: Question
    given: tuple[FunctionAnswer, ...]
    score: ItemScore
    agreed: StoredScore | None
    picture: str | None
    """How the answers lie: `different` and the like (S13)."""
    sentences: tuple[str, ...]
    """The mean, how much people differ, and inside against outside."""

    @property
    def number(self) -> str:
        return "–" if self.score.points is None else number(self.score.points)

    @property
    def state(self) -> tuple[str, str]:
        """(words, kind of badge): what was agreed, or how the answers lie."""
        if self.question.kind == "opportunity":
            return texts.chance_state(self.score.state)
        return texts.item_state(self.agreed.value if self.agreed else None, self.score.state, self.picture)

    @cached_property
    def choices(self) -> tuple[ChosenAnswer, ...]:
        """The five answers with who chose each, that the question does not apply, and who does not know."""
        texts = {str(value): text for value, text in enumerate(self.question.options)}
        texts["not_applicable"] = words.SPECIAL["not_applicable"]
        if any(given.answer.value == "unknown" for given in self.given):
            texts["unknown"] = words.SPECIAL["unknown"]
        return tuple(self._choice(value, text) for value, text in texts.items())

    def _choice(self, value: str, text: str) -> ChosenAnswer:
        given = [one for one in self.given if one.answer.value == value]
        return ChosenAnswer(value, text, given, round(100 * len(given) / max(1, len(self.given))))

    @property
    def mean(self) -> str | None:
        """The mean of the answers with a score."""
        values = [int(given.answer.value) for given in self.given if given.answer.value.isdecimal()]
        return number(Fraction(sum(values), len(values))) if values else None


def value_text(value: str) -> str:
    return words.SPECIAL.get(value, value)


def review_item(review: Review, domain: str, question: Question) -> ReviewItem:
    """One question with all that was said about it."""
    item = item_id(domain, question.id)
    answers = review.answers.get(item, [])
    agreement = review.result.agreement.get(item)
    return ReviewItem(
        id=item,
        domain=domain,
        question=question,
        given=tuple(FunctionAnswer(review.people[answer.participation_id], answer) for answer in answers),
        score=review.score_of(domain, question),
        agreed=review.agreed.get(item),
        picture=agreement.kind if agreement else None,
        sentences=_sentences(review, item),
    )


def _sentences(review: Review, item: str) -> tuple[str, ...]:
    agreement = review.result.agreement.get(item)
    groups = review.result.inside_outside.get(item)
    found = (
        texts.agreement_sentence(agreement.n, agreement.mean, agreement.average_deviation, agreement.kind)
        if agreement
        else None,
        texts.inside_outside_sentence(groups.inside, groups.outside) if groups else None,
    )
    return tuple(sentence for sentence in found if sentence)


def chance_items(review: Review, domain: str) -> tuple[ReviewItem, ...]:
    return tuple(review_item(review, domain, question) for question in review.chances(domain))
