"""Who is who in a history: by function, never by name."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.asked import questionnaire_of
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
from app.reports.queries.functions import function_of
from app.texts.history import BY_ITSELF
from app.texts.words import NO_FUNCTION, ROLES

LEADING = ("coordinator", "adviser")
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
        .where(Membership.municipality_id == assessment.municipality_id, Membership.role.in_(LEADING))
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
