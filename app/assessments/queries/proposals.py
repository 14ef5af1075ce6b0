"""What somebody proposed: colleagues who know better, and what the coordinator decided about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessments.queries.work import Work
from app.models import Participation, Proposal
from app.parts import parts_of
from app.texts.counting import sentence_start
from app.texts.proposals import decision


@dataclass(frozen=True, slots=True)
class OwnProposal:
    """One proposal as who made it sees it."""

    name: str
    about: str
    decision: str
    """What the coordinator decided, in words."""
    waits: bool
    answer: str
    """What the coordinator says about it."""


def own_proposals(session: Session, work: Work, participation: Participation) -> Sequence[OwnProposal]:
    """The proposals of one participation, newest first."""
    query = select(Proposal).where(Proposal.participation_id == participation.id).order_by(Proposal.created_at.desc())
    # A question that was given away is no longer among the own ones.
    parts = {part.domain: part for part in parts_of(work.assessment)}
    return [
        OwnProposal(
            name=row.name,
            about=sentence_start(parts[row.domain].named(row.question)),
            decision=decision(row.decision, row.name, whole=not row.question),
            waits=row.decision is None,
            answer=row.answer,
        )
        for row in session.scalars(query)
        if row.domain in parts
    ]
