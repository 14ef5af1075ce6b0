"""Saving answers, scores and texts against the version they were typed against, so nobody overwrites anybody (D1)."""

import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Insert, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from app.models import (
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    BackAnswer,
    BackAnswerVersion,
    Base,
    ClosingText,
    ClosingTextVersion,
)

Row = dict[str, Any]
Newest: TypeAlias = type[Answer] | type[AgreedScore] | type[ClosingText] | type[BackAnswer]
History: TypeAlias = type[AnswerVersion] | type[AgreedScoreVersion] | type[ClosingTextVersion] | type[BackAnswerVersion]
FIXED = ("assessment_id", "municipality_id")
"""What never changes; writing it again would also write it to the indexes again."""


class StaleSaveError(Exception):
    """Somebody saved a newer version in the meantime; `items` are the ids of the items it happened to.

    Nothing of this save may be kept: the caller rolls back and shows both texts.
    """

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(", ".join(items))
        self.items = tuple(items)


def save_answers(session: Session, rows: Sequence[Row], seen: Mapping[str, int]) -> None:
    """Save the answers of one participation; `seen` has the version that each was typed against (0: none).

    Each row holds all columns of an answer except id and version. Raises StaleSaveError.
    """
    _save(session, Answer, AnswerVersion, ("participation_id", "item"), rows, seen)


def save_agreed_scores(session: Session, rows: Sequence[Row], seen: Mapping[str, int]) -> None:
    """Save agreed scores of one assessment; see `save_answers`. Raises StaleSaveError."""
    _save(session, AgreedScore, AgreedScoreVersion, ("assessment_id", "item"), rows, seen)


def save_closing_texts(session: Session, rows: Sequence[Row], seen: Mapping[str, int]) -> None:
    """Save closing texts of one participation; see `save_answers`. Raises StaleSaveError."""
    _save(session, ClosingText, ClosingTextVersion, ("participation_id", "item"), rows, seen)


def save_back_answers(session: Session, rows: Sequence[Row], seen: Mapping[str, int]) -> None:
    """Save how one participation looks back; see `save_answers`. Raises StaleSaveError."""
    _save(session, BackAnswer, BackAnswerVersion, ("participation_id", "item"), rows, seen)


def _save(
    session: Session,
    table: Newest,
    history: History,
    key: tuple[str, str],
    rows: Sequence[Row],
    seen: Mapping[str, int],
) -> None:
    if not rows:
        return
    numbered = [{**row, "id": uuid.uuid4(), "version": seen[row["item"]] + 1} for row in rows]
    upsert = _upsert(session.get_bind().dialect.name, table, key, tuple(numbered[0]))
    saved: dict[str, uuid.UUID] = dict(session.connection().execute(upsert, numbered).all())
    # A row that was inserted although a version was seen: that version does not exist.
    refused = [row["item"] for row in numbered if saved.get(row["item"]) is None or _made_up(row, saved)]
    if refused:
        raise StaleSaveError(refused)
    copied = {"owner": numbered[0][key[0]], "items": list(saved)}
    session.connection().execute(_copy(table, history, key), copied)


@lru_cache(maxsize=32)
def _upsert(dialect: str, table: Newest, key: tuple[str, str], columns: tuple[str, ...]) -> ReturningInsert[Any, Any]:
    """One statement for any number of rows, made once: building it anew cost more than running it."""
    kept_in = Base.metadata.tables[table.__tablename__]
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = build(kept_in)
    kept = {name: statement.excluded[name] for name in columns if name not in ("id", *key, *FIXED)}
    # The version in WHERE makes a newer answer win over this save.
    newer = kept_in.c.version == statement.excluded.version - 1
    upsert = statement.on_conflict_do_update(index_elements=key, set_=kept, where=newer)
    return upsert.returning(kept_in.c.item, kept_in.c.id)


@lru_cache(maxsize=8)
def _copy(table: Newest, history: History, key: tuple[str, str]) -> Insert:
    """What was just saved, copied to the history as it stands."""
    kept_in, kept_for_good = Base.metadata.tables[table.__tablename__], Base.metadata.tables[history.__tablename__]
    names = [column.name for column in kept_for_good.columns]
    owner, item = (kept_in.c[name] for name in key)
    saved = select(*(kept_in.c[name] for name in names)).where(
        owner == bindparam("owner"), item.in_(bindparam("items", expanding=True))
    )
    return insert(kept_for_good).from_select(names, saved)


def _made_up(row: Row, saved: Mapping[str, uuid.UUID]) -> bool:
    return bool(row["version"] > 1 and saved[row["item"]] == row["id"])
