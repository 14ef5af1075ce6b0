"""Somebody who proposes a colleague: their own part of an assessment, and what they proposed before."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access import Lock, assessment_for, participation_of, roles_for
from app.clock import today
from app.lifecycle import Action, Refusal, Situation, State, refusal
from app.models import Assessment, Participation, Proposal, User
from app.parts import Part, questions_for


@dataclass(frozen=True, slots=True)
class Proposer:
    """A colleague at one of their questions, or at all their questions about a domain (`question` empty)."""

    assessment: Assessment
    participation: Participation
    roles: frozenset[str]
    part: Part
    question: str

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return self.part.named(self.question)

    @property
    def name(self) -> str:
        """Who proposes it, as the coordinator calls them."""
        return self.participation.name or self.participation.user.name

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing can be proposed now: questions are divided while people answer, so not after a sending back."""
        deadline = self.assessment.deadline
        passed = deadline is not None and deadline < today()
        return refusal(Action.ANSWER, Situation(State(self.assessment.state), self.roles, deadline_passed=passed))


def load_proposer(
    user: User, assessment_id: uuid.UUID, domain: str, question: str, lock: Lock | None = None
) -> Proposer:
    """Who proposes: 403 for who does not answer as a colleague, 404 for a question that is not theirs."""
    assessment = assessment_for(user, assessment_id, lock)
    participation = participation_of(user, assessment)
    if participation is None or participation.role != "participant" or participation.invited_at is None:
        abort(403)
    own = [part for part in questions_for(participation, assessment) if part.domain == domain]
    if not own or (question and question not in [asked.id for asked in own[0].questions]):
        abort(404)
    return Proposer(assessment, participation, roles_for(user, assessment, participation), own[0], question)


def has_proposed(session: Session, participation: Participation) -> bool:
    """Whether somebody proposed anything here: that is theirs, and never goes over to another address."""
    made = select(Proposal.id).where(Proposal.participation_id == participation.id)
    return session.scalars(made.limit(1)).first() is not None


def waiting_proposals(session: Session, participation: Participation) -> Sequence[Proposal]:
    """The proposals of a participation that the coordinator has not decided yet."""
    query = select(Proposal).where(Proposal.participation_id == participation.id, Proposal.decision.is_(None))
    return session.scalars(query.order_by(Proposal.created_at)).all()
