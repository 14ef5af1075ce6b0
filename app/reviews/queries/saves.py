"""How often something was saved in a review: what somebody saw, against what there is when they click."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.asked import question_of, title_of
from app.models import AgreedScore, AgreedScoreVersion, Answer, AnswerVersion, Assessment
from app.reports.queries import Rows
from questionnaires.model import Question

TOKEN = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Saves:
    """How many times answers, agreed scores and ambitions were saved: the sums of their versions."""

    answers: int
    scores: int
    ambitions: int

    @property
    def token(self) -> str:
        """The same as a form gives it back."""
        return f"{self.answers}.{self.scores}.{self.ambitions}"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was saved since somebody opened a page."""

    questions: Sequence[tuple[str, str, Question]]
    """(domain, its title, the question) of each question that an answer or a score was saved for."""
    ambitions: bool


def saves_in(assessment: Assessment, rows: Rows) -> Saves:
    """What somebody sees to whom these rows are shown."""
    scores = (*rows.agreed, *rows.withdrawn)
    return Saves(sum(row.version for row in rows.answers), sum(row.version for row in scores), _ambitions(assessment))


def saved_since(session: Session, assessment: Assessment, token: str | None) -> Meanwhile | None:
    """What was saved since a page gave this token; None when nothing was, or no page gave it."""
    found = TOKEN.fullmatch(token or "")
    if not found:
        return None
    seen, there = Saves(*map(int, found.groups())), _saves_now(session, assessment)
    if seen == there:
        return None
    items = {
        *_newest(session, AnswerVersion, assessment, there.answers - seen.answers),
        *_newest(session, AgreedScoreVersion, assessment, there.scores - seen.scores),
    }
    places = [item.split("/", 1) for item in sorted(items)]
    return Meanwhile(
        [(domain, title_of(assessment, domain), question_of(assessment, domain, key)) for domain, key in places],
        there.ambitions != seen.ambitions,
    )


def _saves_now(session: Session, assessment: Assessment) -> Saves:
    counts = [
        session.scalar(select(func.coalesce(func.sum(table.version), 0)).where(table.assessment_id == assessment.id))
        for table in (Answer, AgreedScore)
    ]
    return Saves(int(counts[0] or 0), int(counts[1] or 0), _ambitions(assessment))


def _ambitions(assessment: Assessment) -> int:
    return sum(row.ambition_version for row in assessment.domains)


def _newest(
    session: Session, table: type[AnswerVersion | AgreedScoreVersion], assessment: Assessment, saves: int
) -> Sequence[str]:
    """The items of the newest so many saves."""
    if saves <= 0:
        return ()
    query = select(table.item).where(table.assessment_id == assessment.id).order_by(table.saved_at.desc())
    return session.scalars(query.limit(saves)).all()
