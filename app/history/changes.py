"""The changes behind keys or conditions, from the six tables in which they stand, told as sentences."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Text,
    Uuid,
    and_,
    cast,
    false,
    literal,
    null,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.history.scope import HistoryScope, HistoryTitles, Parts, WantedChanges, between
from app.models import (
    AgreedScoreVersion,
    AnswerVersion,
    AuditEntry,
    BackAnswerVersion,
    ClosingTextVersion,
    Remark,
)
from app.saving.changing import action_titles
from app.texts.history import INSIDE
from app.texts.history import review as texts
from app.texts.history.review import SAID, Version
from app.texts.words import sentence_start
from app.trail.telling import Entry, Events, Told
from app.web.formatting import clock_time

Conditions: TypeAlias = list[ColumnElement[bool]]
Choosing: TypeAlias = Callable[[HistoryScope, WantedChanges], Conditions]
VersionTelling: TypeAlias = Callable[[str, Version | None, Version], Told]
OWN = ("submit_answers", "propose_colleague", "show_name")
"""What a colleague does besides answering, and may read back."""


@dataclass(frozen=True, slots=True)
class ChangeSource:
    """One table: where its moments and keys stand, how rows of it are chosen, and how a version of it is told."""

    number: int
    at: InstrumentedAttribute[Any]
    key: InstrumentedAttribute[Any]
    conditions: Choosing
    kinds: frozenset[str]
    item: InstrumentedAttribute[Any] | None = None
    """Part of the key, with the version, of tables with versions."""
    version: InstrumentedAttribute[Any] | None = None
    told: VersionTelling | None = None

    def rows(self, scope: HistoryScope, wanted: WantedChanges) -> Conditions:
        """The conditions under which a row may be seen and was asked for."""
        chosen = self.conditions(scope, wanted)
        if wanted.kind and wanted.kind not in self.kinds:
            chosen.append(false())
        return [*chosen, *between(self.at, wanted.since, wanted.until)]

    def keys(self, scope: HistoryScope, wanted: WantedChanges) -> Select[Any]:
        """(number, moment, key, item, version) of every such row."""
        item: ColumnElement[Any] = cast(null(), String(60)) if self.item is None else self.item.expression
        version: ColumnElement[Any] = cast(null(), Integer) if self.version is None else self.version.expression
        columns = (literal(self.number).label("source"), self.at.label("at"), self.key.label("key"))
        return select(*columns, item.label("item"), version.label("version")).where(*self.rows(scope, wanted))


def _of_parts(column: InstrumentedAttribute[Any], parts: Parts, scope: HistoryScope) -> ColumnElement[bool]:
    # By participation, which every table with versions has an index for.
    return column.in_(scope.cast.parts if parts is None else parts)


def _about(column: InstrumentedAttribute[Any], wanted: WantedChanges) -> Conditions:
    found: Conditions = []
    if wanted.item:
        found.append(column == wanted.item)
    if wanted.domain:
        found.append(column.startswith(f"{wanted.domain}/", autoescape=True))
    return found


def _by_people(
    table: type[AnswerVersion | BackAnswerVersion | ClosingTextVersion], scope: HistoryScope, wanted: WantedChanges
) -> Conditions:
    parts = scope.closing if table is ClosingTextVersion else scope.answers
    found = [_of_parts(table.participation_id, parts, scope), *_about(table.item, wanted)]
    for domain, since in scope.again.items():
        elsewhere = ~table.item.startswith(f"{domain}/", autoescape=True)
        found.append(or_(table.participation_id.in_(scope.own), elsewhere, table.saved_at < since))
    if wanted.who:
        theirs = scope.cast.parts_of(wanted.who)
        found.append(or_(table.participation_id.in_(theirs), table.saved_by == wanted.who))
    return found


def _agreed(scope: HistoryScope, wanted: WantedChanges) -> Conditions:
    table = AgreedScoreVersion
    found = [table.assessment_id == scope.assessment.id, *_about(table.item, wanted)]
    if wanted.who:
        found.append(table.saved_by == wanted.who)
    return found if scope.leads else [false()]


def _remarks(scope: HistoryScope, wanted: WantedChanges) -> Conditions:
    found = [Remark.assessment_id == scope.assessment.id, *_about(Remark.item, wanted)]
    if not scope.advises:
        found.append(Remark.audience == "all")
    if wanted.who:
        found.append(Remark.author_id == wanted.who)
    return found if scope.leads else [false()]


def _trail(scope: HistoryScope, wanted: WantedChanges) -> Conditions:
    found = [AuditEntry.assessment_id == scope.assessment.id, AuditEntry.action.not_in(SAID)]
    if not scope.leads:
        found += [AuditEntry.actor_id == scope.user.id, AuditEntry.action.in_(OWN)]
    if not scope.advises:
        audience = AuditEntry.new["audience"].as_string()
        found.append(or_(AuditEntry.action.not_in(INSIDE.of_kind["opmerkingen"]), audience == "all"))
    return [*found, *_trail_about(scope, wanted)]


def _trail_about(scope: HistoryScope, wanted: WantedChanges) -> Conditions:
    found: Conditions = []
    if wanted.item:
        found.append(or_(AuditEntry.subject == wanted.item, _names(wanted.item)))
    if wanted.domain:
        inside = AuditEntry.subject.startswith(f"{wanted.domain}/", autoescape=True)
        found.append(or_(AuditEntry.subject == wanted.domain, inside, _names(wanted.domain)))
    if wanted.who:
        theirs = [str(part) for part in scope.cast.parts_of(wanted.who)]
        named = (_names(part) for part in theirs)
        found.append(or_(AuditEntry.actor_id == wanted.who, AuditEntry.subject.in_(theirs), *named))
    if wanted.kind:
        found.append(of_kind(INSIDE, wanted.kind))
    return found


def _names(text: str) -> ColumnElement[bool]:
    """Whether the new value has this as one of its texts or keys: the domains that were sent back, say."""
    return cast(AuditEntry.new, Text).contains(f'"{text}"', autoescape=True)


def of_kind(events: Events, kind: str) -> ColumnElement[bool]:
    """Whether a row is of this kind; an action that nobody knows any more is of the kind of what is left."""
    if kind == events.other:
        return AuditEntry.action.not_in([name for name in events.all if events.kind_of(name) != kind])
    return AuditEntry.action.in_(events.of_kind.get(kind, []))


def _versions_of(
    number: int, table: Any, kind: str, told: VersionTelling, conditions: Choosing | None = None
) -> ChangeSource:
    key = table.assessment_id if conditions else table.participation_id
    rows = conditions or partial(_by_people, table)
    return ChangeSource(number, table.saved_at, key, rows, frozenset({kind}), table.item, table.version, told)


TRAIL = ChangeSource(1, AuditEntry.at, AuditEntry.id, _trail, frozenset(INSIDE.of_kind))
CLOSING = _versions_of(4, ClosingTextVersion, "slotvragen", texts.closing_told)
REMARKS_SAID = ChangeSource(5, Remark.created_at, Remark.id, _remarks, frozenset({"opmerkingen"}))
SOURCES = (
    TRAIL,
    _versions_of(2, AnswerVersion, "antwoorden", texts.answer_told),
    _versions_of(3, AgreedScoreVersion, "afspraken", texts.agreed_told, _agreed),
    CLOSING,
    REMARKS_SAID,
    _versions_of(6, BackAnswerVersion, "terugkijken", texts.back_told),
)


Key: TypeAlias = tuple[int, uuid.UUID, str | None, int | None]
"""The number of a source, and the key of a row in it."""
Versions: TypeAlias = Iterable[tuple[dict[str, Any] | None, dict[str, Any]]]
"""The version before, if any, and the version itself."""
ACTION = "changed_action_id"
Found: TypeAlias = Iterator[tuple[Key, "HistoryChange"]]


@dataclass(frozen=True, slots=True)
class HistoryChange:
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
        return self.told.sentence(self.who)

    @property
    def actor(self) -> str:
        """Who did it, with a capital."""
        return sentence_start(self.who)

    @property
    def time(self) -> str:
        """The time of the day in the Netherlands: 9.05."""
        return clock_time(self.at)

    @property
    def added(self) -> list[tuple[str, str]]:
        """(what, text) of everything that was not there before, the reason last."""
        return self.told.added(texts.REASON if self.kind == "antwoorden" else texts.WHY)


class Teller:
    """Turns rows into changes, for what one person may see."""

    def __init__(self, session: Session, scope: HistoryScope) -> None:
        self.session, self.cast, self.titles = session, scope.cast, HistoryTitles(scope.assessment, scope.cast)

    def at(self, keys: Sequence[Key]) -> list[HistoryChange]:
        """The changes with these keys, in their order; one statement for each source that occurs."""
        found: dict[Key, HistoryChange] = {}
        for source in SOURCES:
            own = [key for key in keys if key[0] == source.number]
            if own:
                found.update(self._told(source, [_among(source, own)]))
        return [found[key] for key in keys]

    def everything(self, scope: HistoryScope, wanted: WantedChanges) -> list[HistoryChange]:
        """Every change that may be seen and was asked for, newest first, in one statement for each source."""
        found = [pair for source in SOURCES for pair in self._told(source, source.rows(scope, wanted))]
        # Within one moment as pages have them: by source, then by item.
        found.sort(key=lambda pair: (pair[0][0], pair[0][2] or "", -(pair[0][3] or 0), pair[0][1].hex))
        found.sort(key=lambda pair: pair[1].at, reverse=True)
        return [change for _, change in found]

    def _told(self, source: ChangeSource, conditions: Conditions) -> Found:
        if source.told:
            return self._told_versions(source, source.told, conditions)
        return self._trail(conditions) if source is TRAIL else self._remarks(conditions)

    def _told_versions(self, source: ChangeSource, told: VersionTelling, conditions: Conditions) -> Found:
        (kind,) = source.kinds
        for old, new in self._with_actions(_versions(self.session, source.key, conditions)):
            item, (who, note) = new["item"], self._who(new)
            key = source.number, new[source.key.key], item, new["version"]
            # What is asked at the end of a domain is no question with a page of its own.
            question = "" if source is CLOSING else item
            change = told(self.titles.item(item), old, new)
            yield key, HistoryChange(new["saved_at"], who, change, kind, item.partition("/")[0], question, note)

    def _with_actions(self, versions: Versions) -> Versions:
        """The same with the title of the action that a change belongs to; one statement more where there is one."""
        pairs = list(versions)
        both = [version for pair in pairs for version in pair if version]
        titles = action_titles(self.session, {version.get(ACTION) for version in both})
        for version in both:
            action = version.get(ACTION)
            version["changed_action"] = titles.get(action, texts.NO_TITLE) if action else ""
        return pairs

    def _who(self, new: dict[str, Any]) -> tuple[str, str]:
        """Who typed it, and what to say beside: that it was answered together, or for somebody else."""
        actor = self.cast.actor(new["saved_by"])
        if "participation_id" not in new:
            return actor, texts.IN_MEETING if new["meeting_id"] else ""
        part = self.cast.parts.get(new["participation_id"])
        if part is None or part.role != "participant":
            return actor, texts.TOGETHER
        owner = self.cast.owner(part.id)
        return (owner, "") if part.user_id == new["saved_by"] else (actor, texts.on_behalf_of(owner))

    def _remarks(self, conditions: Conditions) -> Found:
        columns = (Remark.id, Remark.created_at, Remark.author_id, Remark.item, Remark.text, Remark.audience)
        for row in self.session.execute(select(*columns, Remark.parent_id).where(*conditions)):
            item, note = row.item or "", texts.AMONG_ADVISERS if row.audience == "advisers" else ""
            where = self.titles.item(item) if item else ""
            told = texts.remark_told(where, row.text, is_answer=row.parent_id is not None)
            who, domain = self.cast.actor(row.author_id), item.partition("/")[0]
            yield (
                (REMARKS_SAID.number, row.id, None, None),
                HistoryChange(row.created_at, who, told, "opmerkingen", domain, item, note),
            )

    def _trail(self, conditions: Conditions) -> Found:
        columns = [getattr(AuditEntry, name) for name in ("id", "at", "actor_id", "action", "subject", "old", "new")]
        for row in self.session.execute(select(*columns, AuditEntry.reason).where(*conditions)):
            told = INSIDE.told(Entry(row.action, row.subject, row.old, row.new, row.reason, self.titles))
            item = row.subject if row.subject in self.titles.questions else ""
            domain = row.subject.partition("/")[0]
            where = domain if domain in self.titles.domains else ""
            note = texts.AMONG_ADVISERS if isinstance(row.new, dict) and row.new.get("audience") == "advisers" else ""
            who = self.cast.actor(row.actor_id)
            yield (
                (TRAIL.number, row.id, None, None),
                HistoryChange(row.at, who, told, INSIDE.kind_of(row.action), where, item, note),
            )


def _among(source: ChangeSource, keys: Sequence[Key]) -> ColumnElement[bool]:
    if source.item is None or source.version is None:
        return source.key.in_([key[1] for key in keys])
    return tuple_(source.key, source.item, source.version).in_([key[1:] for key in keys])


def _versions(session: Session, owner: InstrumentedAttribute[Any], conditions: Conditions) -> Versions:
    """(the version before or None, the version itself) of every row."""
    table: Any = owner.class_
    former = aliased(table)
    same = getattr(former, owner.key) == owner, former.item == table.item
    names = [column.key for column in table.__mapper__.column_attrs if column.key != "municipality_id"]
    # Ids take most of the time to read, and of the version before nobody needs more of them than the action.
    texts = [name for name in names if name == ACTION or not isinstance(getattr(table, name).type, Uuid)]
    columns = *(getattr(table, name) for name in names), *(getattr(former, name) for name in texts)
    joined = select(*columns).select_from(table).outerjoin(former, and_(*same, former.version == table.version - 1))
    for row in session.execute(joined.where(*conditions)):
        new = dict(zip(names, row[: len(names)], strict=True))
        old = dict(zip(texts, row[len(names) :], strict=True))
        yield (old if old["version"] is not None else None), new
