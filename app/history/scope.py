"""Which changes somebody may see and asks for, with the names of people (by function), questions and domains."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.doors.access import LEADERS, assessment_for, participation_of, roles_in
from app.models import (
    AgreedScoreVersion,
    AnswerVersion,
    Assessment,
    AuditEntry,
    ImprovementAction,
    Membership,
    Participation,
    Remark,
    Trajectory,
    User,
)
from app.reports.stored import function_of
from app.reviews.review import own_parts
from app.state.asked import (
    closing_questions,
    domains_of,
    opportunity_questions_of,
    questionnaire_of,
    questions_by_domain,
)
from app.state.situation import situation_of
from app.texts.words import GENERAL as GENERAL_TITLE
from app.texts.words import NO_FUNCTION, ROLES
from app.trail.telling import BY_ITSELF
from app.web.extensions import db
from app.web.formatting import HERE
from questionnaires.model import GENERAL, Question

DOING = (AuditEntry.actor_id, AgreedScoreVersion.saved_by, Remark.author_id, AnswerVersion.saved_by)
"""Where it stands who did something."""


@dataclass(frozen=True)
class Cast:
    """Everybody who has or had something to do with an assessment."""

    parts: Mapping[uuid.UUID, Participation]
    """Who takes or took part, with their users, in the order in which they came."""
    leaders: Mapping[uuid.UUID, str]
    """The functions of who leads or led it, by user."""
    functions: Mapping[uuid.UUID, str]
    """The functions of who takes or took part, by participation; equal ones numbered."""
    owners: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """What who owns an action does, as it stands with the action, by user."""

    def actor(self, user_id: uuid.UUID | None) -> str:
        """Who did something; nobody is the application itself."""
        if user_id is None:
            return BY_ITSELF
        known = (self.leaders, self._by_user, self.owners)
        return next((people[user_id] for people in known if user_id in people), NO_FUNCTION)

    def owner(self, participation_id: uuid.UUID) -> str:
        """Whose answers these are."""
        return self.functions.get(participation_id, NO_FUNCTION)

    def person(self, text: str) -> str:
        """Somebody by the id of their participation or of themselves, as the audit trail holds it."""
        try:
            found = uuid.UUID(text)
        except ValueError:
            return NO_FUNCTION
        return self.functions.get(found) or self.actor(found)

    def parts_of(self, user_id: uuid.UUID) -> list[uuid.UUID]:
        """The participations of somebody."""
        return [part.id for part in self.parts.values() if part.user_id == user_id]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(user id, function) of everybody, leaders first."""
        leading = [(str(user), function) for user, function in self.leaders.items()]
        return leading + [(str(user), who) for user, who in self._by_user.items() if user not in self.leaders]

    @cached_property
    def _by_user(self) -> dict[uuid.UUID, str]:
        return {part.user_id: self.functions[part.id] for part in self.parts.values()}


def load_cast(session: Session, assessment: Assessment) -> Cast:
    """Everybody, in three statements."""
    query = select(Participation).where(Participation.assessment_id == assessment.id)
    ordered = query.options(joinedload(Participation.user)).order_by(Participation.created_at, Participation.id)
    parts = {part.id: part for part in session.scalars(ordered)}
    questionnaire = questionnaire_of(assessment)
    functions = {part.id: function_of(part, questionnaire) for part in parts.values()}
    return Cast(parts, _leaders(session, assessment), _numbered(functions), _owners(session, assessment))


def _owners(session: Session, assessment: Assessment) -> dict[uuid.UUID, str]:
    owners = select(ImprovementAction.owner_id, ImprovementAction.owner)
    query = owners.join(ImprovementAction.trajectory).where(ImprovementAction.owner_id.is_not(None))
    found = session.execute(query.where(Trajectory.assessment_id == assessment.id).order_by(ImprovementAction.position))
    return {owner_id: function for owner_id, function in found if owner_id and function}


def _leaders(session: Session, assessment: Assessment) -> dict[uuid.UUID, str]:
    """Who leads now, and of who led before those who left something here: the others are nobody's to know of."""
    query = (
        select(User.id, User.function, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id, Membership.role.in_(LEADERS))
        .where(or_(Membership.ended_at.is_(None), *(_did(column, assessment) for column in DOING)))
        .order_by(Membership.created_at, Membership.id)
    )
    return _numbered({user: function or ROLES[role] for user, function, role in session.execute(query)})


def _did(column: InstrumentedAttribute[Any], assessment: Assessment) -> ColumnElement[bool]:
    table = column.class_
    return exists().where(table.assessment_id == assessment.id, column == User.id)


def _numbered(functions: Mapping[uuid.UUID, str]) -> dict[uuid.UUID, str]:
    """Equal functions with a number behind them, so that two people stay two."""
    often, seen, numbered = Counter(functions.values()), Counter[str](), {}
    for key, function in functions.items():
        seen[function] += 1
        numbered[key] = f"{function} ({seen[function]})" if often[function] > 1 else function
    return numbered


class HistoryTitles:
    """Names for the ids in a history; one that is not known is shown as it stands."""

    def __init__(self, assessment: Assessment, cast: Cast) -> None:
        self.assessment, self.cast = assessment, cast

    @cached_property
    def domains(self) -> dict[str, str]:
        """The titles of the chosen domains in their order, the general part last."""
        return {**{domain.id: domain.title for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    @cached_property
    def questions(self) -> dict[str, str]:
        """The text of every question by its item, chance questions too."""
        return {item: question.text for item, question in self._asked.items()}

    @cached_property
    def _asked(self) -> dict[str, Question]:
        found = {f"{GENERAL}/{asked.id}": asked for asked in questionnaire_of(self.assessment).of_kind("general")}
        for domain, questions in questions_by_domain(self.assessment):
            for question in (*questions, *opportunity_questions_of(self.assessment, domain.id)):
                found[f"{domain.id}/{question.id}"] = question
        return found

    @cached_property
    def _short(self) -> dict[str, str]:
        return {**{domain.id: domain.short for domain in domains_of(self.assessment)}, GENERAL: GENERAL_TITLE}

    @cached_property
    def _closing(self) -> dict[str, str]:
        return {
            f"{domain.id}/{key}": text
            for domain in domains_of(self.assessment)
            for key, text in closing_questions(domain).items()
        }

    def item(self, item: str) -> str:
        """`‘Aandacht – bestuur’ (Geldzaken)`: a question by its short name, one at the end of a domain whole."""
        text = self._asked[item].short_name if item in self._asked else self._closing.get(item)
        domain = item.partition("/")[0]
        return f"‘{text}’ ({self._short.get(domain, domain)})" if text else f"‘{item}’"

    def domain(self, domain: str) -> str:
        """The title of a domain, or of the general part."""
        return self.domains.get(domain, domain)

    def cell(self, cell: str) -> str:
        """`geld:beleid` as `Geldzaken, beleid`."""
        domain, _, level = cell.partition(":")
        known = {one.id: one.title for one in questionnaire_of(self.assessment).levels}
        return f"{self.domain(domain)}, {known.get(level, level).lower()}" if level else self.domain(domain)

    def person(self, person: str) -> str:
        """Somebody, by function."""
        return self.cast.person(person)


Parts = frozenset[uuid.UUID] | None
"""Of whom something may be seen: these participations, or (None) all."""


@dataclass(frozen=True)
class HistoryScope:
    """What one person may see of the history of one assessment."""

    user: User
    assessment: Assessment
    cast: Cast
    leads: bool
    """Whether they see more than what they did themselves."""
    advises: bool
    is_blind: bool
    answers: Parts
    """Whose answers they may see."""
    closing: Parts
    """Whose texts under the open questions: nobody's but their own before the review."""
    own: frozenset[uuid.UUID]
    """Their own parts."""
    again: Mapping[str, datetime]
    """The domains that were sent back, and when: what others answered there since, is not told yet."""

    @property
    def titles(self) -> HistoryTitles:
        """How questions, domains and people are called."""
        return HistoryTitles(self.assessment, self.cast)


def load_scope(user: User, assessment_id: uuid.UUID) -> HistoryScope:
    """The history that somebody may see: 404 for who may not see the assessment, 403 for who only reads."""
    assessment = assessment_for(user, assessment_id)
    if roles_in(user, assessment.municipality_id) & set(LEADERS):
        return _of_leader(user, assessment)
    part = participation_of(user, assessment)
    if part is None or part.role != "participant" or part.invited_at is None:
        abort(403)
    return _of_colleague(user, assessment, part)


def _of_leader(user: User, assessment: Assessment) -> HistoryScope:
    cast = load_cast(db.session, assessment)
    situation = situation_of(db.session, user, assessment, signing=False)
    own = own_parts(cast.parts.values(), user)
    shown = None if situation.answers_are_shown else own
    return HistoryScope(
        user,
        assessment,
        cast,
        leads=True,
        advises="adviser" in situation.roles,
        is_blind=shown is not None,
        answers=shown,
        closing=shown,
        own=own,
        again={row.domain: row.sent_back_at for row in assessment.domains if row.sent_back_at},
    )


def _of_colleague(user: User, assessment: Assessment, part: Participation) -> HistoryScope:
    """Nobody else is looked up: what others are called and did is not theirs to read here."""
    own, parts = frozenset({part.id}), {part.id: part}
    cast = Cast(parts, {}, {part.id: "jij"})
    return HistoryScope(
        user, assessment, cast, leads=False, advises=False, is_blind=False, answers=own, closing=own, own=own, again={}
    )


@dataclass(frozen=True, slots=True)
class WantedChanges:
    """What is asked for; everything that is None counts for all."""

    item: str | None = None
    domain: str | None = None
    who: uuid.UUID | None = None
    """A person: what they did, and what is about their part."""
    kind: str | None = None
    since: date | None = None
    until: date | None = None
    """The last day, which still counts."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == WantedChanges()


def begins(day: date) -> datetime:
    """The first moment of a day in the Netherlands."""
    return datetime.combine(day, time(), HERE).astimezone(UTC)


def between(at: InstrumentedAttribute[datetime], since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    """The conditions that a moment lies on these days, the last one included."""
    first = [at >= begins(since)] if since else []
    return first + ([at < begins(until + timedelta(days=1))] if until else [])
