"""The list of points as somebody filters it, and the way through it from one point to the next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from app.asked import questionnaire_of
from app.models import Assessment
from app.points import KINDS, Kind, Point, counts
from app.reviews.queries.points import Found
from app.reviews.queries.review import Review
from questionnaires.model import GENERAL

LIST = "punten"
"""What `lijst` says in an address when somebody goes through the list of points."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which points are shown; None: of any kind, domain or level."""

    kind: Kind | None = None
    domain: str | None = None
    level: str | None = None
    everything: bool = False
    """Settled points too."""

    @property
    def query(self) -> dict[str, Any]:
        """The same as the query of an address."""
        asked = {"soort": self.kind, "domein": self.domain, "niveau": self.level}
        found = {name: value for name, value in asked.items() if value}
        return {**found, "toon": "alles"} if self.everything else found

    def of_kind(self, kind: Kind | None) -> "Filter":
        """The same for another kind."""
        return replace(self, kind=kind)

    def keeps(self, point: Point) -> bool:
        """Whether a point is of this kind, domain and level."""
        wanted = (self.kind, point.kind), (self.domain, point.domain), (self.level, point.level)
        return all(value is None or value == found for value, found in wanted)

    def applied(self, found: Found) -> tuple[Point, ...]:
        """The points that are shown, in order."""
        return tuple(point for point in (found.all if self.everything else found.open) if self.keeps(point))

    def counted(self, found: Found) -> Mapping[Kind, int]:
        """How many open points of each kind there are in this domain and at this level."""
        return counts([point for point in found.open if self.of_kind(None).keeps(point)])


def filter_from(query: Mapping[str, str], assessment: Assessment) -> Filter:
    """The filter in an address; what does not exist filters nothing."""
    domains = {row.domain for row in assessment.domains} | {GENERAL}
    levels = {level.id for level in questionnaire_of(assessment).levels}
    kind = next((kind for kind in KINDS if kind == query.get("soort")), None)
    return Filter(
        kind, _one_of(query, "domein", domains), _one_of(query, "niveau", levels), query.get("toon") == "alles"
    )


def _one_of(query: Mapping[str, str], name: str, known: Collection[str]) -> str | None:
    return query[name] if query.get(name) in known else None


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is on the list, and where they go from there."""

    chosen: Filter
    kind: str
    number: int | None
    """The place of the point, from 1; None when it is on the list no more."""
    total: int
    previous: Point | None
    next: Point | None

    @property
    def query(self) -> dict[str, Any]:
        """What an address needs to stay on this way, at this point."""
        return on_the_way(self.kind, self.chosen)


def way_through(review: Review, found: Found, chosen: Filter, kind: str, subject: str) -> Way:
    """From this point to those before and after it, also when it is no longer on the list itself."""
    listed = chosen.applied(found)
    keys = [point.key for point in listed]
    if (kind, subject) in keys:
        place = keys.index((kind, subject))
        return Way(chosen, kind, place + 1, len(listed), _at(listed, place - 1), _at(listed, place + 1))
    before = _before(review, keys, (kind, subject))
    return Way(chosen, kind, None, len(listed), _at(listed, before - 1), _at(listed, before))


def _at(listed: Sequence[Point], place: int) -> Point | None:
    return listed[place] if 0 <= place < len(listed) else None


def _before(review: Review, keys: Sequence[tuple[str, str]], key: tuple[str, str]) -> int:
    """How many listed points come before one that is not listed."""
    kinds: dict[str, int] = {kind: place for place, kind in enumerate(KINDS)}
    subjects = {subject: place for place, subject in enumerate(review.subjects)}

    def place(kind: str, subject: str) -> tuple[int, int]:
        return kinds.get(kind, 0), subjects.get(subject, len(subjects))

    return sum(place(*other) < place(*key) for other in keys)


def address(assessment: Assessment, point: Point, chosen: Filter) -> str:
    """Where a point is discussed, as a place on the way through the list."""
    query: dict[str, Any] = {
        "assessment_id": assessment.id,
        "domain": point.domain,
        **on_the_way(point.kind, chosen),
    }
    if point.item is None:
        return url_for("reviews.pattern", participation_id=point.participant, **query)
    return url_for("reviews.item", question_id=point.subject.partition("/")[2], **query)


def on_the_way(kind: str, chosen: Filter) -> dict[str, Any]:
    """What stands in the address of a point to stay on the way through the list."""
    return {"lijst": LIST, "punt": kind, **chosen.query}
