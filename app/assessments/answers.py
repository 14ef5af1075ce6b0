"""The answers of one participation, typed and stored, and from them how far somebody is and what to do next."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select, tuple_
from sqlalchemy.orm import Session

from app.models import Answer, AnswerVersion
from app.state.parts import Part
from app.texts.assessments import progress as in_words
from app.texts.assessments import time_left
from questionnaires.model import Question


class AnswerContent(NamedTuple):
    """What people see of an answer."""

    value: str | None = None
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class StoredOwn:
    """The newest version of an answer; version 0 when there is none."""

    content: AnswerContent
    version: int = 0
    saved_at: datetime | None = None
    changed: str | None = None
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None


NOTHING = StoredOwn(AnswerContent())


class TypedAnswer(NamedTuple):
    """What somebody typed for one item, and the version that their page was made with."""

    item: str
    fields: Mapping[str, str | None]
    """Only the parts of the content that the page shows; the rest stays as it is."""
    seen: int

    def over(self, stored: StoredOwn) -> AnswerContent:
        """The content after saving."""
        return stored.content._replace(**self.fields)


TABLE = Answer.__table__
CHANGE = ("changed", "changed_what", "changed_action_id")
"""What somebody said about a difference with the earlier round."""
COLUMNS = [TABLE.c[name] for name in ("item", *AnswerContent._fields, "version", "saved_at", *CHANGE)]
ALL = select(*COLUMNS).where(TABLE.c.participation_id == bindparam("participation_id"))
SOME = ALL.where(TABLE.c.item.in_(bindparam("items", expanding=True)))
"""Made once and read as plain rows, because every page of questions asks for them."""


def answers_of(
    session: Session, participation_id: uuid.UUID, items: Collection[str] | None = None
) -> dict[str, StoredOwn]:
    """The answers of a participation by item: to these items, or all."""
    wanted = {"participation_id": participation_id, "items": None if items is None else list(items)}
    rows = session.connection().execute(ALL if items is None else SOME, wanted)
    return {row[0]: _stored(row) for row in rows}


def _stored(row: Row[Any]) -> StoredOwn:
    size = len(AnswerContent._fields)
    return StoredOwn(AnswerContent(*row[1 : size + 1]), *row[size + 1 :])


def contents_seen(session: Session, participation_id: uuid.UUID, seen: Mapping[str, int]) -> dict[str, AnswerContent]:
    """The answers as they were in the versions that a page was made with."""
    query = select(AnswerVersion.item, *(getattr(AnswerVersion, name) for name in AnswerContent._fields)).where(
        AnswerVersion.participation_id == participation_id,
        tuple_(AnswerVersion.item, AnswerVersion.version).in_(list(seen.items())),
    )
    return {row[0]: AnswerContent(*row[1:]) for row in session.execute(query)}


def answered_items(session: Session, participation_id: uuid.UUID) -> frozenset[str]:
    """The items that have an answer, `unknown` included."""
    return frozenset(session.scalars(select(Answer.item).where(Answer.participation_id == participation_id)))


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
    def time_left(self) -> str:
        """About how long the open questions take, in words."""
        return time_left(self.open * MINUTES)

    @property
    def next(self) -> PartProgress | None:
        """The part to go on with: one that was begun before one that was not; None when everything is answered."""
        waiting = [part for part in self.parts if part.open]
        begun = [part for part in waiting if part.answered]
        return next(iter([*begun, *waiting]), None)


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


def sent_back_of(parts: Sequence[Part], stored: Mapping[str, StoredOwn]) -> SentBack | None:
    """The parts that were sent back, beginning at the first question that nobody knew; None without parts."""
    asked = [(part, question) for part in parts for question in part.questions]
    unknown = [
        (part, question)
        for part, question in asked
        if stored.get(part.item(question), NOTHING).content.value in (None, "unknown")
    ]
    return SentBack(*(unknown or asked)[0], len(unknown)) if asked else None
