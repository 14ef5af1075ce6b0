"""Who may see which changes: those who lead all of them, blind as long as they answer, and colleagues their own."""

import uuid
from dataclasses import dataclass

from flask import abort

from app.access import assessment_for, participation_of, roles_in
from app.extensions import db
from app.history.queries.cast import Cast, load_cast
from app.history.queries.titles import Titles
from app.models import Assessment, Participation, User
from app.reviews.queries.review import STAFF, own_parts
from app.situation import situation_of

Parts = frozenset[uuid.UUID] | None
"""Of whom something may be seen: these participations, or (None) all."""


@dataclass(frozen=True)
class Scope:
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

    @property
    def titles(self) -> Titles:
        """How questions, domains and people are called."""
        return Titles(self.assessment, self.cast)


def load_scope(user: User, assessment_id: uuid.UUID) -> Scope:
    """The history that somebody may see: 404 for who may not see the assessment, 403 for who only reads."""
    assessment = assessment_for(user, assessment_id)
    if roles_in(user, assessment.municipality_id) & set(STAFF):
        return _of_leader(user, assessment)
    part = participation_of(user, assessment)
    if part is None or part.role != "participant" or part.invited_at is None:
        abort(403)
    return _of_colleague(user, assessment, part)


def _of_leader(user: User, assessment: Assessment) -> Scope:
    cast = load_cast(db.session, assessment)
    situation = situation_of(db.session, user, assessment, signing=False)
    shown = None if situation.answers_are_shown else own_parts(cast.parts.values(), user)
    return Scope(
        user,
        assessment,
        cast,
        leads=True,
        advises="adviser" in situation.roles,
        is_blind=shown is not None,
        answers=shown,
        closing=shown,
    )


def _of_colleague(user: User, assessment: Assessment, part: Participation) -> Scope:
    """Nobody else is looked up: what others are called and did is not theirs to read here."""
    own, parts = frozenset({part.id}), {part.id: part}
    cast = Cast(parts, {}, {part.id: "jij"})
    return Scope(user, assessment, cast, leads=False, advises=False, is_blind=False, answers=own, closing=own)
