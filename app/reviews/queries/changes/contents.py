"""What people said before and after: every answer and closing text that is another one, field by field."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment
from app.reviews.queries.changes.periods import Period
from app.reviews.queries.changes.versions import EVERY, Kind, Versions, items_of

Key: TypeAlias = tuple[str, str]
"""Somebody's participation, and the item."""


class Content(NamedTuple):
    """What somebody said, as the history keeps it; of a closing text there is a text only."""

    value: str | None = None
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    confidence: str | None = None
    text: str | None = None


NOTHING = Content()


@dataclass(frozen=True, slots=True)
class Change:
    """What one person said about one item before and after; NOTHING when there was no answer yet."""

    participation_id: uuid.UUID
    item: str
    old: Content
    new: Content

    @property
    def domain(self) -> str:
        """The domain of the item."""
        return self.item.split("/")[0]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed of one kind, and what did not."""

    changed: tuple[Change, ...]
    """In the order of the questions."""
    same: int
    """How many answers or texts are there that say the same as before."""

    @property
    def items(self) -> list[str]:
        """The items that changed, each once, in order."""
        return list(dict.fromkeys(change.item for change in self.changed))


def changes_in(session: Session, kind: Kind, assessment: Assessment, period: Period) -> Changes:
    """What changed in this period, from the versions that were noted."""
    before, after = period.versions(session, kind, assessment)
    order = {item: place for place, item in enumerate(items_of(kind, assessment, period.domains))}
    there = {key: version for key, version in _flat(after).items() if key[1] in order}
    pairs = {key: (_flat(before).get(key, 0), version) for key, version in there.items()}
    newer = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
    said = _contents(session, kind, assessment, newer)
    found = [
        Change(uuid.UUID(person), item, said.get((person, item, old), NOTHING), said[person, item, new])
        for (person, item), (old, new) in newer.items()
    ]
    # Who changed an answer and changed it back has a newer version that says the same.
    changed = sorted((one for one in found if one.old != one.new), key=lambda one: order[one.item])
    return Changes(tuple(changed), len(there) - len(changed))


def _flat(versions: Versions) -> dict[Key, int]:
    return {(person, item): version for person, items in versions.items() for item, version in items.items()}


def _contents(
    session: Session, kind: Kind, assessment: Assessment, newer: Mapping[Key, tuple[int, int]]
) -> dict[tuple[str, str, int], Content]:
    """What was said in these versions, in one statement; more of them than asked for."""
    if not newer:
        return {}
    table = EVERY[kind]
    names = [name for name in Content._fields if hasattr(table, name)]
    query = select(table.participation_id, table.item, table.version, *(getattr(table, name) for name in names)).where(
        table.assessment_id == assessment.id,
        table.item.in_({item for _, item in newer}),
        table.version.in_({version for pair in newer.values() for version in pair}),
    )
    return {
        (str(person), item, version): Content(**dict(zip(names, texts, strict=True)))
        for person, item, version, *texts in session.execute(query)
    }
