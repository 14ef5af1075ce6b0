"""How often something was saved in a review: what somebody saw, against what there is when they click."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.asked import question_of, title_of
from app.models import (
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    Assessment,
    ClosingText,
    ClosingTextVersion,
)
from app.reports.queries import Rows
from questionnaires.model import Question

TOKEN = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Saves:
    """How many times answers, agreed scores, closing texts and ambitions were saved: the sums of their versions."""

    answers: int
    scores: int
    texts: int
    ambitions: int

    @property
    def token(self) -> str:
        """The same as a form gives it back."""
        return f"{self.answers}.{self.scores}.{self.texts}.{self.ambitions}"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was saved since somebody opened a page."""

    questions: Sequence[tuple[str, str, Question]]
    """(domain, its title, the question) of each question that an answer or a score was saved for."""
    texts: Sequence[tuple[str, str]]
    """(domain, its title) of each domain that a closing text was saved for."""
    ambitions: bool
    is_known: bool = True
    """Whether a page said what it showed; without that nobody knows what was saved since."""


def saves_in(session: Session, assessment: Assessment, rows: Rows) -> Saves:
    """What somebody sees to whom these rows are shown."""
    answers, scores = (sum(row.version for row in found) for found in (rows.answers, (*rows.agreed, *rows.withdrawn)))
    return Saves(answers, scores, _saved(session, ClosingText, assessment), _ambitions(assessment))


def saved_since(session: Session, assessment: Assessment, token: str | None) -> Meanwhile | None:
    """What was saved since a page gave this token; None when nothing was."""
    found = TOKEN.fullmatch(token or "")
    if not found:
        return Meanwhile((), (), ambitions=False, is_known=False)
    seen, there = Saves(*map(int, found.groups())), _saves_now(session, assessment)
    if seen == there:
        return None
    items = {
        *_newest(session, AnswerVersion, assessment, there.answers - seen.answers),
        *_newest(session, AgreedScoreVersion, assessment, there.scores - seen.scores),
    }
    texts = _newest(session, ClosingTextVersion, assessment, there.texts - seen.texts)
    places = [item.split("/", 1) for item in sorted(items)]
    return Meanwhile(
        [(domain, title_of(assessment, domain), question_of(assessment, domain, key)) for domain, key in places],
        [(domain, title_of(assessment, domain)) for domain in sorted({item.split("/", 1)[0] for item in texts})],
        there.ambitions != seen.ambitions,
    )


def _saves_now(session: Session, assessment: Assessment) -> Saves:
    answers, scores, texts = (_saved(session, table, assessment) for table in (Answer, AgreedScore, ClosingText))
    return Saves(answers, scores, texts, _ambitions(assessment))


def _saved(session: Session, table: type[Answer | AgreedScore | ClosingText], assessment: Assessment) -> int:
    query = select(func.coalesce(func.sum(table.version), 0)).where(table.assessment_id == assessment.id)
    return int(session.scalar(query) or 0)


def _ambitions(assessment: Assessment) -> int:
    return sum(row.ambition_version for row in assessment.domains)


def _newest(
    session: Session,
    table: type[AnswerVersion | AgreedScoreVersion | ClosingTextVersion],
    assessment: Assessment,
    saves: int,
) -> Sequence[str]:
    """The items of the newest so many saves."""
    if saves <= 0:
        return ()
    query = select(table.item).where(table.assessment_id == assessment.id).order_by(table.saved_at.desc())
    return session.scalars(query.limit(saves)).all()
