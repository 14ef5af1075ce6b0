"""What somebody typed at a question and did not save yet: a draft, kept for them alone, which is no answer."""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, CompoundSelect, bindparam, delete, null, select, type_coerce, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.models import Answer, Base, Participation, TypedDraft, User
from app.saving.versioned import ANSWERS, AnswerSaid, StaleSaveError, Stored, Typed
from app.state.asked import Part
from questionnaires.model import Question

TABLE = Base.metadata.tables[TypedDraft.__tablename__]
EACH: BindParameter[Any] = bindparam("items", expanding=True)


class StoredDraft(NamedTuple):
    """What stood in the fields of a question, and the version of its answer that the page was made with."""

    fields: Mapping[str, Any]
    seen: int
    version: uuid.UUID
    saved_at: datetime

    def over(self, stored: Stored[AnswerSaid]) -> AnswerSaid:
        """The answer as it would be if this was saved."""
        return stored.content._replace(**self.fields)


class OwnWriting(NamedTuple):
    """The answers of a part by item, and what this person typed beside them."""

    stored: dict[str, Stored[AnswerSaid]]
    drafts: dict[str, StoredDraft]

    def answer(self, item: str) -> Stored[AnswerSaid]:
        """The answer to a question; of version 0 when there is none."""
        return self.stored.get(item, ANSWERS.nothing)

    @property
    def unsaved(self) -> dict[str, StoredDraft]:
        """The drafts that say something else than the answer."""
        found = self.drafts.items()
        return {item: draft for item, draft in found if draft.over(self.answer(item)) != self.answer(item).content}

    @property
    def overtaken(self) -> dict[str, Stored[AnswerSaid]]:
        """The answers that were saved after a draft beside them was typed."""
        return {item: self.answer(item) for item, one in self.unsaved.items() if one.seen != self.answer(item).version}

    def versions(self, items: Collection[str]) -> str:
        """Those of the drafts about these items, as a page sends them."""
        return " ".join(one.version.hex for item, one in self.drafts.items() if item in items)

    @property
    def shown(self) -> dict[str, Stored[AnswerSaid]]:
        """What stands in the fields: what was typed last, saved or not."""
        typed = {item: (draft.over(self.answer(item)), self.answer(item)) for item, draft in self.unsaved.items()}
        return self.stored | {item: Stored(said, now.version, now.saved_at) for item, (said, now) in typed.items()}


@lru_cache(maxsize=2)
def _written(some: bool) -> CompoundSelect[Any]:
    """Both in one statement: every page of questions asks for them."""
    answer, draft = Answer.__table__.c, TABLE.c
    said = [answer[name] for name in AnswerSaid._fields]
    answers = select(
        answer.item,
        *said,
        answer.version,
        answer.saved_at,
        type_coerce(null(), draft.fields.type).label("fields"),
        type_coerce(null(), draft.version.type).label("draft"),
    ).where(answer.participation_id == bindparam("owner"))
    drafts = select(
        draft.item,
        *(type_coerce(null(), column.type).label(column.name) for column in said),
        draft.seen,
        draft.saved_at,
        draft.fields,
        draft.version,
    ).where(draft.participation_id == bindparam("owner"), draft.user_id == bindparam("user"))
    if some:
        answers, drafts = answers.where(answer.item.in_(EACH)), drafts.where(draft.item.in_(EACH))
    return union_all(answers, drafts)


def load_written(
    session: Session, participation_id: uuid.UUID, user_id: uuid.UUID, items: Collection[str] | None = None
) -> OwnWriting:
    """What is answered and typed about these items, or about all."""
    wanted = {"owner": participation_id, "user": user_id, **({} if items is None else {"items": list(items)})}
    found = OwnWriting({}, {})
    for item, *said, version, saved_at, fields, draft in session.connection().execute(
        _written(items is not None), wanted
    ):
        if draft is None:
            found.stored[item] = Stored(AnswerSaid._make(said), version, saved_at)
        else:
            found.drafts[item] = StoredDraft(json.loads(fields), version, draft, saved_at)
    return found


def keep_drafts(
    session: Session,
    user: User,
    participation: Participation,
    typed: Sequence[Typed],
    written: OwnWriting,
    known: Collection[uuid.UUID],
    version: uuid.UUID,
    *,
    now: datetime,
) -> None:
    """Keep what was typed beside the answers, as this version; what says the same as the answer is let go.

    Nothing is kept, and StaleSaveError raised, when a draft was typed elsewhere that the page does not know.
    """
    rows, gone, stale, unsaved = [], [], [], written.unsaved
    for one in typed:
        before, content = unsaved.get(one.item), written.answer(one.item).content
        # The page of a whole domain shows less than the draft can hold.
        fields = {**(before.fields if before else {}), **one.fields}
        if before and fields == before.fields:
            continue
        if before and before.version not in known:
            stale.append(one.item)
        elif content._replace(**fields) == content:
            gone.append(one.item)
        else:
            # Typing on does not make it newer than an answer that was saved meanwhile.
            seen = before.seen if before else one.seen
            kept = _row(user, participation, one._replace(seen=seen), fields)
            rows.append({**kept, "version": version, "saved_at": now})
    if stale:
        raise StaleSaveError(stale)
    if gone:
        let_go(session, user, participation, gone, known)
    if rows:
        _write(session, rows, [written.drafts[one["item"]].version for one in rows if one["item"] in written.drafts])


def _row(user: User, participation: Participation, typed: Typed, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "participation_id": participation.id,
        "user_id": user.id,
        "item": typed.item,
        "fields": json.dumps(fields, ensure_ascii=False),
        "seen": typed.seen,
        "assessment_id": participation.assessment_id,
        "municipality_id": participation.municipality_id,
    }


def _write(session: Session, rows: Sequence[dict[str, Any]], over: Collection[uuid.UUID]) -> None:
    """Write drafts over these versions of them; nothing may be kept when another one came first."""
    build = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement, table = build(TABLE).values(list(rows)), TABLE.c
    kept = {name: statement.excluded[name] for name in ("fields", "seen", "version", "saved_at")}
    key = (table.participation_id, table.user_id, table.item)
    upsert = statement.on_conflict_do_update(index_elements=key, set_=kept, where=table.version.in_(list(over)))
    saved = set(session.connection().execute(upsert.returning(table.item)).scalars())
    if refused := [row["item"] for row in rows if row["item"] not in saved]:
        raise StaleSaveError(refused)


def let_go(
    session: Session, user: User, participation: Participation, items: Collection[str], known: Collection[uuid.UUID]
) -> None:
    """Forget the drafts about these items that a page knows; one that was typed elsewhere stays."""
    if not known:
        return
    mine = TABLE.c.participation_id == participation.id, TABLE.c.user_id == user.id
    about = TABLE.c.item.in_(list(items)), TABLE.c.version.in_(list(known))
    session.connection().execute(delete(TABLE).where(*mine, *about))


def settle_drafts(
    session: Session,
    user: User,
    participation: Participation,
    saved: Sequence[Typed],
    items: Collection[str],
    written: OwnWriting,
    known: Collection[uuid.UUID],
    *,
    now: datetime,
) -> None:
    """After saving a page with these items: what was typed there is an answer now, or was taken away.

    Only what the page did not show stays: evidence, where the page of a whole domain was saved.
    """
    if not known:
        return
    let_go(session, user, participation, items, known)
    shown = {one.item: one for one in saved}
    rest = []
    for item, draft in written.unsaved.items():
        one = shown.get(item)
        if one is None or draft.version not in known:
            continue
        answer = one.over(written.answer(item).content)
        fields = {name: text for name, text in draft.fields.items() if name not in one.fields}
        if answer._replace(**fields) != answer:
            changed = answer != written.answer(item).content
            row = _row(user, participation, one._replace(seen=one.seen + changed), fields)
            rest.append({**row, "version": uuid.uuid4(), "saved_at": now})
    if rest:
        _write(session, rest, ())


@dataclass(frozen=True, slots=True)
class UnsavedQuestion:
    """One question at which something was typed that is not saved."""

    part: Part
    question: Question
    number: int
    said: AnswerSaid
    """The answer with what was typed."""


def unsaved_in(parts: Sequence[Part], written: OwnWriting) -> list[UnsavedQuestion]:
    """The questions of these parts at which something waits, in their order."""
    drafts = written.unsaved
    return [
        UnsavedQuestion(part, question, number, drafts[item].over(written.answer(item)))
        for part in parts
        for number, question in enumerate(part.questions, 1)
        if (item := part.item(question)) in drafts
    ]
