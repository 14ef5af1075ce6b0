"""The closing texts of one participation: what is stored, and what somebody typed."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.models import ClosingText, ClosingTextVersion


@dataclass(frozen=True, slots=True)
class StoredText:
    """The newest version of a closing text; version 0 when there is none, an empty text when it was taken back."""

    text: str = ""
    version: int = 0
    saved_at: datetime | None = None


EMPTY = StoredText()


class TypedText(NamedTuple):
    """What somebody typed under a closing question (`geld/goes_well`), and the version that their page had."""

    item: str
    text: str
    seen: int


def texts_of(
    session: Session, participation_id: uuid.UUID, items: Collection[str] | None = None
) -> dict[str, StoredText]:
    """The closing texts of a participation by item: these, or all."""
    query = select(ClosingText.item, ClosingText.text, ClosingText.version, ClosingText.saved_at)
    query = query.where(ClosingText.participation_id == participation_id)
    if items is not None:
        query = query.where(ClosingText.item.in_(list(items)))
    return {row[0]: StoredText(*row[1:]) for row in session.execute(query)}


def texts_seen(session: Session, participation_id: uuid.UUID, seen: Mapping[str, int]) -> dict[str, str]:
    """The texts as they were in the versions that a page was made with."""
    query = select(ClosingTextVersion.item, ClosingTextVersion.text).where(
        ClosingTextVersion.participation_id == participation_id,
        tuple_(ClosingTextVersion.item, ClosingTextVersion.version).in_(list(seen.items())),
    )
    return {row.item: row.text for row in session.execute(query)}
