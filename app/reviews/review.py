"""A review: who comes in, what is loaded of it, what was seen of it, and what its pages share."""

import re
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from flask import Blueprint, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.doors.access import LEADERS, Lock, assessment_for, require_role
from app.models import (
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    Assessment,
    AuditEntry,
    ClosingText,
    ClosingTextVersion,
    Participation,
    User,
)
from app.reports.stored import (
    Rows,
    StoredAnswer,
    StoredScore,
    build_assessment,
    function_of,
    load_rows,
)
from app.saving.typed import typed_texts
from app.state.asked import (
    closing_questions,
    domain_ids,
    domains_of,
    name_of,
    opportunity_questions_of,
    question_of,
    questionnaire_of,
    questions_of,
    short_title_of,
    title_of,
)
from app.state.lifecycle import SIGNS, WHO, AssessmentAction, Refusal, Situation, State, refusal
from app.state.situation import situation_of
from app.texts.lifecycle import REFUSALS
from app.texts.reviews import approval_fallen
from app.web.extensions import db
from questionnaires.model import GENERAL, Question, Questionnaire
from scoring.assessment import Assessment as PlainAssessment
from scoring.engine import score
from scoring.items import item_id
from scoring.result import ItemScore, Result


def who(part: Participation, questionnaire: Questionnaire) -> str:
    """What `function_of` says, after the name of who agreed to that: `Fatma (medewerker schuldhulp, uitvoering)`.

    For coordinator and adviser in the review of the answers only: reports, meetings and exports name nobody. Who
    takes part no longer cannot take it back any more, so their name is not shown.
    """
    function = function_of(part, questionnaire)
    return f"{name_of(part)} ({function})" if part.shows_name and part.ended_at is None else function


@dataclass(frozen=True)
class Review:
    """Everything about one assessment, loaded once."""

    user: User
    assessment: Assessment
    situation: Situation
    rows: Rows
    """Everything that was said; where people answer blind, what who is here said themselves or together."""

    @property
    def is_blind(self) -> bool:
        """Whether nobody reads answers of others yet: they see them when the review begins."""
        return not self.situation.answers_are_shown

    def is_blind_in(self, domain: str) -> bool:
        """Whether nobody reads answers of others about this domain: also while it is answered again."""
        return self.is_blind or domain in self.situation.sent_back

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The version with which the assessment was started."""
        return questionnaire_of(self.assessment)

    @cached_property
    def data(self) -> PlainAssessment:
        return build_assessment(self.assessment, self.rows)

    @cached_property
    def result(self) -> Result:
        """What it amounts to now."""
        return score(self.questionnaire, self.data)

    @cached_property
    def agreed(self) -> Mapping[str, StoredScore]:
        """The agreed scores that hold, by item."""
        return {row.item: row for row in self.rows.agreed}

    @cached_property
    def answers(self) -> Mapping[str, list[StoredAnswer]]:
        """The answers by item, in the order of the participants."""
        grouped: dict[str, list[StoredAnswer]] = {}
        for answer in self.rows.answers:
            grouped.setdefault(answer.item, []).append(answer)
        return grouped

    @cached_property
    def people(self) -> Mapping[uuid.UUID, str]:
        """What everybody is who takes part or took part, as the review shows it, by the id of their participation."""
        return {part.id: who(part, self.questionnaire) for part in self.rows.participations}

    @cached_property
    def chance_items(self) -> frozenset[str]:
        """The items that are answered together."""
        asked = self.questionnaire.of_kind("opportunity")
        return frozenset(item_id(row.domain, question.id) for row in self.assessment.domains for question in asked)

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Everything a point can be about, in order: of each domain its items, then what each person answered there."""
        return tuple(
            subject
            for domain in domain_ids(self.assessment)
            for subject in (
                *(item_id(domain, question.id) for question in self.questions(domain)),
                *(f"{domain}/{part.id}" for part in self.rows.participations),
            )
        )

    def refusal(self, action: AssessmentAction) -> Refusal | None:
        """Why this person cannot do this now; None when they can."""
        return refusal(action, self.situation)

    def allows(self, action: AssessmentAction) -> bool:
        return self.refusal(action) is None

    @property
    def hands_in(self) -> bool:
        """Whether this person closes what was sent back."""
        return self.allows(AssessmentAction.RESUBMIT)

    @property
    def closed(self) -> str | None:
        """Why nothing can be agreed now, as a sentence; None when it can."""
        why = self.refusal(AssessmentAction.AGREE_SCORE)
        return REFUSALS[why] if why else None

    def score_of(self, domain: str, question: Question) -> ItemScore:
        """S1 for one question about a domain."""
        if domain == GENERAL:
            return self.result.general_items[item_id(GENERAL, question.id)]
        return self.result.domains[domain].items[question.id]

    def questions(self, domain: str) -> tuple[Question, ...]:
        """The questions about a domain, without its chance questions; 404 when it was not chosen."""
        return questions_of(self.assessment, domain)

    def chances(self, domain: str) -> tuple[Question, ...]:
        """The chance questions of a domain; the general part has none."""
        return () if domain == GENERAL else opportunity_questions_of(self.assessment, domain)

    def title(self, domain: str) -> str:
        return title_of(self.assessment, domain)

    def short_title(self, domain: str) -> str:
        """The same where many domains stand together; one with a name of its own has no shorter one."""
        return short_title_of(self.assessment, domain)

    def question(self, domain: str, question_id: str) -> Question:
        """One question, or 404."""
        found = [q for q in (*self.questions(domain), *self.chances(domain)) if q.id == question_id]
        return found[0] if found else abort(404)


def load_review(user: User, assessment_id: uuid.UUID) -> Review:
    """The review for those who lead it: 404 for who may not see the assessment, 403 for who only takes part."""
    assessment = assessment_for(user, assessment_id)
    require_role(user, assessment, *LEADERS)
    situation, rows = situation_of(db.session, user, assessment), load_rows(db.session, assessment)
    return Review(user, assessment, situation, _without_blind(rows, user, situation))


def own_parts(participations: Collection[Participation], user: User) -> frozenset[uuid.UUID]:
    """The ids of the parts whose answers who leads sees while the round is open: their own, and the joint one."""
    # The joint part is that of coordinator and adviser, but not of one who answers as a colleague, whatever else.
    joint = not any(
        part.user_id == user.id and part.role == "participant" and part.ended_at is None for part in participations
    )
    return frozenset(
        part.id for part in participations if part.user_id == user.id or (joint and part.role == "coordinator")
    )


def _without_blind(rows: Rows, user: User, situation: Situation) -> Rows:
    """Without what others say now: no page can show, count or add up what it was not given."""
    own, answers = own_parts(rows.participations, user), rows.answers
    if not situation.answers_are_shown:
        answers = tuple(answer for answer in answers if answer.participation_id in own)
    if again := situation.sent_back:
        answers = tuple(
            one for one in answers if one.participation_id in own or one.item.partition("/")[0] not in again
        )
    return replace(rows, answers=answers)


@dataclass(frozen=True, slots=True)
class Written:
    """One open question with what was written under it: (function, text)."""

    question: str
    texts: tuple[tuple[str, str], ...]


def closing_rows(session: Session, assessment: Assessment) -> Sequence[tuple[str, str, str]]:
    """(participation, item, text) of everything that was written in this assessment, in a fixed order."""
    query = select(ClosingText.participation_id, ClosingText.item, ClosingText.text).where(
        ClosingText.assessment_id == assessment.id, ClosingText.text != ""
    )
    return sorted((str(part), item, text) for part, item, text in session.execute(query))


def closing_texts(session: Session, review: Review, domain: str) -> Sequence[Written]:
    """The open questions about a domain that somebody wrote something under; none while people still write."""
    about = [found for found in domains_of(review.assessment) if found.id == domain]
    if review.is_blind_in(domain) or not about:
        return ()
    items = {f"{domain}/{key}": question for key, question in closing_questions(about[0]).items()}
    query = select(ClosingText.item, ClosingText.participation_id, ClosingText.text).where(
        ClosingText.assessment_id == review.assessment.id, ClosingText.item.in_(items), ClosingText.text != ""
    )
    found = {(item, part_id): text for item, part_id, text in session.execute(query)}
    people = [(part.id, who(part, review.questionnaire)) for part in review.rows.participations]
    written = [
        Written(question, tuple((by, found[item, id_]) for id_, by in people if (item, id_) in found))
        for item, question in items.items()
    ]
    return [one for one in written if one.texts]


STEPS = (
    AssessmentAction.START_REVIEW,
    AssessmentAction.APPROVE,
    AssessmentAction.WITHDRAW_APPROVAL,
    AssessmentAction.SEND_BACK,
    AssessmentAction.RESUBMIT,
)
MOVES = tuple(
    action.value
    for action in (*STEPS, AssessmentAction.FINISH_OPEN_POINTS, AssessmentAction.AGREE, AssessmentAction.REOPEN)
)
FALLEN = "approval_fell_away"
ABOUT_APPROVAL = (
    FALLEN,
    AssessmentAction.APPROVE.value,
    AssessmentAction.WITHDRAW_APPROVAL.value,
    AssessmentAction.REOPEN.value,
)


class Fallen(NamedTuple):
    """When an approval ended by itself, and whether that was because domains were sent back."""

    at: datetime
    sent_back: bool


def repeats_last_step(
    session: Session, user: User, assessment: Assessment, action: AssessmentAction, reason: str | None = None
) -> bool:
    """Whether the last step here was the same, by the same person with the same reason: a second click."""
    query = (
        select(AuditEntry.action, AuditEntry.actor_id, AuditEntry.reason)
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(MOVES))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return row is not None and tuple(row) == (action.value, user.id, reason)


def open_points_done_at(session: Session, assessment: Assessment) -> datetime | None:
    """When the coordinator said that what the adviser said is open now, is done; None when nobody did."""
    if assessment.open_points_at is None:
        return None
    query = select(func.max(AuditEntry.at)).where(
        AuditEntry.assessment_id == assessment.id,
        AuditEntry.action == AssessmentAction.FINISH_OPEN_POINTS.value,
        AuditEntry.at > assessment.open_points_at,
    )
    return session.scalar(query)


def fallen_approval(session: Session, assessment: Assessment) -> Fallen | None:
    """How the approval ended by itself; None when it did not, or when there is another one by now."""
    if assessment.state != State.IN_REVIEW or assessment.approved_at is not None:
        return None
    query = (
        select(AuditEntry.action, AuditEntry.at, AuditEntry.new["because"].as_string())
        .where(AuditEntry.assessment_id == assessment.id, AuditEntry.action.in_(ABOUT_APPROVAL))
        .order_by(AuditEntry.at.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Fallen(row[1], row[2] == AssessmentAction.SEND_BACK) if row and row[0] == FALLEN else None


TOKEN = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Saves:
    """How many times answers, agreed scores, closing texts and ambitions were saved: the sums of their versions."""

    answers: int
    scores: int
    texts: int
    ambitions: int

    @property
    def token(self) -> str:
        """The same as a form gives it back."""
        return f"{self.answers}.{self.scores}.{self.texts}.{self.ambitions}"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was saved since somebody opened a page."""

    questions: Sequence[tuple[str, str, Question]]
    """(domain, its title, the question) of each question that an answer or a score was saved for."""
    texts: Sequence[tuple[str, str]]
    """(domain, its title) of each domain that a closing text was saved for."""
    ambitions: bool
    is_known: bool = True
    """Whether a page said what it showed; without that nobody knows what is otherwise since."""


NOTHING_SEEN = Meanwhile((), (), ambitions=False, is_known=False)


def saves_in(session: Session, assessment: Assessment, rows: Rows) -> Saves:
    """What somebody sees to whom these rows are shown."""
    answers, scores = (sum(row.version for row in found) for found in (rows.answers, (*rows.agreed, *rows.withdrawn)))
    return Saves(answers, scores, _saved(session, ClosingText, assessment), _ambitions(assessment))


def saved_since(session: Session, assessment: Assessment, token: str | None) -> Meanwhile | None:
    """What was saved since a page gave this token; None when nothing was."""
    found = TOKEN.fullmatch(token or "")
    if not found:
        return NOTHING_SEEN
    answers, scores, written = (_saved(session, table, assessment) for table in (Answer, AgreedScore, ClosingText))
    seen, there = Saves(*map(int, found.groups())), Saves(answers, scores, written, _ambitions(assessment))
    if seen == there:
        return None
    items = {
        *_newest(session, AnswerVersion, assessment, there.answers - seen.answers),
        *_newest(session, AgreedScoreVersion, assessment, there.scores - seen.scores),
    }
    texts = _newest(session, ClosingTextVersion, assessment, there.texts - seen.texts)
    places = [item.split("/", 1) for item in sorted(items)]
    return Meanwhile(
        [(domain, title_of(assessment, domain), question_of(assessment, domain, key)) for domain, key in places],
        [(domain, title_of(assessment, domain)) for domain in sorted({item.split("/", 1)[0] for item in texts})],
        there.ambitions != seen.ambitions,
    )


def _saved(session: Session, table: type[Answer | AgreedScore | ClosingText], assessment: Assessment) -> int:
    query = select(func.coalesce(func.sum(table.version), 0)).where(table.assessment_id == assessment.id)
    return int(session.scalar(query) or 0)


def _ambitions(assessment: Assessment) -> int:
    return sum(row.ambition_version for row in assessment.domains)


def _newest(
    session: Session,
    table: type[AnswerVersion | AgreedScoreVersion | ClosingTextVersion],
    assessment: Assessment,
    saves: int,
) -> Sequence[str]:
    """The items of the newest so many saves."""
    if saves <= 0:
        return ()
    query = select(table.item).where(table.assessment_id == assessment.id).order_by(table.saved_at.desc())
    return session.scalars(query.limit(saves)).all()


blueprint = Blueprint("reviews", __name__, template_folder="templates")

ASSESSMENT = "/inventarisaties/<uuid:assessment_id>"
REVIEW = f"{ASSESSMENT}/bespreken"


def load_for(action: AssessmentAction, assessment_id: uuid.UUID, lock: Lock | None = "share") -> Assessment:
    """The assessment, when this person can do this to it now: else 404, 403, or 409 with what can be done."""
    assessment, why = load_asked(action, assessment_id, lock)
    if why is not None:
        refuse(why, assessment)
    return assessment


def load_asked(
    action: AssessmentAction, assessment_id: uuid.UUID, lock: Lock | None
) -> tuple[Assessment, Refusal | None]:
    """The assessment, and why this person cannot do this to it now: 404 or 403 for who never can.

    For views that look whether what was asked was done already: the second click on a button.
    """
    assessment = assessment_for(current_user, assessment_id, lock)
    require_role(current_user, assessment, *WHO[action])
    situation = situation_of(db.session, current_user, assessment, signing=action in SIGNS)
    return assessment, refusal(action, situation)


def refuse(why: Refusal, assessment: Assessment) -> None:
    """Stop with the page that says why something cannot be done now; what was typed stands on it."""
    explanation, fallen = REFUSALS[why], None
    if why is Refusal.APPROVAL_MISSING:
        fallen = fallen_approval(db.session, assessment)
    abort(make_response(refused_page(approval_fallen(*fallen) if fallen else explanation, assessment), 409))


def to_overview(assessment: Assessment, said: str) -> ResponseReturnValue:
    """Keep what was done and say so, on the overview of the review."""
    flash(said, "success")
    here = url_for("reviews.overview", assessment_id=assessment.id)
    db.session.commit()
    return redirect(here, 303)


def refused_page(explanation: str, assessment: Assessment) -> str:
    """That page, with this sentence."""
    return render_template("reviews/refused.html", explanation=explanation, assessment=assessment, typed=typed_texts())
