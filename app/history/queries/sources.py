"""The six tables in which changes stand, each with the rows of it that somebody may see and asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Integer, Select, String, Text, cast, false, literal, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.history.queries.scope import Parts, Scope
from app.history.queries.wanted import Wanted, between
from app.models import AgreedScoreVersion, AnswerVersion, AuditEntry, BackAnswerVersion, ClosingTextVersion, Remark
from app.texts.history import ACTIONS_BY_KIND, OTHER
from app.texts.history.conversation import REMARKS, SAID

Conditions: TypeAlias = list[ColumnElement[bool]]
OWN = ("submit_answers", "propose_colleague", "show_name")
"""What a colleague does besides answering, and may read back."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table: where its moments and keys stand, and how rows of it are chosen."""

    number: int
    at: InstrumentedAttribute[Any]
    key: InstrumentedAttribute[Any]
    item: InstrumentedAttribute[Any] | None
    """Part of the key, with the version, of tables with versions."""
    version: InstrumentedAttribute[Any] | None
    conditions: Callable[[Scope, Wanted], Conditions]
    kinds: frozenset[str]

    def rows(self, scope: Scope, wanted: Wanted) -> Conditions:
        """The conditions under which a row may be seen and was asked for."""
        chosen = self.conditions(scope, wanted)
        if wanted.kind and wanted.kind not in self.kinds:
            chosen.append(false())
        return [*chosen, *between(self.at, wanted.since, wanted.until)]

    def keys(self, scope: Scope, wanted: Wanted) -> Select[Any]:
        """(number, moment, key, item, version) of every such row."""
        item: ColumnElement[Any] = cast(null(), String(60)) if self.item is None else self.item.expression
        version: ColumnElement[Any] = cast(null(), Integer) if self.version is None else self.version.expression
        columns = (literal(self.number).label("source"), self.at.label("at"), self.key.label("key"))
        return select(*columns, item.label("item"), version.label("version")).where(*self.rows(scope, wanted))


def _of_parts(column: InstrumentedAttribute[Any], parts: Parts, scope: Scope) -> ColumnElement[bool]:
    # By participation, which every table with versions has an index for.
    return column.in_(scope.cast.parts if parts is None else parts)


def _about(column: InstrumentedAttribute[Any], wanted: Wanted) -> Conditions:
    found: Conditions = []
    if wanted.item:
        found.append(column == wanted.item)
    if wanted.domain:
        found.append(column.startswith(f"{wanted.domain}/", autoescape=True))
    return found


def _answers(scope: Scope, wanted: Wanted) -> Conditions:
    return _by_people(AnswerVersion, scope, wanted, scope.answers)


def _closing(scope: Scope, wanted: Wanted) -> Conditions:
    return _by_people(ClosingTextVersion, scope, wanted, scope.closing)


def _back(scope: Scope, wanted: Wanted) -> Conditions:
    return _by_people(BackAnswerVersion, scope, wanted, scope.answers)


def _by_people(
    table: type[AnswerVersion | BackAnswerVersion | ClosingTextVersion], scope: Scope, wanted: Wanted, parts: Parts
) -> Conditions:
    found = [_of_parts(table.participation_id, parts, scope), *_about(table.item, wanted)]
    if wanted.who:
        theirs = scope.cast.parts_of(wanted.who)
        found.append(or_(table.participation_id.in_(theirs), table.saved_by == wanted.who))
    return found


def _agreed(scope: Scope, wanted: Wanted) -> Conditions:
    table = AgreedScoreVersion
    found = [table.assessment_id == scope.assessment.id, *_about(table.item, wanted)]
    if wanted.who:
        found.append(table.saved_by == wanted.who)
    return found if scope.leads else [false()]


def _remarks(scope: Scope, wanted: Wanted) -> Conditions:
    found = [Remark.assessment_id == scope.assessment.id, *_about(Remark.item, wanted)]
    if not scope.advises:
        found.append(Remark.audience == "all")
    if wanted.who:
        found.append(Remark.author_id == wanted.who)
    return found if scope.leads else [false()]


def _trail(scope: Scope, wanted: Wanted) -> Conditions:
    found = [AuditEntry.assessment_id == scope.assessment.id, AuditEntry.action.not_in(SAID)]
    if not scope.leads:
        found += [AuditEntry.actor_id == scope.user.id, AuditEntry.action.in_(OWN)]
    if not scope.advises:
        audience = AuditEntry.new["audience"].as_string()
        found.append(or_(AuditEntry.action.not_in(tuple(REMARKS)), audience == "all"))
    return [*found, *_trail_about(scope, wanted)]


def _trail_about(scope: Scope, wanted: Wanted) -> Conditions:
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
        found.append(_of_kind(wanted.kind))
    return found


def _names(text: str) -> ColumnElement[bool]:
    """Whether the new value has this as one of its texts or keys: the domains that were sent back, say."""
    return cast(AuditEntry.new, Text).contains(f'"{text}"', autoescape=True)


def _of_kind(kind: str) -> ColumnElement[bool]:
    """Actions of this kind; an action that nobody knows any more is a step."""
    others = [name for other, actions in ACTIONS_BY_KIND.items() if other != kind for name in actions]
    if kind == OTHER:
        return AuditEntry.action.not_in(others)
    return AuditEntry.action.in_(tuple(ACTIONS_BY_KIND.get(kind, ())))


def _versions(
    number: int,
    table: Any,
    key: InstrumentedAttribute[Any],
    conditions: Callable[[Scope, Wanted], Conditions],
    kind: str,
) -> Source:
    return Source(number, table.saved_at, key, table.item, table.version, conditions, frozenset({kind}))


ANSWERS = _versions(2, AnswerVersion, AnswerVersion.participation_id, _answers, "antwoorden")
AGREED = _versions(3, AgreedScoreVersion, AgreedScoreVersion.assessment_id, _agreed, "afspraken")
CLOSING = _versions(4, ClosingTextVersion, ClosingTextVersion.participation_id, _closing, "slotvragen")
REMARKS_SAID = Source(5, Remark.created_at, Remark.id, None, None, _remarks, frozenset({"opmerkingen"}))
TRAIL = Source(1, AuditEntry.at, AuditEntry.id, None, None, _trail, frozenset(ACTIONS_BY_KIND))
BACK = _versions(6, BackAnswerVersion, BackAnswerVersion.participation_id, _back, "terugkijken")
SOURCES = (TRAIL, ANSWERS, AGREED, CLOSING, REMARKS_SAID, BACK)
