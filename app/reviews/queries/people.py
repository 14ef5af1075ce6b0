"""The people around a review: colleagues whose answers can be sent back, and who leads it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from app.asked import questionnaire_of
from app.models import Assessment, Membership, Participation, User
from app.parts import Part, questions_for
from app.reviews.queries.functions import who


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who takes part and was invited, with what they answer."""

    participation: Participation
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """How the coordinator calls this person."""
        return self.participation.name or self.participation.user.name

    @property
    def done(self) -> bool:
        """Whether this person has handed in."""
        return self.participation.state == "submitted"

    def about(self, domains: Collection[str]) -> tuple[Part, ...]:
        """What this person answers about these domains."""
        return tuple(part for part in self.parts if part.domain in domains)


def colleagues_of(session: Session, assessment: Assessment) -> tuple[Colleague, ...]:
    """Every colleague who was invited and still takes part, in the order in which they came, in one statement."""
    found = session.scalars(
        select(Participation)
        .where(Participation.assessment_id == assessment.id, Participation.role == "participant")
        .where(Participation.invited_at.is_not(None), Participation.ended_at.is_(None))
        .join(Participation.user)
        .options(contains_eager(Participation.user), joinedload(Participation.parts))
        .order_by(Participation.created_at, Participation.id)
    )
    return tuple(Colleague(part, questions_for(part, assessment)) for part in found.unique())


def asked_about(colleagues: Collection[Colleague], domains: Collection[str]) -> tuple[Colleague, ...]:
    """Those who answer something about these domains."""
    return tuple(colleague for colleague in colleagues if colleague.about(domains))


def handing_in_again(session: Session, assessment: Assessment) -> list[tuple[str, bool]]:
    """(what somebody is, whether they are done) of who was asked to look at answers again.

    Nobody, without a statement, when nothing was sent back.
    """
    back = {row.domain for row in assessment.domains if row.sent_back_at}
    asked = asked_about(colleagues_of(session, assessment), back) if back else ()
    return [(who(one.participation, questionnaire_of(assessment)), one.done) for one in asked]


def leaders_of(session: Session, assessment: Assessment, *roles: str) -> Sequence[User]:
    """Who has one of these roles in the municipality now, by name."""
    query = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.municipality_id == assessment.municipality_id)
        .where(Membership.role.in_(roles), Membership.ended_at.is_(None))
        .order_by(User.name, User.id)
    )
    return session.scalars(query).unique().all()


def answers_again(session: Session, assessment: Assessment) -> bool:
    """Whether something that was sent back is answered together; no statement when nothing was sent back."""
    back = {row.domain for row in assessment.domains if row.sent_back_at}
    joint = select(Participation).where(
        Participation.assessment_id == assessment.id, Participation.role == "coordinator"
    )
    found = session.scalars(joint.options(joinedload(Participation.parts))).unique() if back else ()
    return any(part.domain in back for one in found for part in questions_for(one, assessment))
