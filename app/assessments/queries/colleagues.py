"""How far colleagues are, in numbers: for who leads the inventory."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Assessment, Participation, Proposal
from app.texts.assessments import colleagues_line, review_closes


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The colleagues who were invited and still take part."""

    invited: int
    done: int
    """How many of them handed in."""
    proposals: int
    """How many proposals wait for the coordinator."""

    @property
    def line(self) -> str:
        """Both numbers, in words."""
        return colleagues_line(self.invited, self.done)

    @property
    def warning(self) -> str | None:
        """What starting the review does to those who are not done; None when everybody is."""
        return review_closes(self.busy, self.invited) if self.busy else None

    @property
    def busy(self) -> int:
        """How many have not handed in yet: starting the review closes their answers."""
        return self.invited - self.done


def colleagues_of(session: Session, assessment: Assessment) -> Colleagues:
    """How far they are, in one statement."""
    waiting = (
        select(func.count())
        .where(Proposal.assessment_id == assessment.id, Proposal.decision.is_(None))
        .scalar_subquery()
    )
    done = func.count().filter(Participation.state == "submitted")
    row = session.execute(
        select(func.count(), done, waiting)
        .where(Participation.assessment_id == assessment.id, Participation.role == "participant")
        .where(Participation.invited_at.is_not(None), Participation.ended_at.is_(None))
    ).one()
    return Colleagues(*row)
