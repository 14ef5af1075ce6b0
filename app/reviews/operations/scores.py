"""Agreeing scores: one by one, or all undisputed answers of a domain at once."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Answer, Assessment, User
from app.reports.queries.assessment import StoredScore, agreed_rows
from app.reviews.operations.changed import Change, Given, change_with
from app.reviews.queries.earlier_scores import earlier_scores
from app.versions import StaleSaveError, save_agreed_scores
from scoring.assessment import Value
from scoring.items import item_score

CONTENT = ("value", "reason", "evidence_kind", "evidence_note", "evidence_link", "dissent", "present")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many answers became agreed scores, and how many items have none after that."""

    count: int
    left: int


def agree_score(
    session: Session,
    actor: User,
    assessment: Assessment,
    item: str,
    content: Mapping[str, str | None],
    seen: int,
    *,
    now: datetime,
    meeting_id: uuid.UUID | None = None,
) -> bool:
    """Save the agreed score of one item; an empty value withdraws it. The answers stay as they are.

    `content` has every name of CONTENT; `meeting_id` is the meeting in which it was agreed. The same content again is
    saved already (a button that was pressed twice). Returns whether to ask if something really changed: the score is
    another one than in the earlier round, and nobody said so yet or the score was changed since. Raises StaleSaveError.
    """
    stored = {row.item: row for row in agreed_rows(session, assessment.id, [item])}.get(item)
    earlier = earlier_scores(session, assessment, [item])
    then, value = (earlier.counted.get(item) if earlier else None), content["value"]
    differs = then is not None and then.differs_from(value or "")
    if stored is not None and all(getattr(stored, name) == content[name] for name in CONTENT):
        return differs and stored.changed is None
    if seen != (stored.version if stored else 0):
        raise StaleSaveError([item])
    given = _given(session, assessment, [item])[item]
    change = change_with(stored, value, given, then, is_later=earlier is not None)
    row = _row(actor, assessment, item, content, change, now) | {"meeting_id": meeting_id}
    save_agreed_scores(session, [row], {item: seen})
    is_another = stored is not None and stored.changed is not None and stored.value != value
    return differs and (change.changed is None or is_another)


def take_over_answers(
    session: Session, actor: User, assessment: Assessment, items: Sequence[str], reason: str, *, now: datetime
) -> Taken:
    """Make the answers of these items agreed scores, with one reason and with what they say about real change.

    Only where all who know it answered the same and nothing was agreed yet: what is unknown or differs stays open.
    """
    stored = {row.item: row for row in agreed_rows(session, assessment.id, items)}
    given = _given(session, assessment, items)
    values = {item: _shared_value(item, given[item]) for item in items if not _holds(stored.get(item))}
    taken = {item: value for item, value in values.items() if value is not None}
    earlier = earlier_scores(session, assessment, taken)
    rows = []
    for item, value in taken.items():
        then = earlier.counted.get(item) if earlier else None
        change = change_with(stored.get(item), value, given[item], then, is_later=earlier is not None)
        rows.append(_row(actor, assessment, item, {"value": value, "reason": reason}, change, now))
    save_agreed_scores(session, rows, {item: stored[item].version if item in stored else 0 for item in taken})
    held = sum(_holds(stored.get(item)) for item in items)
    return Taken(len(rows), len(items) - held - len(rows))


def _holds(score: StoredScore | None) -> bool:
    return score is not None and bool(score.value)


def _given(session: Session, assessment: Assessment, items: Sequence[str]) -> dict[str, list[Given]]:
    """The answers of all participants, by item; every item is there."""
    query = select(Answer.item, *(getattr(Answer, name) for name in Given._fields))
    found: dict[str, list[Given]] = {item: [] for item in items}
    for item, *given in session.execute(
        query.where(Answer.assessment_id == assessment.id, Answer.item.in_(items)).order_by(Answer.participation_id)
    ):
        found[item].append(Given(*given))
    return found


def _shared_value(item: str, answers: Iterable[Given]) -> str | None:
    """The one value that everybody gave who knows it, when S1 makes a score (or not applicable) of it."""
    texts = [answer.value for answer in answers]
    known = set(texts) - {"unknown"}
    if len(known) != 1:
        return None
    values: list[Value] = [int(text) if text.isdecimal() else text for text in texts]  # type: ignore[misc]  # the database holds the rest to be special
    return known.pop() if item_score(item, values).state != "unknown" else None


def _row(
    actor: User,
    assessment: Assessment,
    item: str,
    content: Mapping[str, str | None],
    change: Change,
    now: datetime,
) -> dict[str, Any]:
    return {
        **{name: content.get(name) for name in CONTENT},
        "item": item,
        "assessment_id": assessment.id,
        "municipality_id": assessment.municipality_id,
        "meeting_id": None,
        **change._asdict(),
        "saved_by": actor.id,
        "saved_at": now,
    }
