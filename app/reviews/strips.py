"""How the answers to a question lie as a small picture, and what stands beside the page of one question."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.reviews.points import FoundPoints
from app.reviews.review import Review
from app.state.asked import domain_ids
from app.texts import points as texts
from questionnaires.model import Question
from scoring.items import item_id

PLACES = ("0", "1", "2", "3", "4")
MOST_DOTS = 9
"""Of more people each place gets a bar: dots would be too small to count."""
FIRST, STEP = 7, 13
"""Where the middle of place 0 is, and how far it is to the next."""
BASE, TOP = 22, 1
"""What dots and bars stand on, and how high they come."""


class StripDot(NamedTuple):
    """One person, by the middle of a circle."""

    x: float
    y: float
    radius: float


class StripBar(NamedTuple):
    """The people at one place, when there are many."""

    x: float
    height: float


@dataclass(frozen=True)
class DotStrip:
    """Five places with a dot for each person, a box around what is agreed, and a sign for what has no score.

    How many gave each answer is all that it is made of, so that it cannot say whose answer is where.
    """

    counts: Mapping[str, int]
    agreed: str | None = None
    is_apart: bool = False
    """Whether colleagues see it clearly differently (S13); nobody asks that once a score is agreed."""

    @property
    def words(self) -> str:
        """The same for who hears it."""
        return texts.strip(self.counts, self.agreed, is_apart=self.is_apart)

    @cached_property
    def dots(self) -> tuple[StripDot, ...]:
        """A dot for each person; none when there are too many people."""
        return () if self._is_crowded else tuple(self._dots())

    @cached_property
    def bars(self) -> tuple[StripBar, ...]:
        """A bar for each place where people are, when there are too many of them for dots."""
        if not self._is_crowded:
            return ()
        high = max(self._at_places.values())
        return tuple(
            StripBar(_middle(value) - 4, max(2, round((BASE - TOP) * n / high)))
            for value, n in self._at_places.items()
            if n
        )

    @property
    def signs(self) -> str:
        """What was answered that has no score."""
        return "".join(sign for value, sign in (("unknown", "?"), ("not_applicable", "–")) if self.counts.get(value))

    @property
    def box(self) -> float | None:
        """Where the box around the agreed score begins; None when nothing is agreed."""
        if self.agreed is None:
            return None
        return _middle(self.agreed) - 6 if self.agreed in PLACES else SIGNS - 8

    @property
    def _at_places(self) -> Mapping[str, int]:
        return {value: self.counts.get(value, 0) for value in PLACES}

    @property
    def _is_crowded(self) -> bool:
        return sum(self._at_places.values()) > MOST_DOTS

    def _dots(self) -> Iterator[StripDot]:
        # Three fit above each other; where more people agree, all dots of the strip are smaller, three in a row.
        abreast, radius, size = (1, 3.0, 6.5) if max(self._at_places.values()) <= 3 else (3, 1.9, 4.25)
        for value, n in self._at_places.items():
            for place in range(n):
                row, column = divmod(place, abreast)
                in_row = min(abreast, n - row * abreast)
                x = _middle(value) + (column - (in_row - 1) / 2) * size
                yield StripDot(round(x, 2), round(BASE - 1 - radius - row * size, 2), radius)


SIGNS = 72
"""Where the signs of what has no score stand."""


def _middle(value: str) -> int:
    return FIRST + STEP * int(value)


def dot_strip(review: Review, domain: str, question: Question) -> DotStrip | None:
    """The picture of one question; None while people answer it without seeing what others say."""
    if review.is_blind_in(domain):
        return None
    item = item_id(domain, question.id)
    agreement, agreed = review.result.agreement.get(item), review.agreed.get(item)
    return DotStrip(
        Counter(answer.value for answer in review.answers.get(item, ())),
        agreed.value if agreed else None,
        agreement is not None and agreement.kind == "different",
    )


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
        return any(row.strip for row in self.rows)


def build_rail(review: Review, domain: str, found: FoundPoints) -> Rail:
    """The rail of a domain; counts by question, since one question can have more than one point."""
    items = {(point.domain, point.item) for point in found.open if point.item}
    domains = [id_ for id_, _ in items]
    ids = [id_ for id_ in domain_ids(review.assessment) if id_ != domain]
    others = [OtherDomain(id_, review.short_title(id_), domains.count(id_)) for id_ in ids]
    rows = [RailRow(question, dot_strip(review, domain, question)) for question in review.questions(domain)]
    return Rail(review.short_title(domain), rows, others, len(items))
