"""The changes behind keys or conditions, in their order, told as sentences."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Uuid, and_, select, tuple_
from sqlalchemy.orm import Session, aliased

from app.changing import action_titles
from app.history.queries.scope import Scope
from app.history.queries.sources import AGREED, ANSWERS, BACK, CLOSING, REMARKS_SAID, TRAIL, Conditions, Source
from app.history.queries.titles import Titles
from app.history.queries.wanted import Wanted
from app.models import (
    AgreedScoreVersion,
    AnswerVersion,
    AuditEntry,
    BackAnswerVersion,
    ClosingTextVersion,
    Participation,
    Remark,
)
from app.texts.history import (
    Entry,
    Told,
    action_told,
    agreed_told,
    answer_told,
    back_told,
    closing_told,
    kind_of,
    remark_told,
)
from app.texts.history.answers import AMONG_ADVISERS, IN_MEETING, NO_TITLE, TOGETHER, on_behalf_of

Key: TypeAlias = tuple[int, uuid.UUID, str | None, int | None]
"""The number of a source, and the key of a row in it."""
Versions: TypeAlias = Iterable[tuple[dict[str, Any] | None, dict[str, Any]]]
"""The version before, if any, and the version itself."""
ACTION = "changed_action_id"
Found: TypeAlias = Iterator[tuple[Key, "Change"]]


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a page and a file show it."""

    at: datetime
    who: str
    told: Told
    kind: str
    domain: str = ""
    item: str = ""
    """The question, by item; empty when it is about no question."""
    note: str = ""
    """What sets it apart: who may read it, or that it was answered together."""

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.told.sentence(self.who)


class Teller:
    """Turns rows into changes, for what one person may see."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session, self.cast, self.titles = session, scope.cast, Titles(scope.assessment, scope.cast)

    def at(self, keys: Sequence[Key]) -> list[Change]:
        """The changes with these keys, in their order; one statement for each source that occurs."""
        found: dict[Key, Change] = {}
        for source, tell in self._sources:
            own = [key for key in keys if key[0] == source.number]
            if own:
                found.update(tell([_among(source, own)]))
        return [found[key] for key in keys]

    def everything(self, scope: Scope, wanted: Wanted) -> list[Change]:
        """Every change that may be seen and was asked for, newest first, in one statement for each source."""
        found = [pair for source, tell in self._sources for pair in tell(source.rows(scope, wanted))]
        # Within one moment as pages have them: by source, then by item.
        found.sort(key=lambda pair: (pair[0][0], pair[0][2] or "", -(pair[0][3] or 0), pair[0][1].hex))
        found.sort(key=lambda pair: pair[1].at, reverse=True)
        return [change for _, change in found]

    @property
    def _sources(self) -> Sequence[tuple[Source, Any]]:
        return (
            (TRAIL, self._trail),
            (ANSWERS, self._answers),
            (AGREED, self._agreed),
            (CLOSING, self._closing),
            (REMARKS_SAID, self._remarks),
            (BACK, self._back),
        )

    def _answers(self, conditions: Conditions) -> Found:
        for old, new in self._with_actions(_versions(self.session, AnswerVersion, "participation_id", conditions)):
            key = ANSWERS.number, new["participation_id"], new["item"], new["version"]
            told = answer_told(self.titles.item(new["item"]), old, new)
            yield key, self._by_part(new, told, "antwoorden", item=new["item"])

    def _with_actions(self, versions: Versions) -> Versions:
        """The same with the title of the action that a change belongs to; one statement more where there is one."""
        pairs = list(versions)
        both = [version for pair in pairs for version in pair if version]
        titles = action_titles(self.session, {version[ACTION] for version in both})
        for version in both:
            action = version[ACTION]
            version["changed_action"] = titles.get(action, NO_TITLE) if action else ""
        return pairs

    def _closing(self, conditions: Conditions) -> Found:
        for old, new in _versions(self.session, ClosingTextVersion, "participation_id", conditions):
            key = CLOSING.number, new["participation_id"], new["item"], new["version"]
            told = closing_told(self.titles.item(new["item"]), old, new)
            yield key, self._by_part(new, told, "slotvragen")

    def _back(self, conditions: Conditions) -> Found:
        for old, new in _versions(self.session, BackAnswerVersion, "participation_id", conditions):
            key = BACK.number, new["participation_id"], new["item"], new["version"]
            told = back_told(self.titles.item(new["item"]), old["value"] if old else "", new["value"])
            yield key, self._by_part(new, told, "terugkijken", item=new["item"])

    def _by_part(self, new: dict[str, Any], told: Told, kind: str, item: str = "") -> Change:
        part = self.cast.parts.get(new["participation_id"])
        domain = new["item"].partition("/")[0]
        who, note = self._who_answered(part, new["saved_by"])
        return Change(new["saved_at"], who, told, kind, domain, item, note)

    def _who_answered(self, part: Participation | None, saved_by: uuid.UUID) -> tuple[str, str]:
        """Who typed it, and what to say beside: that it was answered together, or for somebody else."""
        if part is None or part.role != "participant":
            return self.cast.actor(saved_by), TOGETHER
        if part.user_id == saved_by:
            return self.cast.owner(part.id), ""
        return self.cast.actor(saved_by), on_behalf_of(self.cast.owner(part.id))

    def _agreed(self, conditions: Conditions) -> Found:
        for old, new in self._with_actions(_versions(self.session, AgreedScoreVersion, "assessment_id", conditions)):
            item = new["item"]
            told, who = agreed_told(self.titles.item(item), old, new), self.cast.actor(new["saved_by"])
            key = AGREED.number, new["assessment_id"], item, new["version"]
            note = IN_MEETING if new["meeting_id"] else ""
            yield key, Change(new["saved_at"], who, told, "afspraken", item.partition("/")[0], item, note)

    def _remarks(self, conditions: Conditions) -> Found:
        columns = (Remark.id, Remark.created_at, Remark.author_id, Remark.item, Remark.text, Remark.audience)
        for row in self.session.execute(select(*columns, Remark.parent_id).where(*conditions)):
            item, note = row.item or "", AMONG_ADVISERS if row.audience == "advisers" else ""
            where = self.titles.item(item) if item else ""
            told = remark_told(where, row.text, is_answer=row.parent_id is not None)
            who, domain = self.cast.actor(row.author_id), item.partition("/")[0]
            yield (
                (REMARKS_SAID.number, row.id, None, None),
                Change(row.created_at, who, told, "opmerkingen", domain, item, note),
            )

    def _trail(self, conditions: Conditions) -> Found:
        columns = [getattr(AuditEntry, name) for name in ("id", "at", "actor_id", "action", "subject", "old", "new")]
        for row in self.session.execute(select(*columns, AuditEntry.reason).where(*conditions)):
            told = action_told(Entry(row.action, row.subject, row.old, row.new, row.reason, self.titles))
            item = row.subject if row.subject in self.titles.questions else ""
            domain = row.subject.partition("/")[0]
            where = domain if domain in self.titles.domains else ""
            note = AMONG_ADVISERS if isinstance(row.new, dict) and row.new.get("audience") == "advisers" else ""
            who = self.cast.actor(row.actor_id)
            yield (TRAIL.number, row.id, None, None), Change(row.at, who, told, kind_of(row.action), where, item, note)


def _among(source: Source, keys: Sequence[Key]) -> ColumnElement[bool]:
    if source.item is None or source.version is None:
        return source.key.in_([key[1] for key in keys])
    return tuple_(source.key, source.item, source.version).in_([key[1:] for key in keys])


def _versions(session: Session, table: Any, owner: str, conditions: Conditions) -> Versions:
    """(the version before or None, the version itself) of every row."""
    former = aliased(table)
    same = getattr(former, owner) == getattr(table, owner), former.item == table.item
    names = [column.key for column in table.__mapper__.column_attrs if column.key != "municipality_id"]
    # Ids take most of the time to read, and of the version before nobody needs more of them than the action.
    texts = [name for name in names if name == ACTION or not isinstance(getattr(table, name).type, Uuid)]
    columns = *(getattr(table, name) for name in names), *(getattr(former, name) for name in texts)
    joined = select(*columns).select_from(table).outerjoin(former, and_(*same, former.version == table.version - 1))
    for row in session.execute(joined.where(*conditions)):
        new = dict(zip(names, row[: len(names)], strict=True))
        old = dict(zip(texts, row[len(names) :], strict=True))
        yield (old if old["version"] is not None else None), new
