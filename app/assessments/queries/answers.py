"""The answers of one participation: what is stored, what it was when a page was made, and what somebody typed."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, select, tuple_
from sqlalchemy.orm import Session

from app.models import Answer, AnswerVersion


class Content(NamedTuple):
    """What people see of an answer."""

    value: str | None = None
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """The newest version of an answer; version 0 when there is none."""

    content: Content
    version: int = 0
    saved_at: datetime | None = None
    changed: str | None = None
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None


NOTHING = Stored(Content())


class Typed(NamedTuple):
    """What somebody typed for one item, and the version that their page was made with."""

    item: str
    fields: Mapping[str, str | None]
    """Only the parts of the content that the page shows; the rest stays as it is."""
    seen: int

    def over(self, stored: Stored) -> Content:
        """The content after saving."""
        return stored.content._replace(**self.fields)


TABLE = Answer.__table__
CHANGE = ("changed", "changed_what", "changed_action_id")
"""What somebody said about a difference with the earlier round."""
COLUMNS = [TABLE.c[name] for name in ("item", *Content._fields, "version", "saved_at", *CHANGE)]
ALL = select(*COLUMNS).where(TABLE.c.participation_id == bindparam("participation_id"))
SOME = ALL.where(TABLE.c.item.in_(bindparam("items", expanding=True)))
"""Made once and read as plain rows, because every page of questions asks for them."""


def answers_of(
    session: Session, participation_id: uuid.UUID, items: Collection[str] | None = None
) -> dict[str, Stored]:
    """The answers of a participation by item: to these items, or all."""
    wanted = {"participation_id": participation_id, "items": None if items is None else list(items)}
    rows = session.connection().execute(ALL if items is None else SOME, wanted)
    return {row[0]: _stored(row) for row in rows}


def _stored(row: Row[Any]) -> Stored:
    size = len(Content._fields)
    return Stored(Content(*row[1 : size + 1]), *row[size + 1 :])


def contents_seen(session: Session, participation_id: uuid.UUID, seen: Mapping[str, int]) -> dict[str, Content]:
    """The answers as they were in the versions that a page was made with."""
    query = select(AnswerVersion.item, *(getattr(AnswerVersion, name) for name in Content._fields)).where(
        AnswerVersion.participation_id == participation_id,
        tuple_(AnswerVersion.item, AnswerVersion.version).in_(list(seen.items())),
    )
    return {row[0]: Content(*row[1:]) for row in session.execute(query)}


def answered_items(session: Session, participation_id: uuid.UUID) -> frozenset[str]:
    """The items that have an answer, `unknown` included."""
    return frozenset(session.scalars(select(Answer.item).where(Answer.participation_id == participation_id)))
