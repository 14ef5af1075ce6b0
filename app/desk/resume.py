"""Where an adviser was: the point in a review at which they last agreed a score, settled it, or wrote a remark."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session, joinedload

from app.models import AgreedScoreVersion, Assessment, Remark, SettledPoint, User
from app.state.asked import domains_of, question_of
from app.state.lifecycle import State
from app.texts.words import GENERAL as GENERAL_TITLE
from questionnaires.model import GENERAL


@dataclass(frozen=True, slots=True)
class LastPoint:
    """A point of a review, and when this person was there."""

    assessment: Assessment
    domain: str
    question: str
    at: datetime

    @property
    def name(self) -> str:
        """The domain and the question, short: `Armoede, Steun – bestuur`."""
        titles = {one.id: one.short for one in domains_of(self.assessment)} | {GENERAL: GENERAL_TITLE}
        question = question_of(self.assessment, self.domain, self.question)
        return f"{titles[self.domain]}, {question.short_name}"


def last_point(session: Session, user: User, municipality_ids: Collection[uuid.UUID]) -> LastPoint | None:
    """The last one in a review that goes on, in these municipalities; one statement, of what this person saved."""
    reviews = (
        select(Assessment.id)
        .where(Assessment.municipality_id.in_(municipality_ids))
        .where(Assessment.state == State.IN_REVIEW, Assessment.approved_at.is_(None))
    )
    saved = union_all(*_saved(user, reviews)).subquery()
    last = select(saved).order_by(saved.c.at.desc(), saved.c.item).limit(1).subquery()
    query = select(Assessment, last.c.item, last.c.at).join(last, last.c.assessment_id == Assessment.id)
    found = session.execute(query.options(joinedload(Assessment.domains))).unique().first()
    if found is None:
        return None
    domain, _, question = found.item.partition("/")
    return LastPoint(found.Assessment, domain, question, found.at)


def _saved(user: User, reviews: Select[uuid.UUID]) -> list[Select[*tuple[Any, ...]]]:
    score, point, remark = AgreedScoreVersion, SettledPoint, Remark
    scores = select(score.assessment_id, score.item.label("item"), score.saved_at.label("at"))
    points = select(point.assessment_id, point.subject, point.settled_at)
    remarks = select(remark.assessment_id, remark.item, remark.created_at)
    return [
        scores.where(score.assessment_id.in_(reviews), score.saved_by == user.id),
        # A pattern is about a person, not about a question.
        points.where(point.assessment_id.in_(reviews), point.settled_by == user.id, point.kind != "pattern"),
        remarks.where(remark.assessment_id.in_(reviews), remark.author_id == user.id, remark.item.is_not(None)),
    ]
