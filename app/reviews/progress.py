"""How far a review is: each domain with its scores, and what is still open before approving and agreeing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from app.doors.access import roles_in
from app.reports.document.scores import bandwidth, coverage, points, word
from app.reviews.points import FoundPoints, found_points
from app.reviews.review import Review
from app.reviews.then_now import places_of, then_now
from app.saving.remarks import open_threads
from app.state.asked import domain_ids
from app.state.points import Kind
from app.texts.reviews import progress
from questionnaires.model import GENERAL
from scoring.items import item_id
from scoring.result import DimensionScore, Total


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score in words: `Middelen`, `33,3`, `Los`, `29,2 tot 45,8`, `5 van 6`."""

    title: str
    number: str
    word: str
    bandwidth: str
    coverage: str


@dataclass(frozen=True, slots=True)
class DomainCard:
    """How far the review of one domain is; the general part has no scores of its own."""

    id: str
    title: str
    lines: tuple[ScoreLine, ...]
    items: int
    agreed: int
    different: int
    """Items that colleagues see clearly differently (S13)."""
    unknown: int
    chances: int
    """How many chance questions have an answer."""
    chances_of: int
    ambition: int | None
    sent_back: str | None
    """Why it was sent back; None when it was not."""

    @property
    def progress(self) -> str:
        return progress(self.agreed, self.items)

    @property
    def total(self) -> ScoreLine | None:
        """The score of the domain as a whole; None for the general part."""
        return self.lines[-1] if self.lines else None

    @property
    def settled(self) -> bool:
        """Whether nothing at all is open: every question agreed, and known how much is to be won."""
        return (
            self.agreed == self.items and self.chances == self.chances_of and bool(self.ambition or not self.chances_of)
        )

    @property
    def finished(self) -> bool:
        """Whether there is nothing left to agree: what nobody knows needs no agreement."""
        return self.agreed + self.unknown >= self.items and self.chances == self.chances_of


def domain_cards(review: Review) -> tuple[DomainCard, ...]:
    """Every domain in its order, the general part last."""
    return tuple(domain_card(review, domain) for domain in domain_ids(review.assessment))


def domain_card(review: Review, domain: str) -> DomainCard:
    """How far one domain is, or the general part."""
    questions, chances = review.questions(domain), review.chances(domain)
    row = next((row for row in review.assessment.domains if row.domain == domain), None)
    again = domain in review.situation.sent_back
    items = [item_id(domain, question.id) for question in questions]
    kinds = [review.result.agreement[item].kind for item in items if item in review.result.agreement]
    states = [review.score_of(domain, question).state for question in questions]
    return DomainCard(
        id=domain,
        title=review.title(domain),
        lines=() if again else score_lines(review, domain),
        items=len(items),
        agreed=sum(item in review.agreed for item in items),
        different=0 if again else kinds.count("different"),
        unknown=0 if again else states.count("unknown"),
        chances=sum(review.score_of(domain, question).state != "unknown" for question in chances),
        chances_of=len(chances),
        ambition=row.ambition if row else None,
        sent_back=row.sent_back_reason if row and row.sent_back_at else None,
    )


def score_lines(review: Review, domain: str) -> tuple[ScoreLine, ...]:
    """The three dimensions and the total of a domain."""
    if domain == GENERAL:
        return ()
    result = review.result.domains[domain]
    lines = [
        _line(review.questionnaire.dimension(name).title, found, coverage(found.scored, found.applicable))
        for name, found in result.dimensions.items()
    ]
    parts = result.dimensions.values()
    known = coverage(sum(part.scored for part in parts), sum(part.applicable for part in parts))
    return (*lines, _line("Totaal", result.total, known))


def _line(title: str, found: DimensionScore | Total, known: str) -> ScoreLine:
    return ScoreLine(
        title, points(found.score), word(found.word, found.near_border), bandwidth(found.low, found.high), known
    )


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
        return sum(self.kinds.values())

    @cached_property
    def questions(self) -> int:
        return sum(card.items for card in self.cards)

    @cached_property
    def agreed(self) -> int:
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
    placed = {rank.domain for rank in review.result.ranking}
    return StillOpen(
        found.counts,
        cards,
        sum(
            review.score_of(card.id, question).state == "not_applicable"
            and item_id(card.id, question.id) not in review.agreed
            for card in cards
            for question in review.questions(card.id)
        ),
        [card for card in cards if card.chances < card.chances_of and card.id not in placed],
        unsaid,
        open_threads(session, review.assessment.id, among_advisers=advises),
    )


def load_still_open(session: Session, review: Review) -> StillOpen:
    """The same, with all that it is counted in."""
    unsaid = then_now(session, review, places_of(review)).unsaid_by_domain(review)
    return still_open(session, review, domain_cards(review), found_points(session, review), unsaid)
