"""An assessment as it is stored, and as what scoring and reports are made of: people by function, never by name."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple, cast

from sqlalchemy import Dialect, Uuid, exists, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased, joinedload

from app.models import AgreedScore, Answer, Assessment, Participation, User
from app.reports.contents import as_persons
from app.reports.document.material import role_at_level
from app.texts.words import NO_FUNCTION, ROLES
from questionnaires.model import OWN_DOMAINS, Questionnaire
from scoring import assessment as plain


def function_of(part: Participation, questionnaire: Questionnaire) -> str:
    """`medewerker schuldhulp, uitvoering`, or the role of who gave no function.

    Of a colleague it is what the coordinator wrote down for this inventory: what somebody is elsewhere is not told.
    """
    level = questionnaire.level(part.level).title if part.level else None
    function = part.function or (None if part.role == "participant" else part.user.function)
    if not function:
        return role_at_level(part.role, level) if part.role != "reader" else ROLES[part.role]
    return f"{function}, {level.lower()}" if level else function


def functions_of_users(session: Session, users: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The functions of these people, by their id."""
    found = session.execute(select(User.id, User.function).where(User.id.in_(users)))
    return {user_id: function or NO_FUNCTION for user_id, function in found}


class StoredAnswer(NamedTuple):
    """The newest answer of one participant to one item."""

    participation_id: uuid.UUID
    item: str
    value: str
    reason: str | None
    evidence_kind: str | None
    evidence_note: str | None
    evidence_link: str | None
    confidence: str | None
    changed: str | None
    changed_what: str | None
    changed_action_id: uuid.UUID | None
    version: int
    saved_at: datetime


class RepeatedId(Uuid[uuid.UUID]):
    """An id that stands in thousands of rows: made of its text once, and not for every row."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The same as of any id; PostgreSQL has ids of its own and needs none."""
        process = super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]  # has no types in SQLAlchemy
        return process and lru_cache(maxsize=512)(process)


_ANSWERS = select(
    type_coerce(Answer.participation_id, RepeatedId()),
    *(getattr(Answer, name) for name in StoredAnswer._fields[1:]),
)


class StoredScore(NamedTuple):
    """The newest agreed score of one item; its value is empty when it was withdrawn."""

    item: str
    value: str
    reason: str | None
    evidence_kind: str | None
    evidence_note: str | None
    evidence_link: str | None
    changed: str | None
    changed_what: str | None
    changed_action_id: uuid.UUID | None
    dissent: str | None
    version: int
    saved_at: datetime
    saved_by: uuid.UUID
    present: str | None = None
    meeting_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """All that was said in one assessment, and by whom."""

    participations: tuple[Participation, ...]
    """With their users, in the order in which they came."""
    answers: tuple[StoredAnswer, ...]
    """In the order of the participations, then of the items."""
    agreed: tuple[StoredScore, ...]
    """The agreed scores that hold now."""
    withdrawn: tuple[StoredScore, ...] = ()
    """The agreed scores that were withdrawn."""
    person_of: Mapping[str, str] = field(default_factory=dict)
    """Under which id each participation stands in documents: the same for a person in every round."""


_OTHER = aliased(Participation)
_FIRST_PARTICIPATION = (
    select(_OTHER.id)
    .where(_OTHER.user_id == Participation.user_id, _OTHER.municipality_id == Participation.municipality_id)
    .order_by(_OTHER.created_at, _OTHER.id)
    .limit(1)
    .correlate(Participation)
    .scalar_subquery()
)
"""Of the person of a participation: the first that they had in this municipality."""
_AGREED = select(*(getattr(AgreedScore, name) for name in StoredScore._fields))


def persons_of(session: Session, assessment_id: uuid.UUID) -> Mapping[str, str]:
    """Under which id each participation stands in documents."""
    query = select(Participation.id, _FIRST_PARTICIPATION).where(Participation.assessment_id == assessment_id)
    return {str(participation): str(person) for participation, person in session.execute(query)}


def load_rows(session: Session, assessment: Assessment) -> Rows:
    """Everything of an assessment, in three statements."""
    people = load_people(session, assessment)
    place = {part.id: place for place, part in enumerate(people)}
    found = session.execute(_ANSWERS.where(Answer.assessment_id == assessment.id))
    answers = [StoredAnswer._make(row) for row in found]
    answers.sort(key=lambda answer: (place[answer.participation_id], answer.item))
    agreed = agreed_rows(session, assessment.id)
    return Rows(
        tuple(people),
        tuple(answers),
        tuple(score for score in agreed if score.value),
        tuple(score for score in agreed if not score.value),
        {str(part.id): person for part, person in people.items()},
    )


def load_people(session: Session, assessment: Assessment) -> Mapping[Participation, str]:
    """Everybody's part in an assessment with their user, in the order in which they came, and their id in documents."""
    query = (
        select(Participation, _FIRST_PARTICIPATION)
        .where(Participation.assessment_id == assessment.id)
        .options(joinedload(Participation.user))
        .order_by(Participation.created_at, Participation.id)
    )
    return {part: str(person) for part, person in session.execute(query)}


def agreed_rows(session: Session, assessment_id: uuid.UUID, items: Sequence[str] | None = None) -> list[StoredScore]:
    """The agreed scores of an assessment by item, withdrawn ones included: of these items, or all."""
    query = _AGREED.where(AgreedScore.assessment_id == assessment_id)
    if items is not None:
        query = query.where(AgreedScore.item.in_(items))
    return sorted(StoredScore(*row) for row in session.execute(query))


def outgoing_data(assessment: Assessment, rows: Rows) -> plain.Assessment:
    """The same as documents hold it: people have ids that are the same in every round."""
    return as_persons(build_assessment(assessment, rows), rows.person_of)


def build_assessment(assessment: Assessment, rows: Rows) -> plain.Assessment:
    """The assessment as scoring takes it, chance answers included, from rows that were loaded before.

    Its municipality and domains are loaded. The ids of the participants are those of their participations. Who answered
    nothing is no participant: a report counts the people who took part.
    """
    titles = {row.domain: row.title for row in assessment.domains if row.title}
    return plain.Assessment(
        questionnaire_id=assessment.questionnaire_id,
        version=assessment.questionnaire_version,
        municipality_code=assessment.municipality.code,
        municipality_name=assessment.municipality.name,
        round=assessment.round,
        domains=tuple(row.domain for row in assessment.domains),
        participants=_participants(rows),
        answers=tuple(_answer(answer) for answer in rows.answers),
        agreed=tuple(_agreed(score) for score in rows.agreed),
        ambitions={row.domain: row.ambition for row in assessment.domains if row.ambition is not None},
        own_domains={id_: title for id_, title in titles.items() if id_ in OWN_DOMAINS},
        renamed={id_: title for id_, title in titles.items() if id_ not in OWN_DOMAINS},
    )


def _participants(rows: Rows) -> tuple[plain.Participant, ...]:
    answered = {answer.participation_id for answer in rows.answers}
    return tuple(
        plain.Participant(str(part.id), part.role, part.level) for part in rows.participations if part.id in answered
    )


def plain_value(text: str) -> plain.Value:
    """The value of an answer as it is stored; what is no number is one of the special ones, as the database holds."""
    return int(text) if text.isdecimal() else cast("plain.Special", text)


def _answer(row: StoredAnswer) -> plain.Answer:
    return plain.Answer(
        participant=str(row.participation_id),
        item=row.item,
        value=plain_value(row.value),
        reason=row.reason,
        evidence=_evidence(row),
        confidence=row.confidence,
        changed=cast("plain.Changed | None", row.changed),
    )


def _agreed(row: StoredScore) -> plain.AgreedScore:
    value = int(row.value) if row.value.isdecimal() else cast(Literal["not_applicable"], row.value)
    changed = cast("plain.Changed | None", row.changed)
    return plain.AgreedScore(row.item, value, row.reason or "", _evidence(row), changed)


def _evidence(row: StoredAnswer | StoredScore) -> plain.Evidence | None:
    if not row.evidence_kind:
        return None
    return plain.Evidence(row.evidence_kind, row.evidence_note or None, row.evidence_link or None)


def others_answered(session: Session, assessment: Assessment, user: User) -> bool:
    """Whether a preview would tell who leads what others answered.

    To a coordinator and an adviser the joint answers are the own ones, but not to one with a part of their own.
    """
    own = aliased(Participation)
    has_own_part = exists().where(
        own.assessment_id == assessment.id, own.user_id == user.id, own.role == "participant", own.ended_at.is_(None)
    )
    theirs = (
        select(Answer.id)
        .join(Participation, Participation.id == Answer.participation_id)
        .where(Answer.assessment_id == assessment.id, Participation.user_id != user.id)
        .where(or_(has_own_part, Participation.role != "coordinator"))
    )
    return session.scalars(theirs.limit(1)).first() is not None
