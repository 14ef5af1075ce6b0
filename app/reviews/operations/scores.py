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
from app.versions import StaleSaveError, save_agreed_scores
from scoring.assessment import Value
from scoring.items import item_score

CONTENT = ("value", "reason", "evidence_kind", "evidence_note", "evidence_link", "dissent", "present")
Given = tuple[str, str | None, str | None]
"""Value, whether something really changed, and what (S25)."""


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
) -> None:
    """Save the agreed score of one item; an empty value withdraws it. The answers stay as they are.

    `content` has every name of CONTENT; `meeting_id` is the meeting in which it was agreed.
    The same content again is saved already (a button that was pressed twice). Raises StaleSaveError.
    """
    stored = {row.item: row for row in agreed_rows(session, assessment.id, [item])}.get(item)
    if stored is not None and all(getattr(stored, name) == content[name] for name in CONTENT):
        return
    if seen != (stored.version if stored else 0):
        raise StaleSaveError([item])
    changed = (stored.changed, stored.changed_what) if stored else _changed(_given(session, assessment, [item])[item])
    row = _row(actor, assessment, item, content, changed, now) | {"meeting_id": meeting_id}
    save_agreed_scores(session, [row], {item: seen})


def take_over_answers(
    session: Session, actor: User, assessment: Assessment, items: Sequence[str], reason: str, *, now: datetime
) -> Taken:
    """Make the answers of these items agreed scores, with one reason.

    Only where all who know it answered the same and nothing was agreed yet: what is unknown or differs stays open.
    """
    stored = {row.item: row for row in agreed_rows(session, assessment.id, items)}
    given = _given(session, assessment, items)
    rows = [
        _row(actor, assessment, item, {"value": value, "reason": reason}, _changed(answers), now)
        for item, answers in given.items()
        if not _holds(stored.get(item)) and (value := _shared_value(item, answers)) is not None
    ]
    seen = {row["item"]: stored[row["item"]].version if row["item"] in stored else 0 for row in rows}
    save_agreed_scores(session, rows, seen)
    held = sum(_holds(stored.get(item)) for item in items)
    return Taken(len(rows), len(items) - held - len(rows))


def _holds(score: StoredScore | None) -> bool:
    return score is not None and bool(score.value)


def _given(session: Session, assessment: Assessment, items: Sequence[str]) -> dict[str, list[Given]]:
    """The answers of all participants, by item; every item is there."""
    query = select(Answer.item, Answer.value, Answer.changed, Answer.changed_what)
    found: dict[str, list[Given]] = {item: [] for item in items}
    for item, value, changed, what in session.execute(
        query.where(Answer.assessment_id == assessment.id, Answer.item.in_(items)).order_by(Answer.participation_id)
    ):
        found[item].append((value, changed, what))
    return found


def _shared_value(item: str, answers: Iterable[Given]) -> str | None:
    """The one value that everybody gave who knows it, when S1 makes a score (or not applicable) of it."""
    texts = [value for value, _, _ in answers]
    known = set(texts) - {"unknown"}
    if len(known) != 1:
        return None
    values: list[Value] = [int(text) if text.isdecimal() else text for text in texts]  # type: ignore[misc]  # the database holds the rest to be special
    return known.pop() if item_score(item, values).state != "unknown" else None


def _changed(answers: Iterable[Given]) -> tuple[str | None, str | None]:
    """What the answers say about real change, as S25 reads them: a `yes` goes before a `no`."""
    said = [(changed, what) for _, changed, what in answers if changed]
    yes = [what for changed, what in said if changed == "yes"]
    if yes:
        return "yes", "\n".join(dict.fromkeys(what for what in yes if what)) or None
    return ("no", None) if said else (None, None)


def _row(
    actor: User,
    assessment: Assessment,
    item: str,
    content: Mapping[str, str | None],
    changed: tuple[str | None, str | None],
    now: datetime,
) -> dict[str, Any]:
    return {
        **{name: content.get(name) for name in CONTENT},
        "item": item,
        "assessment_id": assessment.id,
        "municipality_id": assessment.municipality_id,
        "meeting_id": None,
        "changed": changed[0],
        "changed_what": changed[1],
        "saved_by": actor.id,
        "saved_at": now,
    }
