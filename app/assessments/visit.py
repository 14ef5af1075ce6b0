"""Somebody at the questions of one part: what their page shows, its form, and saving what they answer."""

import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, TypeAlias

from flask import render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import Field
from wtforms.fields import SelectChoice
from wtforms.validators import StopValidation, ValidationError

from app.assessments.drafts import OwnWriting, load_written
from app.assessments.work import AnswerStep, QuestionPlace, Work, address_of, load_own_work, place_of, step_from
from app.doors.door import cleaned
from app.models import Participation, User
from app.saving.changing import ChangeSaid, RoundDifference, action_titles, said_with
from app.saving.remarks import Thread, threads_of
from app.saving.versioned import (
    ANSWERS,
    AnswerSaid,
    FormSheet,
    Stored,
    Typed,
    VersionedForm,
    evidence_fields,
    require_kind,
)
from app.state.asked import Part
from app.state.lifecycle import State
from app.state.rounds import Then, load_then
from app.texts import assessments as texts
from app.texts import words
from app.web.clock import now
from app.web.extensions import db
from app.web.formatting import HERE, clock_time
from app.web.forms import TOO_LONG, ChoiceField, FormData, copied, longest, text_field
from questionnaires.catalogue import questionnaire
from questionnaires.changes import reasons_between
from questionnaires.model import Question, Questionnaire, Term


def save_answers(
    session: Session,
    actor: User,
    participation: Participation,
    typed: Sequence[Typed],
    stored: Mapping[str, Stored[AnswerSaid]] | None = None,
    *,
    keep_untouched: bool = False,
    then: Mapping[str, Then] | None = None,
    now: datetime,
) -> tuple[str, ...]:
    """Save what was typed where it differs from what is stored, or nothing at all; see `Versioned.changed`.

    `stored` has those answers where they were read already. Given what counted `then`, the items come back of which is
    to be asked whether something really changed. Raises StaleSaveError.
    """
    if stored is None:
        stored = ANSWERS.stored(session, participation.id, [one.item for one in typed])
    then = then or {}
    changed = ANSWERS.changed(session, participation.id, typed, stored, keep_untouched=keep_untouched)
    before = {one.item: stored.get(one.item, ANSWERS.nothing).content for one in changed}
    after = {one.item: _after(before[one.item], one, then.get(one.item)) for one in changed}
    ANSWERS.write(session, actor, participation, after, {one.item: one.seen for one in changed}, now=now)
    if changed:
        begin(participation)
    return tuple(item for item, answer in after.items() if _is_asked(before[item], answer, then.get(item)))


def _after(before: AnswerSaid, typed: Typed, then: Then | None) -> AnswerSaid:
    answer = typed.over(before)
    if then is not None and not then.differs_from(answer.value):
        # What was said about a difference goes with it.
        return answer._replace(changed=None, changed_what=None, changed_action_id=None)
    # A yes or no was said about the former value, and would count for this one (S25): only the text stays.
    return answer if answer.value == before.value else answer._replace(changed=None)


def _is_asked(before: AnswerSaid, answer: AnswerSaid, then: Then | None) -> bool:
    """Whether a saved answer differs from then, and nobody said why about this value."""
    is_new = before.changed is None or before.value != answer.value
    return is_new and then is not None and then.differs_from(answer.value)


def begin(participation: Participation) -> None:
    """Note that somebody has begun: the first thing that they save does so."""
    if participation.state == "invited":
        participation.state = "started"


@lru_cache(maxsize=1024)
def answer_choices(options: tuple[str, ...]) -> list[SelectChoice]:
    """The described answers of a question, then the two that stand apart; the words of the scale are not shown."""
    described = [SelectChoice(str(value), text) for value, text in enumerate(options)]
    return described + [SelectChoice(value, text) for value, text in words.SPECIAL.items()]


class AnswerForm(VersionedForm):
    """The answer to one question and its reason, as the page of a whole domain asks it."""

    # The sheet gives it the answers of its question.
    value = ChoiceField("Antwoord", [], message=texts.CHOOSE_ANSWER)
    reason = text_field("Toelichting", 5000, area=True)

    shown: ClassVar[tuple[str, ...]] = ("value", "reason")
    choose = texts.CHOOSE_ANSWER

    @property
    def is_empty(self) -> bool:
        return not any(self[name].data for name in self.shown)

    def over(self, stored: Stored[AnswerSaid]) -> AnswerSaid:
        """The whole answer as it would be after saving over what is stored."""
        return stored.content._replace(**self.fields_typed)

    @property
    def draft(self) -> Typed:
        """What was typed, complete or not; nothing that no page could show, or that nobody can choose."""
        said = {name: cleaned(self[name].data or "") or None for name in self.shown}
        choices = {name: self[name].choices for name in said if hasattr(self[name], "choices")}
        offered = {name: {choice.value for choice in found} for name, found in choices.items()}
        known = {name: text if text in offered.get(name, (text,)) else None for name, text in said.items()}
        return Typed(self.item, known, self.seen.version)

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

    evidence_kind, evidence_note, evidence_link = evidence_fields()
    validate_evidence_kind = require_kind
    confidence = ChoiceField("Hoe zeker ben je van je antwoord?", list(words.CONFIDENCE.items()))

    shown = ("value", "reason", "evidence_kind", "evidence_note", "evidence_link", "confidence")
    choose = texts.CHOOSE_OR_SKIP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.value.flags.required = True

    @property
    def filled(self) -> str:
        """What the fold below the answers says about what is in it."""
        evidence = [self.evidence_kind.data or "", self.evidence_note.data or self.evidence_link.data or ""]
        return texts.filled_in(self.reason.data or "", evidence, self.confidence.data or "")

    @property
    def has_errors_in_fold(self) -> bool:
        """Whether something is wrong with a field below the answers, where it must be seen."""
        return bool(set(self.errors) - {"value"})

    def validate_value(self, field: Field) -> None:
        """This page is about one question: saving it without an answer cannot be meant."""
        if not field.data:
            raise StopValidation(self.choose)


def too_long(forms: Sequence[AnswerForm]) -> list[str]:
    """What is said at each text that is too long, also in these forms: of what is not saved nothing else is asked."""
    for typed in (form[name] for form in forms for name in form.shown):
        typed.errors = [TOO_LONG % {"max": most} for most in longest(typed) if len(typed.data or "") > most]
    return [str(message) for form in forms for messages in form.errors.values() for message in messages]


AnswerSheet: TypeAlias = FormSheet[Question, AnswerForm]
"""The questions of a page, each with its form."""


def question_sheet(
    part: Part, question: Question, stored: Mapping[str, Stored[AnswerSaid]], posted: FormData | None
) -> AnswerSheet:
    """The form of one question, with what is stored or with what was posted."""
    item = part.item(question)
    form = QuestionForm.about(item, stored.get(item, ANSWERS.nothing), posted)
    form.value.choices = answer_choices(question.options)
    return AnswerSheet([(question, form)])


def domain_sheet(part: Part, stored: Mapping[str, Stored[AnswerSaid]], posted: FormData | None) -> AnswerSheet:
    """The forms of a whole part, each with the id of its question before its fields."""
    entries = [(question, _fresh(_form_for(part.item(question)))) for question in part.questions]
    for question, form in entries:
        form.value.choices = answer_choices(question.options)
        form.process(posted, data=form.first_values(stored.get(form.item, ANSWERS.nothing)))
    return AnswerSheet(entries)


@lru_cache(maxsize=1024)
def _form_for(item: str) -> AnswerForm:
    return AnswerForm.about(item, ANSWERS.nothing, None, f"{item.split('/')[1]}-")


def _fresh(form: AnswerForm) -> AnswerForm:
    """The same form to be filled in: making its fields anew for every page took five times as long."""
    fields = {name: copied(field) for name, field in form._fields.items()}
    return copied(form, _fields=fields, **fields)


def remarks_on(work: Work, domain: str, items: Collection[str]) -> Mapping[str, list[Thread]]:
    """The remarks to all about these items, by item; none, and no statement, unless their domain was sent back.

    Before the review nobody reads them: answers are given blind.
    """
    if domain not in work.sent_back:
        return {}
    found: dict[str, list[Thread]] = {}
    only = next(iter(items)) if len(items) == 1 else None
    for thread in threads_of(db.session, work.assessment.id, among_advisers=False, item=only):
        if thread.item is not None and thread.item in items:
            found.setdefault(thread.item, []).append(thread)
    return found


def terms_in(asked: Questionnaire, *questions: Question) -> tuple[Term, ...]:
    """The terms that occur in the texts of these questions, in the order of the glossary."""
    texts = "\n".join("\n".join((question.text, question.help, *question.options)) for question in questions)
    return _terms(asked.id, asked.version, texts)


@lru_cache(maxsize=1024)
def _terms(questionnaire_id: str, version: int, texts: str) -> tuple[Term, ...]:
    terms = questionnaire(questionnaire_id, version).terms
    return tuple(term for term in terms if _pattern(term.term).search(texts))


@lru_cache(maxsize=1024)
def _pattern(term: str) -> re.Pattern[str]:
    # What stands in brackets is another name. An ending may follow ("taalaanbieders"), except after short words
    # ("vast" is not in "vaststellen").
    name = re.escape(re.sub(r"\s*\(.*\)", "", term))
    ending = r"\b" if len(term) < 6 else r"\w{0,3}\b"
    return re.compile(rf"\b{name}{ending}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnDifference:
    """A difference between somebody's answer and then, with what they said about it."""

    difference: RoundDifference
    stored: Stored[AnswerSaid]

    @property
    def text(self) -> str:
        return self.difference.question.text

    @property
    def is_told(self) -> bool:
        """Whether they said if something really changed; a yes or no goes when the answer gets another value."""
        return self.stored.content.changed is not None

    @property
    def said(self) -> ChangeSaid:
        return said_with(self.stored.content)


@dataclass(frozen=True, slots=True)
class ThenShown:
    """What is shown of then below a question that was answered now."""

    then: Then
    question: Question
    """As it is asked now."""
    reasons: tuple[str, ...] = ()
    """Why it cannot be held against now."""
    owned: OwnDifference | None = None
    """The difference, where there is one."""
    actions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """The title of the action that it belongs to, by id."""

    @property
    def is_reworded(self) -> bool:
        """Whether the question reads differently now."""
        return self.then.question.text != self.question.text


@dataclass(frozen=True, slots=True)
class Untold:
    """How many answers about one domain differ from then without a word about why."""

    part: Part
    number: int


def load_differences(
    session: Session,
    work: Work,
    own: Participation,
    questions: Mapping[str, Question],
    stored: Mapping[str, Stored[AnswerSaid]],
) -> dict[str, OwnDifference]:
    """The answers to these questions (by item) that differ from then, in the order of the questions.

    What has no answer now is not looked at. No statement in a first round.
    """
    answered = [item for item in questions if item in stored]
    then = load_then(session, work.assessment, answered, own) if answered else {}
    differing = [item for item in answered if item in then and then[item].differs_from(stored[item].content.value)]
    return {item: _owned(work, item, questions[item], stored[item], then[item]) for item in differing}


def _owned(work: Work, item: str, question: Question, stored: Stored[AnswerSaid], then: Then) -> OwnDifference:
    versions = then.version, work.assessment.questionnaire_version
    return OwnDifference(RoundDifference(item, question, stored.content.value or "", then, versions), stored)


def load_shown_then(
    session: Session, work: Work, own: Participation, item: str, question: Question, stored: Stored[AnswerSaid]
) -> ThenShown | None:
    """What is shown of then to somebody who has answered this question now; None where there was none."""
    then = load_then(session, work.assessment, [item], own).get(item)
    if then is None:
        return None
    if not then.differs_from(stored.content.value):
        before = questionnaire(work.assessment.questionnaire_id, then.version)
        reasons = reasons_between(before, work.questionnaire, question.id)
        return ThenShown(then, question, () if then.is_same else reasons)
    owned = _owned(work, item, question, stored, then)
    return ThenShown(then, question, owned=owned, actions=action_titles(session, [stored.content.changed_action_id]))


def load_untold(
    session: Session, work: Work, own: Participation | None, stored: Mapping[str, Stored[AnswerSaid]]
) -> list[Untold]:
    """The parts that can be answered now with answers that differ without a word about why, and how many.

    `stored` has all answers of `own`. No statement in a first round, and when all is closed.
    """
    if own is None or work.assessment.earlier_id is None or not work.open_parts:
        return []
    questions = {part.item(question): question for part in work.open_parts for question in part.questions}
    differing = load_differences(session, work, own, questions, stored)
    waiting = [item for item, owned in differing.items() if not owned.is_told]
    found = [Untold(part, sum(item in part.items for item in waiting)) for part in work.open_parts]
    return [untold for untold in found if untold.number]


@dataclass(frozen=True, slots=True)
class QuestionDot:
    """One question of the part beside the one that is asked."""

    number: int
    question_id: str
    row: int
    """The place of its row: the questions of one dimension, or of one group."""
    title: str
    """Of the row."""
    state: str
    """done, unsure or open."""
    is_here: bool


@dataclass(frozen=True, slots=True)
class LastSaved:
    """The question of this part that was saved last, when that was today."""

    number: int
    time: str
    """10.42"""


def dots_of(
    asked: Questionnaire, part: Part, here: Question, stored: Mapping[str, Stored[AnswerSaid]]
) -> list[QuestionDot]:
    titles = [_row_title(asked, question) for question in part.questions]
    order = list(dict.fromkeys(titles))
    return [
        QuestionDot(
            number, question.id, order.index(title), title, _state(stored.get(part.item(question))), question is here
        )
        for number, (question, title) in enumerate(zip(part.questions, titles, strict=True), 1)
    ]


def _row_title(asked: Questionnaire, question: Question) -> str:
    if question.facet:
        return asked.dimension(asked.dimension_of[question.facet]).title
    return question.group or ""


def _state(stored: Stored[AnswerSaid] | None) -> str:
    if stored is None:
        return "open"
    return "unsure" if stored.content.value == "unknown" else "done"


def last_saved(part: Part, stored: Mapping[str, Stored[AnswerSaid]], now: datetime) -> LastSaved | None:
    """What was saved last of a part, when that was today."""
    found = [(one.saved_at, number) for number, item in enumerate(part.items, 1) if (one := stored.get(item))]
    at, number = max(((at, number) for at, number in found if at), default=(None, 0))
    if at is None or at.astimezone(HERE).date() != now.astimezone(HERE).date():
        return None
    return LastSaved(number, clock_time(at))


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to answer something; `place` is the question, None for the page of a whole domain."""

    work: Work
    participation: Participation
    part: Part
    place: QuestionPlace | None

    @property
    def questions(self) -> tuple[Question, ...]:
        return (self.place.question,) if self.place else self.part.questions

    @property
    def items(self) -> list[str]:
        return [self.part.item(question) for question in self.questions]

    def sheet(self, stored: Mapping[str, Stored[AnswerSaid]], posted: FormData | None) -> AnswerSheet:
        if self.place:
            return question_sheet(self.part, self.place.question, stored, posted)
        return domain_sheet(self.part, stored, posted)

    def written(self, *, beside: bool = False) -> OwnWriting:
        """What is answered and typed at the questions on the page; `beside` it, at the others of its part too."""
        items = self.part.items if beside else self.items
        return load_written(db.session, self.participation.id, current_user.id, items)

    def page(self) -> str:
        """The page as somebody opens it: what they typed and did not save stands in its field."""
        written, here = self.written(beside=True), self.items
        return self.render(
            self.sheet(written.shown, None),
            written.stored,
            {item: one for item, one in written.overtaken.items() if item in here},
            drafts={
                item: texts.draft_again(one.saved_at, now()) for item, one in written.unsaved.items() if item in here
            },
            known=written.versions(here),
        )

    def render(
        self,
        sheet: AnswerSheet,
        stored: Mapping[str, Stored[AnswerSaid]] | None = None,
        conflicts: Mapping[str, Stored[AnswerSaid]] | None = None,
        *,
        drafts: Mapping[str, str] | None = None,
        known: str | None = None,
        elsewhere: bool = False,
    ) -> str:
        """The page with what is `stored`; `conflicts` has what is newer than the page, or was typed `elsewhere`.

        `drafts` says of what stands on it that it was typed before; `known` are the versions of those.
        """
        beside = self._beside(self.place, stored) if self.place else {}
        return render_template(
            "assessments/question.html" if self.place else "assessments/domain.html",
            **beside,
            texts=texts,
            who_reads=words.WHO_READS,
            form=sheet,
            work=self.work,
            part=self.part,
            place=self.place,
            following=self.following,
            then=None if conflicts else self._then(stored),
            drafts=drafts or {},
            known=request.form.get("draft", "") if known is None else known,
            elsewhere=elsewhere,
            remarks=remarks_on(self.work, self.part.domain, self.items),
            terms=terms_in(self.work.questionnaire, *self.questions),
            stored=stored or {},
            conflicts=conflicts or {},
            nothing=ANSWERS.nothing,
            page_has_errors=bool(conflicts or sheet.errors),
        )

    def _beside(self, place: QuestionPlace, stored: Mapping[str, Stored[AnswerSaid]] | None) -> dict[str, Any]:
        known = ANSWERS.stored(db.session, self.participation.id, self.part.items) if stored is None else stored
        dots = dots_of(self.work.questionnaire, self.part, place.question, known)
        return {"dots": dots, "saved": last_saved(self.part, known, now())}

    def _then(self, stored: Mapping[str, Stored[AnswerSaid]] | None) -> ThenShown | None:
        """What was answered in the earlier round, for who answered this question now; nothing before that."""
        answer = (stored or {}).get(self.items[0])
        if self.place is None or answer is None or self.work.assessment.earlier_id is None:
            return None
        return load_shown_then(db.session, self.work, self.participation, self.items[0], self.place.question, answer)

    @property
    def here(self) -> AnswerStep:
        return AnswerStep(self.part, self.place.question) if self.place else AnswerStep(self.part, whole=True)

    @property
    def following(self) -> AnswerStep | None:
        return step_from(self.work, self.here)

    def following_after(self, stored: Mapping[str, Stored[AnswerSaid]], sheet: AnswerSheet) -> AnswerStep | None:
        """What comes after a save: that the part is done, when this was what lacked; `stored` is from before it.

        Who changes one of the answers to a part that was done goes on as before.
        """
        lacked = set(self.part.items) - stored.keys()
        is_done = lacked <= {one.item for one in sheet.typed} and (lacked or self.place is None)
        if is_done and self.work.assessment.state == State.OPEN:
            return self.done
        return self.following

    @property
    def done(self) -> AnswerStep:
        return AnswerStep(self.part, done=True, whole=self.place is None)

    @property
    def onward(self) -> str:
        return address_of(self.work, self.following)


def load_visit(assessment_id: uuid.UUID, domain: str, question_id: str | None = None) -> Visit:
    """The visit that this request is: 404 for what somebody does not answer, 403 for those who only look."""
    work, participation = load_own_work(current_user, assessment_id)
    part = work.part(domain)
    return Visit(work, participation, part, place_of(part, question_id) if question_id else None)
