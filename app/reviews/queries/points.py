"""The points of a review: what the answers say, and which of them were settled."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models import Answer, AnswerVersion, SettledPoint
from app.points import Alike, Kind, Part, Point, alike_parts, counts, fast_parts, points, split_settled
from app.reviews.queries.review import Review


class Settlement(NamedTuple):
    """That a point needs no agreed score: since when, and why."""

    kind: str
    subject: str
    settled_at: datetime
    note: str


@dataclass(frozen=True)
class Found:
    """Every point of a review, open or settled, in order."""

    all: tuple[Point, ...]
    open: tuple[Point, ...]
    settlements: Mapping[tuple[str, str], Settlement]
    """Of the settled points, by their key."""
    alike: Mapping[Part, Alike]
    """Who answered a domain everywhere alike, and what."""
    paces: Mapping[Part, float]
    """The seconds a question of who answered very fast."""

    @cached_property
    def settled(self) -> tuple[Point, ...]:
        """The points that need no agreed score."""
        still = set(self.open)
        return tuple(point for point in self.all if point not in still)

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many open points there are of each kind; every kind is there."""
        return counts(self.open)

    def about(self, subject: str) -> tuple[Point, ...]:
        """The points of one item, or of what one person answered about a domain."""
        return tuple(point for point in self.all if point.subject == subject)


def found_points(session: Session, review: Review) -> Found:
    """The points in what this person may see of the answers, in at most two statements."""
    alike = alike_parts(answer for answer in review.data.answers if answer.item not in review.chance_items)
    paces = fast_parts(_first_saved(session, review))
    found = points(review.questionnaire, review.data, review.result, patterns=alike.keys() | paces.keys())
    settlements = _settlements(session, review)
    moments = {key: settlement.settled_at for key, settlement in settlements.items()}
    agreed = {item: score.saved_at for item, score in review.agreed.items()}
    still, over = split_settled(found, moments, _answered(review) if settlements else {}, agreed)
    return Found(found, still, {point.key: settlements[point.key] for point in over}, alike, paces)


def _settlements(session: Session, review: Review) -> dict[tuple[str, str], Settlement]:
    columns = [getattr(SettledPoint, name) for name in Settlement._fields]
    query = select(*columns).where(SettledPoint.assessment_id == review.assessment.id)
    return {(row.kind, row.subject): Settlement(*row) for row in session.execute(query)}


def _first_saved(session: Session, review: Review) -> dict[str, list[tuple[str, datetime]]]:
    """By participant when each of their answers was first saved; only of the answers that this person may see."""
    answers = [answer for answer in review.rows.answers if answer.item not in review.chance_items]
    # An answer that was never changed says so itself: the history is read for the others only.
    changed = {(answer.participation_id, answer.item) for answer in answers if answer.version > 1}
    first = _first_versions(session, review) if changed else {}
    saved: dict[str, list[tuple[str, datetime]]] = {}
    for answer in answers:
        moment = first.get((answer.participation_id, answer.item), answer.saved_at)
        saved.setdefault(str(answer.participation_id), []).append((answer.item, moment))
    return saved


def _first_versions(session: Session, review: Review) -> dict[tuple[uuid.UUID, str], datetime]:
    """When the answers were first saved that were changed since."""
    same = Answer.participation_id == AnswerVersion.participation_id, Answer.item == AnswerVersion.item
    query = (
        select(AnswerVersion.participation_id, AnswerVersion.item, AnswerVersion.saved_at)
        .join(Answer, and_(*same))
        .where(Answer.assessment_id == review.assessment.id, Answer.version > 1, AnswerVersion.version == 1)
    )
    return {(part, item): moment for part, item, moment in session.execute(query)}


def _answered(review: Review) -> dict[str, datetime]:
    """When each item was last answered, and each domain by each person."""
    last: dict[str, datetime] = {}
    for answer in review.rows.answers:
        part = f"{answer.item.partition('/')[0]}/{answer.participation_id}"
        for subject in (answer.item, part):
            last[subject] = max(answer.saved_at, last.get(subject, answer.saved_at))
    return last
