"""What agreeing does, in numbers: what counts in the report, who can read it and who hears of it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Membership
from app.reports.queries.frozen import last_number
from app.reviews.queries.overview import DomainCard
from app.reviews.queries.review import Review
from scoring.items import item_id


@dataclass(frozen=True, slots=True)
class Consequences:
    """What happens when somebody agrees now."""

    version: int
    """The number that the report gets."""
    questions: int
    agreed: int
    """Questions with an agreed score; of the others the answers count, or they are unknown."""
    unknown: int
    not_applicable: int
    """Of the questions without an agreed score: those that most people call not applicable."""
    readers: int
    """Readers of the municipality, without who leads the review as well."""
    mailed: int
    """People who lead the review, without who agrees."""

    @property
    def answered(self) -> int:
        """Questions without an agreed score, of which the answers count."""
        return self.questions - self.agreed - self.unknown - self.not_applicable


def consequences_of(session: Session, review: Review, cards: tuple[DomainCard, ...]) -> Consequences:
    """Counted in what is there now, in two statements."""
    here = Membership.municipality_id == review.assessment.municipality_id, Membership.ended_at.is_(None)
    query = select(Membership.role, Membership.user_id).where(*here)
    people: dict[str, set[object]] = {}
    for role, user_id in session.execute(query):
        people.setdefault(role, set()).add(user_id)
    leaders = people.get("coordinator", set()) | people.get("adviser", set())
    return Consequences(
        version=last_number(session, review.assessment.id) + 1,
        questions=sum(card.items for card in cards),
        agreed=sum(card.agreed for card in cards),
        unknown=sum(card.unknown for card in cards),
        not_applicable=_left_out(review, cards),
        readers=len(people.get("reader", set()) - leaders),
        mailed=len(leaders - {review.user.id}),
    )


def _left_out(review: Review, cards: tuple[DomainCard, ...]) -> int:
    items = [(card.id, question) for card in cards for question in review.questions(card.id)]
    return sum(
        review.score_of(domain, question).state == "not_applicable"
        and item_id(domain, question.id) not in review.agreed
        for domain, question in items
    )
