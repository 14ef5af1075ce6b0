"""Beside a question in the review: the other questions of its domain, and how much is open in the other domains."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.reviews.points import FoundPoints
from app.reviews.review import Review
from app.reviews.strips import DotStrip, dot_strip
from questionnaires.model import GENERAL, Question


class RailRow(NamedTuple):
    """One question of the domain, and how its answers lie where that may be seen."""

    question: Question
    strip: DotStrip | None


class OtherDomain(NamedTuple):
    """Another domain, and how many of its questions have an open point."""

    id: str
    name: str
    open: int


@dataclass(frozen=True, slots=True)
class Rail:
    """What stands beside the page of one question."""

    name: str
    """The domain, as short as it is called in lists."""
    rows: Sequence[RailRow]
    others: Sequence[OtherDomain]
    open: int
    """How many questions of all domains have an open point."""

    @property
    def has_strips(self) -> bool:
        """Whether there is a picture to explain."""
        return any(row.strip for row in self.rows)


def build_rail(review: Review, domain: str, found: FoundPoints) -> Rail:
    """The rail of a domain; counts by question, since one question can have more than one point."""
    items = {(point.domain, point.item) for point in found.open if point.item}
    domains = [id_ for id_, _ in items]
    ids = [*(row.domain for row in review.assessment.domains), GENERAL]
    others = [OtherDomain(id_, review.short_title(id_), domains.count(id_)) for id_ in ids if id_ != domain]
    rows = [RailRow(question, dot_strip(review, domain, question)) for question in review.questions(domain)]
    return Rail(review.short_title(domain), rows, others, len(items))
