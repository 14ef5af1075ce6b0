"""What is still open in a review, as the pages before approving and agreeing say it, and by what the rest counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from app.doors.access import roles_in
from app.reviews.cards import DomainCard, domain_cards
from app.reviews.points import FoundPoints, found_points
from app.reviews.review import Review
from app.reviews.then_now import places_of, then_now
from app.saving.remarks import open_threads
from app.state.points import Kind
from scoring.items import item_id


@dataclass(frozen=True)
class StillOpen:
    """Counted in what is there now."""

    kinds: Mapping[Kind, int]
    """The open points of each kind."""
    cards: Sequence[DomainCard]
    not_applicable: int
    """Questions without an agreed score that most people call not applicable."""
    placeless: Sequence[DomainCard]
    """The domains of which the report cannot say whether they are a good beginning: chance questions are open."""
    unsaid: Sequence[tuple[str, str, int]]
    """Per domain how many agreed scores differ from then without anybody saying if something really changed."""
    threads: int
    """Remarks that are not done, of those that this person may read."""

    @cached_property
    def points(self) -> int:
        """Points to talk about."""
        return sum(self.kinds.values())

    @cached_property
    def questions(self) -> int:
        """All questions."""
        return sum(card.items for card in self.cards)

    @cached_property
    def agreed(self) -> int:
        """Questions with an agreed score."""
        return sum(card.agreed for card in self.cards)

    @cached_property
    def unknown(self) -> int:
        """Questions without an agreed score of which nobody knows the answer."""
        return sum(card.unknown for card in self.cards)

    @property
    def answered(self) -> int:
        """Questions without an agreed score, of which the answers count."""
        return self.questions - self.agreed - self.unknown - self.not_applicable

    @property
    def without_score(self) -> Sequence[tuple[DomainCard, int]]:
        """The domains with questions without an agreed score, and how many."""
        return [(card, card.items - card.agreed) for card in self.cards if card.agreed < card.items]

    @property
    def chances(self) -> Sequence[tuple[DomainCard, int]]:
        """The domains with chance questions without an answer, and how many."""
        return [(card, card.chances_of - card.chances) for card in self.cards if card.chances < card.chances_of]

    @property
    def aimless(self) -> Sequence[DomainCard]:
        """The domains without an ambition."""
        return [card for card in self.cards if card.chances_of and not card.ambition]

    @property
    def with_chances(self) -> Sequence[tuple[DomainCard, int]]:
        """The domains in which either is missing, with how many chance questions."""
        return [
            (card, card.chances_of - card.chances)
            for card in self.cards
            if card.chances_of and not (card.ambition and card.chances == card.chances_of)
        ]

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How much of everything is open."""
        chances, unsaid = (count for _, count in self.chances), (count for *_, count in self.unsaid)
        left = self.questions - self.agreed
        return (self.points, left, sum(chances), len(self.aimless), sum(unsaid), self.threads)

    @property
    def token(self) -> str:
        """The same as a form gives it back; empty when nothing is open."""
        return ".".join(map(str, self.counts)) if any(self.counts) else ""


def still_open(
    session: Session,
    review: Review,
    cards: Sequence[DomainCard],
    found: FoundPoints,
    unsaid: Sequence[tuple[str, str, int]],
) -> StillOpen:
    """What is open; one statement beside what was found before."""
    advises = "adviser" in roles_in(review.user, review.assessment.municipality_id)
    return StillOpen(
        found.counts,
        cards,
        _left_out(review, cards),
        [card for card in cards if card.chances < card.chances_of and not _has_place(review, card.id)],
        unsaid,
        open_threads(session, review.assessment.id, among_advisers=advises),
    )


def load_still_open(session: Session, review: Review) -> StillOpen:
    """The same, with all that it is counted in."""
    unsaid = then_now(session, review, places_of(review)).unsaid_by_domain(review)
    return still_open(session, review, domain_cards(review), found_points(session, review), unsaid)


def _left_out(review: Review, cards: Sequence[DomainCard]) -> int:
    items = [(card.id, question) for card in cards for question in review.questions(card.id)]
    return sum(
        review.score_of(domain, question).state == "not_applicable"
        and item_id(domain, question.id) not in review.agreed
        for domain, question in items
    )


def _has_place(review: Review, domain: str) -> bool:
    return any(rank.domain == domain for rank in review.result.ranking)
