"""The overview of a review: how far each domain is, and what it amounts to until now."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.reports.sentences.profile import bandwidth, coverage, points, word
from app.reviews.review import Review
from app.texts.reviews import progress
from questionnaires.model import GENERAL, Question
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
        """How many of its questions have an agreed score."""
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
    return (*tuple(domain_card(review, row.domain) for row in review.assessment.domains), domain_card(review, GENERAL))


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
        chances=_answered(review, domain, chances),
        chances_of=len(chances),
        ambition=row.ambition if row else None,
        sent_back=row.sent_back_reason if row and row.sent_back_at else None,
    )


def _answered(review: Review, domain: str, questions: Iterable[Question]) -> int:
    return sum(review.score_of(domain, question).state != "unknown" for question in questions)


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
