"""What is saved against the version that was seen, so that nobody overwrites anybody (D1)."""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

from sqlalchemy import BindParameter, Table, bindparam, insert, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert
from wtforms import Field
from wtforms.validators import StopValidation

from app.models import (
    AgreedScore,
    AgreedScoreVersion,
    Answer,
    AnswerVersion,
    Assessment,
    BackAnswer,
    BackAnswerVersion,
    Base,
    ClosingText,
    ClosingTextVersion,
    Participation,
    User,
)
from app.texts.assessments import EVIDENCE_KIND_MISSING
from app.texts.words import EVIDENCE
from app.web.forms import BaseForm, ChoiceField, FormData, VersionField, complete_link, text_field

C = TypeVar("C", bound=NamedTuple)
A = TypeVar("A")
F = TypeVar("F", bound="VersionedForm")
Row = dict[str, Any]
EACH: BindParameter[Any] = bindparam("items", expanding=True)
FIXED = ("assessment_id", "municipality_id")
"""What never changes; writing it again would also write it to the indexes again."""


class StaleSaveError(Exception):
    """Somebody saved a newer version in the meantime; `items` are the ids of the items it happened to.

    Nothing of this save may be kept: the caller rolls back and shows both texts.
    """

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(", ".join(items))
        self.items = tuple(items)


class Typed(NamedTuple):
    """What somebody typed about one item, and the version that their page was made with; 0 when there was none."""

    item: str
    fields: Mapping[str, Any]
    """By column, only what the page shows; the rest stays as it is."""
    seen: int

    def over(self, content: C) -> C:
        return content._replace(**self.fields)


@dataclass(frozen=True, slots=True)
class Stored(Generic[C]):
    """The newest version about one item; version 0 when there is none."""

    content: C
    version: int = 0
    saved_at: datetime | None = None


class Versioned(Generic[C]):
    """One kind of what is saved so: the newest version about each item of an owner, and all versions that ever were.

    The fields of `nothing` are the columns that people see, each with what it holds when nothing was said.
    """

    def __init__(self, newest: type[Base], history: type[Base], nothing: C, owner: str = "participation_id") -> None:
        self.nothing, self.owner = Stored(nothing), owner
        self.newest, self.history = (Base.metadata.tables[kind.__tablename__] for kind in (newest, history))
        mine, about = self.newest.c[owner] == bindparam("owner"), self.newest.c.item.in_(EACH)
        # Made once and read as plain rows, because every page of questions asks for them.
        columns = [self.newest.c[name] for name in ("item", *nothing._fields, "version", "saved_at")]
        self._all = select(*columns).where(mine)
        self._some = self._all.where(about)
        before = self.history.c
        pages = before[owner] == bindparam("owner"), tuple_(before.item, before.version).in_(EACH)
        self._seen = select(before.item, *(before[name] for name in nothing._fields)).where(*pages)
        # What was just saved, copied to the history as it stands.
        names = [column.name for column in self.history.columns]
        saved = select(*(self.newest.c[name] for name in names)).where(mine, about)
        self._copy = insert(self.history).from_select(names, saved)

    def stored(self, session: Session, owner: uuid.UUID, items: Collection[str] | None = None) -> dict[str, Stored[C]]:
        """The newest versions by item: about these items, or all."""
        wanted = {"owner": owner, "items": None if items is None else list(items)}
        rows = session.connection().execute(self._all if items is None else self._some, wanted)
        build = type(self.nothing.content)._make
        return {row[0]: Stored(build(row[1:-2]), *row[-2:]) for row in rows}

    def changed(
        self,
        session: Session,
        owner: uuid.UUID,
        typed: Sequence[Typed],
        stored: Mapping[str, Stored[C]],
        *,
        keep_untouched: bool = True,
    ) -> list[Typed]:
        """What was typed that differs from what is stored; nothing at all when it meets something newer.

        With `keep_untouched`, what stands as it was when the page was made gives way to a newer version: on a page
        with more, people do not mean what they left alone. Raises StaleSaveError.
        """
        found = [(one, stored.get(one.item, self.nothing)) for one in typed]
        changed = [(one, now) for one, now in found if one.over(now.content) != now.content]
        stale = [one for one, now in changed if one.seen != now.version]
        untouched = self.untouched(session, owner, stale) if stale and keep_untouched else ()
        if refused := [one.item for one in stale if one.item not in untouched]:
            raise StaleSaveError(refused)
        return [one for one, _ in changed if one.item not in untouched]

    def seen(self, session: Session, owner: uuid.UUID, seen: Mapping[str, int]) -> dict[str, C]:
        """What was said in the versions that a page was made with, by item; a version that never was is absent."""
        rows = session.connection().execute(self._seen, {"owner": owner, "items": list(seen.items())})
        build = type(self.nothing.content)._make
        return {row[0]: build(row[1:]) for row in rows}

    def untouched(self, session: Session, owner: uuid.UUID, stale: Sequence[Typed]) -> Collection[str]:
        """The items of which was sent what stood there when the page was made."""
        before = {one.item: self.nothing.content for one in stale if one.seen == 0}
        before.update(self.seen(session, owner, {one.item: one.seen for one in stale}))
        shown = [(one, before[one.item]) for one in stale if one.item in before]
        return {one.item for one, content in shown if one.over(content) == content}

    def save(
        self,
        session: Session,
        actor: User,
        owner: Participation | Assessment,
        typed: Sequence[Typed],
        *,
        keep_untouched: bool = True,
        now: datetime,
    ) -> bool:
        """Save what was typed as `changed` tells; whether there was anything to save. Raises StaleSaveError."""
        stored = self.stored(session, owner.id, [one.item for one in typed])
        changed = self.changed(session, owner.id, typed, stored, keep_untouched=keep_untouched)
        contents = {one.item: one.over(stored.get(one.item, self.nothing).content) for one in changed}
        self.write(session, actor, owner, contents, {one.item: one.seen for one in changed}, now=now)
        return bool(changed)

    def write(
        self,
        session: Session,
        actor: User,
        owner: Participation | Assessment,
        contents: Mapping[str, C],
        seen: Mapping[str, int],
        *,
        now: datetime,
    ) -> None:
        """Write these contents by item, each as the version after the one that was seen. Raises StaleSaveError."""
        if not contents:
            return
        shared = {
            "assessment_id": owner.assessment_id if isinstance(owner, Participation) else owner.id,
            "municipality_id": owner.municipality_id,
            self.owner: owner.id,
            "saved_by": actor.id,
            "saved_at": now,
        }
        rows: list[Row] = [
            {**shared, **content._asdict(), "item": item, "id": uuid.uuid4(), "version": seen[item] + 1}
            for item, content in contents.items()
        ]
        upsert = _upsert(session.get_bind().dialect.name, self.newest, self.owner, tuple(rows[0]))
        saved: dict[str, uuid.UUID] = dict(session.connection().execute(upsert, rows).all())
        # A row that was inserted although a version was seen: that version does not exist.
        made_up = {row["item"] for row in rows if row["version"] > 1 and saved.get(row["item"]) == row["id"]}
        refused = [row["item"] for row in rows if row["item"] not in saved or row["item"] in made_up]
        if refused:
            raise StaleSaveError(refused)
        session.connection().execute(self._copy, {"owner": owner.id, "items": list(saved)})

    def newest_instead(
        self, session: Session, owner: uuid.UUID, sheet: "FormSheet[Any, Any]", items: Collection[str]
    ) -> dict[str, Stored[C]]:
        """What is stored about items of which a save was refused, for a page with both; it counts as seen from now."""
        undo_save(session)
        stored = self.stored(session, owner, items)
        newest = {item: stored.get(item, self.nothing) for item in items}
        sheet.accept_versions(newest)
        return newest


def undo_save(session: Session) -> None:
    """Keep nothing of a save that was refused; what was loaded stays usable, without asking the database again."""
    session.expunge_all()
    session.rollback()


@lru_cache(maxsize=32)
def _upsert(dialect: str, newest: Table, owner: str, columns: tuple[str, ...]) -> ReturningInsert[Any, Any]:
    """One statement for any number of rows, made once: building it anew cost more than running it."""
    build = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement, key = build(newest), (owner, "item")
    kept = {name: statement.excluded[name] for name in columns if name not in ("id", *key, *FIXED)}
    # The version in WHERE makes a newer answer win over this save.
    newer = newest.c.version == statement.excluded.version - 1
    upsert = statement.on_conflict_do_update(index_elements=key, set_=kept, where=newer)
    return upsert.returning(newest.c.item, newest.c.id)


class VersionedForm(BaseForm):
    """What can be typed about one item, against the version that the page was made with."""

    item: str
    seen = VersionField()

    shown: ClassVar[tuple[str, ...]]
    """The columns that this form shows; each is a field."""
    blank: ClassVar[str | None] = None
    """What stands in a column of which the field was left empty."""

    @property
    def fields_typed(self) -> Mapping[str, Any]:
        return {name: self[name].data or self.blank for name in self.shown}

    @property
    def is_empty(self) -> bool:
        """Whether the form says nothing, so that there is nothing to save of it."""
        return False

    @classmethod
    def about(cls, item: str, stored: Stored[Any], posted: FormData | None, prefix: str = "") -> Self:
        """The form about an item, with what is stored or with what was posted."""
        # What was posted without a choice has none: what is stored must not count as one.
        first = cls.first_values(stored) if posted is None else {"seen": "0"}
        form: Self = cls(posted, prefix=prefix, data=first)
        form.item = item
        return form

    @classmethod
    def first_values(cls, stored: Stored[Any]) -> dict[str, Any]:
        said = {name: value or None for name, value in stored.content._asdict().items()}
        return {**said, "seen": str(stored.version)}


def evidence_fields() -> tuple[Any, Any, Any]:
    """The kind of evidence, where it is, and its link; new ones at each call, to stand in the order of that form."""
    kinds = [("", "Nog geen bewijs"), *EVIDENCE.items()]
    kind = ChoiceField("Soort bewijs", kinds, message=EVIDENCE_KIND_MISSING)
    return kind, text_field("Waar staat het?", 500), text_field("Link", 500, complete_link)


def require_kind(form: Any, field: Field) -> None:
    """A note or link without a kind cannot be weighed in the review."""
    if not field.data and (form.evidence_note.data or form.evidence_link.data):
        raise StopValidation(EVIDENCE_KIND_MISSING)


class FormSheet(Generic[A, F]):
    """The forms of a page, each with what it is about; to the templates they look like one form."""

    def __init__(self, entries: Sequence[tuple[A, F]]) -> None:
        self.entries = entries

    def __iter__(self) -> Iterator[Field]:
        return (field for _, form in self.entries for field in form)

    @property
    def by_item(self) -> dict[str, F]:
        return {form.item: form for _, form in self.entries}

    @property
    def errors(self) -> dict[str, Any]:
        return {form.item: form.errors for _, form in self.entries if form.errors}

    def validate(self) -> bool:
        """Whether all forms are right; every one is checked, so that all messages show at once."""
        return sum(not form.validate() for _, form in self.entries) == 0

    @property
    def typed(self) -> list[Typed]:
        """What was typed, in the order of the page; of a form that says nothing, nothing."""
        said = [form for _, form in self.entries if not form.is_empty]
        return [Typed(form.item, form.fields_typed, form.seen.version) for form in said]

    def accept_versions(self, newest: Mapping[str, Stored[Any]]) -> None:
        """Take these versions as seen: their texts stand on the page now, so saving again is a choice."""
        for _, form in self.entries:
            if form.item in newest:
                form.seen.data = str(newest[form.item].version)


VERSION = re.compile(r"[0-9a-f]{32}")
MOST_KNOWN = 200
"""Versions that a page can know: more than it has questions and saves."""


def known_versions(text: str) -> frozenset[uuid.UUID]:
    """The versions of drafts that a page knows, as it sends them: those that it was made with or made itself."""
    return frozenset(map(uuid.UUID, VERSION.findall(text.replace("-", ""))[-MOST_KNOWN:]))


class AnswerSaid(NamedTuple):
    """What people see of an answer, and what they say about the change since the earlier round."""

    value: str | None = None
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    confidence: str | None = None
    changed: str | None = None
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None


class ScoreSaid(NamedTuple):
    """What people see of an agreed score; its value is empty when it was withdrawn."""

    value: str | None = None
    reason: str | None = None
    evidence_kind: str | None = None
    evidence_note: str | None = None
    evidence_link: str | None = None
    dissent: str | None = None
    present: str | None = None
    meeting_id: uuid.UUID | None = None
    changed: str | None = None
    changed_what: str | None = None
    changed_action_id: uuid.UUID | None = None


class ClosingSaid(NamedTuple):
    """What people see of a closing text; empty when there is none, or when it was taken back."""

    text: str = ""


class BackSaid(NamedTuple):
    """What people see of a view of then; empty when there is none, or when it was taken back."""

    value: str = ""


ANSWERS = Versioned(Answer, AnswerVersion, AnswerSaid())
AGREED_SCORES = Versioned(AgreedScore, AgreedScoreVersion, ScoreSaid(), owner="assessment_id")
CLOSING_TEXTS = Versioned(ClosingText, ClosingTextVersion, ClosingSaid())
BACK_ANSWERS = Versioned(BackAnswer, BackAnswerVersion, BackSaid())
