"""Everybody who takes part in an assessment: what they answer and how far they are, for its coordinators."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort, make_response, render_template, url_for
from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from app.access import Lock, assessment_for, require_role
from app.clock import today
from app.extensions import db
from app.lifecycle import Refusal, State
from app.models import Answer, Assessment, Participation, User
from app.parts import Part, parts_of, questions_for
from app.texts.lifecycle import REFUSALS
from app.typed import typed_texts

PEOPLE = (
    select(Participation)
    .where(Participation.assessment_id == bindparam("assessment_id"))
    .join(Participation.user)
    .options(contains_eager(Participation.user), joinedload(Participation.parts))
    .order_by(Participation.created_at, User.email)
)
ANSWERED = select(Answer.__table__.c.participation_id, Answer.__table__.c.item).where(
    Answer.__table__.c.assessment_id == bindparam("assessment_id")
)
"""Both made once, and the same number of statements for one person as for a hundred."""


@dataclass(frozen=True, slots=True)
class Member:
    """One colleague who takes part: what they answer, and how far they are."""

    participation: Participation
    questions: tuple[Part, ...]
    """The parts of this person, each with their own questions only."""
    answered: int
    """How many of these questions have this person's own answer."""

    @property
    def id(self) -> uuid.UUID:
        """The id of the participation."""
        return self.participation.id

    @property
    def name(self) -> str:
        """How the coordinator calls this person; never what an address that was known already is called elsewhere."""
        return self.participation.name or self.participation.user.name

    @property
    def function(self) -> str:
        """What this person does, as the coordinator wrote it."""
        return self.participation.function or ""

    @property
    def email(self) -> str:
        """The address to which mails go."""
        return self.participation.user.email

    @property
    def level(self) -> str | None:
        """Where this person works: bestuur, beleid or uitvoering."""
        return self.participation.level

    @property
    def total(self) -> int:
        """How many questions this person answers."""
        return sum(len(part.questions) for part in self.questions)

    @property
    def state(self) -> str:
        """not_invited, invited, started, submitted or ended."""
        if self.ended:
            return "ended"
        return self.participation.state if self.participation.invited_at else "not_invited"

    @property
    def ended(self) -> bool:
        """Whether this person was withdrawn or replaced."""
        return self.participation.ended_at is not None

    @property
    def invited_at(self) -> datetime | None:
        """When the invitation went out."""
        return self.participation.invited_at

    @property
    def reminded_at(self) -> datetime | None:
        """When the last reminder went out."""
        return self.participation.reminded_at

    @property
    def submitted_at(self) -> datetime | None:
        """When this person handed in."""
        return self.participation.submitted_at


@dataclass(frozen=True, slots=True)
class Team:
    """An assessment with everybody who takes part."""

    assessment: Assessment
    joint: Participation
    """The part of the coordinator, in which coordinator and adviser answer together (samen invullen)."""
    everybody: tuple[Member, ...]
    """Who was added, in that order, those who were withdrawn included."""
    parts: tuple[Part, ...]
    """Every question of the assessment, the general part last."""
    answered: Mapping[uuid.UUID, frozenset[str]]
    """The items that have an answer, by the id of the participation; nobody's values."""
    deadline_passed: bool
    """Whether the last day on which colleagues can answer is over; that day itself counts."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Who takes part now: the coordinator's own part not included."""
        return tuple(member for member in self.everybody if not member.ended)

    @property
    def ended(self) -> tuple[Member, ...]:
        """Who was withdrawn or replaced."""
        return tuple(member for member in self.everybody if member.ended)

    @property
    def open(self) -> bool:
        """Whether people can answer and be invited: the review has not started."""
        return self.assessment.state == State.OPEN

    @property
    def joint_questions(self) -> tuple[Part, ...]:
        """What coordinator and adviser answer together."""
        return questions_for(self.joint, self.assessment)

    @property
    def joint_answered(self) -> int:
        """How many of these have an answer."""
        items = {item for part in self.joint_questions for item in part.items}
        return len(items & self.answered.get(self.joint.id, frozenset()))

    def member(self, participation_id: uuid.UUID) -> Member:
        """One colleague, withdrawn or not; 404 for who is not in this assessment, and for the joint part."""
        found = [member for member in self.everybody if member.id == participation_id]
        return found[0] if found else abort(404)

    def part(self, domain: str) -> Part:
        """The whole part about a domain, or 404 when it was not chosen."""
        found = [part for part in self.parts if part.domain == domain]
        return found[0] if found else abort(404)


def load_team(user: User, assessment_id: uuid.UUID, lock: Lock | None = None) -> Team:
    """Everybody in an assessment, for a coordinator of its municipality: 403 for others, 404 for who may not see it.

    `lock` as in `assessment_for`: "update" makes changes to who takes part wait for each other.
    """
    assessment = assessment_for(user, assessment_id, lock)
    require_role(user, assessment, "coordinator")
    return team_of(assessment)


def team_of(assessment: Assessment) -> Team:
    """Everybody in an assessment that was loaded already."""
    wanted = {"assessment_id": assessment.id}
    people = db.session.scalars(PEOPLE, wanted).unique().all()
    answered: dict[uuid.UUID, set[str]] = defaultdict(set)
    for participation_id, item in db.session.execute(ANSWERED, wanted):
        answered[participation_id].add(item)
    return Team(
        assessment=assessment,
        joint=next(part for part in people if part.role == "coordinator"),
        everybody=tuple(_member(part, assessment, answered[part.id]) for part in people if part.role == "participant"),
        parts=parts_of(assessment),
        answered={participation_id: frozenset(items) for participation_id, items in answered.items()},
        deadline_passed=assessment.deadline is not None and assessment.deadline < today(),
    )


def _member(participation: Participation, assessment: Assessment, answered: set[str]) -> Member:
    questions = questions_for(participation, assessment)
    own = {item for part in questions for item in part.items}
    return Member(participation, questions, len(own & answered))


def require_open(team: Team) -> None:
    """Stop with the page that says why nothing about who takes part can change once the review has started."""
    if team.open:
        return
    why = Refusal.IN_REVIEW if team.assessment.state == State.IN_REVIEW else Refusal.ALREADY_AGREED
    back = ("Naar de deelnemers", url_for("participants.overview", assessment_id=team.assessment.id))
    page = render_template("errors/409.html", explanation=REFUSALS[why], back=back, typed=typed_texts())
    abort(make_response(page, 409))
