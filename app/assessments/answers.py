"""How far somebody is with their answers, and what to do next."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Answer
from app.saving.versioned import ANSWERS, AnswerSaid, Stored
from app.state.parts import Part
from app.texts.assessments import duration, time_left
from app.texts.assessments import progress as in_words
from questionnaires.model import Question


def answered_items(session: Session, participation_id: uuid.UUID) -> frozenset[str]:
    """The items that have an answer, `unknown` included."""
    return frozenset(session.scalars(select(Answer.item).where(Answer.participation_id == participation_id)))


def answered_values(session: Session, participation_id: uuid.UUID) -> Mapping[str, str]:
    """The value of each answer, by item."""
    query = select(Answer.item, Answer.value).where(Answer.participation_id == participation_id)
    return {row.item: row.value for row in session.execute(query)}


MINUTES = 1
"""How many minutes a question takes, about."""


@dataclass(frozen=True, slots=True)
class PartProgress:
    """How far one part is."""

    part: Part
    open: tuple[Question, ...]
    """The questions without an answer."""

    @property
    def total(self) -> int:
        """How many questions it has."""
        return len(self.part.questions)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return self.total - len(self.open)

    @property
    def text(self) -> str:
        """How far it is, in words."""
        return in_words(self.answered, self.total)

    @property
    def duration(self) -> str:
        """About how long the open questions take, in words."""
        return duration(len(self.open) * MINUTES)

    @property
    def kind(self) -> str:
        """The kind of badge that goes with the words."""
        if not self.answered:
            return "neutral"
        return "active" if self.open else "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far all parts are together."""

    parts: tuple[PartProgress, ...]

    @property
    def total(self) -> int:
        """How many questions there are."""
        return sum(part.total for part in self.parts)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return sum(part.answered for part in self.parts)

    @property
    def open(self) -> int:
        """How many of them have none."""
        return self.total - self.answered

    @property
    def duration(self) -> str:
        """About how long the open questions take, in words."""
        return duration(self.open * MINUTES)

    @property
    def time_left(self) -> str:
        """The same, as what is left."""
        return time_left(self.open * MINUTES)

    @property
    def waiting(self) -> list[PartProgress]:
        """The parts with open questions: those that were begun first."""
        return sorted((part for part in self.parts if part.open), key=lambda part: not part.answered)

    @property
    def done(self) -> list[PartProgress]:
        """The parts of which every question has an answer."""
        return [part for part in self.parts if not part.open]

    @property
    def next(self) -> PartProgress | None:
        """The part to go on with: one that was begun before one that was not; None when everything is answered."""
        return next(iter(self.waiting), None)


def progress_of(parts: Sequence[Part], answered: frozenset[str]) -> Progress:
    """How far the parts are, given the items that have an answer."""
    return Progress(
        tuple(
            PartProgress(part, tuple(question for question in part.questions if part.item(question) not in answered))
            for part in parts
        )
    )


@dataclass(frozen=True, slots=True)
class SentBack:
    """What somebody looks at again: where to begin, and how many questions have no known answer."""

    part: Part
    question: Question
    unknown: int


def sent_back_of(parts: Sequence[Part], stored: Mapping[str, Stored[AnswerSaid]]) -> SentBack | None:
    """The parts that were sent back, beginning at the first question that nobody knew; None without parts."""
    asked = [(part, question) for part in parts for question in part.questions]
    unknown = [
        (part, question)
        for part, question in asked
        if stored.get(part.item(question), ANSWERS.nothing).content.value in (None, "unknown")
    ]
    return SentBack(*(unknown or asked)[0], len(unknown)) if asked else None
