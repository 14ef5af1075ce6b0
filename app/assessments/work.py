"""An assessment as one person meets it: what they answer, whether they can now, the way through it, and how far."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload

from app.doors.access import Lock, assessment_for, roles_for, roles_in
from app.models import Answer, Assessment, Participation, User
from app.saving.versioned import ANSWERS, AnswerSaid, Stored
from app.state.asked import Part, questionnaire_of, questions_for
from app.state.lifecycle import AssessmentAction, Refusal, Situation, State, refusal
from app.state.situation import coordinators_of
from app.texts import assessments as texts
from app.texts.lifecycle import REFUSALS
from app.web.clock import today
from app.web.extensions import db
from questionnaires.model import Question, Questionnaire

blueprint = Blueprint("assessments", __name__, template_folder="templates")


QUESTIONS = "/inventarisaties/<uuid:assessment_id>/vragen/<domain>"


PARTICIPATIONS = (
    select(Participation)
    .where(Participation.assessment_id == bindparam("assessment_id"), Participation.ended_at.is_(None))
    .where(
        or_(
            and_(Participation.user_id == bindparam("user_id"), Participation.invited_at.is_not(None)),
            Participation.role == "coordinator",
        )
    )
    .options(joinedload(Participation.parts))
    .order_by(Participation.created_at)
)
"""Somebody's own part and the joint one. Made once, because every page asks it."""


@dataclass(frozen=True, slots=True)
class Work:
    """An assessment as one person meets it: what they may answer, or (without a participation) look at."""

    assessment: Assessment
    roles: frozenset[str]
    participation: Participation | None
    """The part that this person answers."""
    joint: Participation | None
    """The part of the coordinator, in which coordinator and adviser answer together (samen invullen)."""
    parts: tuple[Part, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        return questionnaire_of(self.assessment)

    @property
    def situation(self) -> Situation:
        """What decides which actions are possible now."""
        return Situation(
            State(self.assessment.state),
            self.roles,
            approved=self.assessment.approved_at is not None,
            sent_back=frozenset(self.sent_back),
            deadline_passed=self.deadline_passed,
        )

    @property
    def deadline_passed(self) -> bool:
        """Whether the last day on which colleagues can answer is over; that day itself counts."""
        deadline = self.assessment.deadline
        return deadline is not None and deadline < today()

    @property
    def sent_back(self) -> dict[str, str | None]:
        """The domains that were sent back, each with the reason."""
        return {row.domain: row.sent_back_reason for row in self.assessment.domains if row.sent_back_at}

    @property
    def reads_only(self) -> bool:
        """Whether this person is a reader here and nothing else: for them there is the report."""
        return self.roles == {"reader"}

    @property
    def coordinates(self) -> bool:
        return "coordinator" in self.roles

    @property
    def leads(self) -> bool:
        """Whether this person leads the round: as its coordinator, or as its adviser."""
        return self.coordinates or "adviser" in self.roles

    @property
    def may_propose(self) -> bool:
        """Whether this person can propose a colleague: who leads the round divides the questions themselves."""
        takes_part = self.participation is not None and self.participation.role == "participant"
        return takes_part and self.assessment.state == State.OPEN and bool(self.open_parts)

    @property
    def has_own_name(self) -> bool:
        """Whether the answers are one person's: coordinator and adviser answer together, so theirs are nobody's."""
        return self.participation is not None and self.participation.role == "participant"

    @property
    def until(self) -> str:
        """Until when this person can change answers, inside a sentence."""
        return texts.UNTIL_RESUBMIT if self.hands_in_again else texts.changeable_until(self.deadline)

    @property
    def deadline(self) -> date | None:
        """The last day on which this person can answer; a coordinator sets it for others."""
        return None if self.coordinates else self.assessment.deadline

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts whose questions can be answered now."""
        return tuple(part for part in self.parts if not self.refusal(part.domain))

    def part(self, domain: str) -> Part:
        """The part about a domain, or 404 when this person does not answer it."""
        found = [part for part in self.parts if part.domain == domain]
        return found[0] if found else abort(404)

    @property
    def refusal_of_handing_in(self) -> Refusal | None:
        """Why the answers cannot be handed in now; a coordinator hands in what was sent back with the review."""
        why = refusal(AssessmentAction.ANSWER, self.situation)
        if why is Refusal.NOT_SENT_BACK:
            return None if self.hands_in_again else Refusal.IN_REVIEW
        return why

    @property
    def hands_in_again(self) -> bool:
        """Whether a part of the answers of this colleague was sent back."""
        in_review = self.assessment.state == State.IN_REVIEW
        return in_review and self.has_own_name and not self.coordinates and bool(self.open_parts)

    @property
    def closed(self) -> str | None:
        """What can still change, or why nothing can, as a sentence; None while everything can."""
        if self.assessment.state == State.IN_REVIEW and self.open_parts:
            return texts.only_sent_back([part.title for part in self.open_parts])
        why = self.refusal_of_handing_in
        return REFUSALS[why] if why else None

    def refusal(self, domain: str) -> Refusal | None:
        """Why questions about a domain cannot be answered now; None when they can."""
        return refusal(AssessmentAction.ANSWER, self.situation, domain)


def load_work(user: User, assessment_id: uuid.UUID, lock: Lock | None = None) -> Work:
    """The assessment and this person's part of it, or 404; `lock` as in `assessment_for`."""
    assessment = assessment_for(user, assessment_id, lock)
    coordinates = "coordinator" in roles_in(user, assessment.municipality_id)
    wanted = {"assessment_id": assessment.id, "user_id": user.id}
    candidates = db.session.scalars(PARTICIPATIONS, wanted).unique().all()
    # The part of a coordinator counts while they are one.
    own = next(
        (part for part in candidates if part.user_id == user.id and (coordinates or part.role != "coordinator")), None
    )
    joint = next((part for part in candidates if part.role == "coordinator"), None)
    # A second coordinator works on in the joint answers: they belong to the municipality, not to one person.
    participation = own or (joint if coordinates else None)
    roles = roles_for(user, assessment, participation)
    return Work(assessment, roles, participation, joint, questions_for(participation or joint, assessment))


def load_own_work(user: User, assessment_id: uuid.UUID, held: Lock = "share") -> tuple[Work, Participation]:
    """As `load_work`, for those who answer: 403 for people who only look. A POST holds it so until the commit."""
    work = load_work(user, assessment_id, held if request.method == "POST" else None)
    return work, work.participation or abort(403)


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """Something to answer: one question, a whole part at once (no question), or the open questions of a domain."""

    part: Part
    question: Question | None = None
    closing: bool = False
    done: bool = False
    """Whether the part is done: the page that says so, or its open questions by way of that page."""
    whole: bool = False
    """Whether this person answers a whole part on one page, and goes on like that."""


@dataclass(frozen=True, slots=True)
class QuestionPlace:
    part: Part
    question: Question
    number: int
    """Its number in the part, from 1."""
    previous: Question | None
    """The question before it in the same part."""
    next: Question | None
    """The question after it in the same part."""

    @property
    def total(self) -> int:
        return len(self.part.questions)


def place_of(part: Part, question_id: str) -> QuestionPlace:
    """The place of a question in its part, or 404 when the part does not have it."""
    ids = [question.id for question in part.questions]
    if question_id not in ids:
        abort(404)
    index = ids.index(question_id)
    before = part.questions[index - 1] if index else None
    after = part.questions[index + 1] if index + 1 < len(ids) else None
    return QuestionPlace(part, part.questions[index], index + 1, before, after)


def step_after(parts: Sequence[Part], step: AnswerStep) -> AnswerStep | None:
    """What comes next: the next question, then the open questions, then the next of these parts; None at the end."""
    if step.question:
        following = place_of(step.part, step.question.id).next
        if following:
            return AnswerStep(step.part, following)
    if step.part.about and not step.closing:
        return AnswerStep(step.part, closing=True, whole=step.whole)
    rest = parts[[part.domain for part in parts].index(step.part.domain) + 1 :]
    if not rest:
        return None
    return AnswerStep(rest[0], whole=True) if step.whole else AnswerStep(rest[0], rest[0].questions[0])


DONE = "klaar"
"""In an address: that somebody goes to the page of a part that is done."""


def address_of(work: Work, step: AnswerStep | None) -> str:
    """Where a step is taken; at the end: where the answers are checked, or the overview when they are closed."""
    id_ = work.assessment.id
    if step is None:
        hands_in = work.assessment.state == "open" or work.hands_in_again
        at_the_end = "assessments.check_answers" if hands_in else "assessments.hub"
        return url_for(at_the_end, assessment_id=id_)
    domain = step.part.domain
    if step.closing or step.done:
        form = "pagina" if step.whole else None
        if step.closing:
            after = DONE if step.done else None
            return url_for("assessments.show_closing", assessment_id=id_, domain=domain, vorm=form, na=after)
        return url_for("assessments.domain_done", assessment_id=id_, domain=domain, vorm=form)
    if step.question is None:
        return url_for("assessments.answer_domain", assessment_id=id_, domain=domain)
    return url_for("assessments.answer_question", assessment_id=id_, domain=domain, question_id=step.question.id)


def save_and_go_on(work: Work, following: AnswerStep | None) -> ResponseReturnValue:
    """Keep what was saved and go on: to the overview when that was asked for, else to what comes next."""
    if request.form.get("next") == "hub":
        flash(texts.SAVED, "success")
    elif following is None:
        flash(texts.SAVED_LAST, "success")
    db.session.commit()
    if request.form.get("next") == "hub":
        return redirect(url_for("assessments.hub", assessment_id=work.assessment.id), 303)
    return redirect(address_of(work, following), 303)


def step_from(work: Work, step: AnswerStep) -> AnswerStep | None:
    """What comes next among what can be answered now."""
    return step_after(work.open_parts, step)


def answered_items(session: Session, participation_id: uuid.UUID) -> frozenset[str]:
    """The items that have an answer, `unknown` included."""
    return frozenset(session.scalars(select(Answer.item).where(Answer.participation_id == participation_id)))


def answered_values(session: Session, participation_id: uuid.UUID) -> Mapping[str, str]:
    query = select(Answer.item, Answer.value).where(Answer.participation_id == participation_id)
    return {row.item: row.value for row in session.execute(query)}


MINUTES = 1
"""How many minutes a question takes, about."""


@dataclass(frozen=True, slots=True)
class PartProgress:
    part: Part
    open: tuple[Question, ...]
    """The questions without an answer."""

    @property
    def total(self) -> int:
        return len(self.part.questions)

    @property
    def answered(self) -> int:
        return self.total - len(self.open)

    @property
    def text(self) -> str:
        return texts.progress(self.answered, self.total)

    @property
    def duration(self) -> str:
        return texts.duration(len(self.open) * MINUTES)

    @property
    def kind(self) -> str:
        if not self.answered:
            return "neutral"
        return "active" if self.open else "done"


@dataclass(frozen=True, slots=True)
class Progress:
    parts: tuple[PartProgress, ...]

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def answered(self) -> int:
        return sum(part.answered for part in self.parts)

    @property
    def open(self) -> int:
        return self.total - self.answered

    @property
    def duration(self) -> str:
        return texts.duration(self.open * MINUTES)

    @property
    def time_left(self) -> str:
        return texts.time_left(self.open * MINUTES)

    @property
    def waiting(self) -> list[PartProgress]:
        """The parts with open questions: those that were begun first."""
        return sorted((part for part in self.parts if part.open), key=lambda part: not part.answered)

    @property
    def done(self) -> list[PartProgress]:
        """The parts of which every question has an answer."""
        return [part for part in self.parts if not part.open]

    @property
    def next(self) -> PartProgress | None:
        """The part to go on with: one that was begun before one that was not; None when everything is answered."""
        return next(iter(self.waiting), None)


def progress_of(parts: Sequence[Part], answered: frozenset[str]) -> Progress:
    """How far the parts are, given the items that have an answer."""
    return Progress(
        tuple(
            PartProgress(part, tuple(question for question in part.questions if part.item(question) not in answered))
            for part in parts
        )
    )


@dataclass(frozen=True, slots=True)
class SentBack:
    """What somebody looks at again: where to begin, and how many questions have no known answer."""

    part: Part
    question: Question
    unknown: int


def sent_back_of(parts: Sequence[Part], stored: Mapping[str, Stored[AnswerSaid]]) -> SentBack | None:
    """The parts that were sent back, beginning at the first question that nobody knew; None without parts."""
    asked = [(part, question) for part in parts for question in part.questions]
    unknown = [
        (part, question)
        for part, question in asked
        if stored.get(part.item(question), ANSWERS.nothing).content.value in (None, "unknown")
    ]
    return SentBack(*(unknown or asked)[0], len(unknown)) if asked else None


def closed_page(
    work: Work,
    why: Refusal,
    *,
    part: Part | None = None,
    answers: Mapping[str, AnswerSaid] | None = None,
    texts: Mapping[str, str] | None = None,
    title: str = "Je antwoord is niet opgeslagen",
) -> ResponseReturnValue:
    """409 with what was typed: answers to the questions of a part by item, or texts by their question."""
    page = render_template(
        "assessments/closed.html",
        title=title,
        work=work,
        part=part,
        explanation=REFUSALS[why],
        answers=answers or {},
        texts=texts or {},
        coordinators=() if "coordinator" in work.roles else coordinators_of(db.session, work.assessment),
    )
    return page, 409
