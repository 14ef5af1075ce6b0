"""Somebody is removed: what identifies them goes, also inside texts; what they said stays under a pseudonym."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import escape
from sqlalchemy import JSON, Text, and_, cast, delete, func, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from app.doors.addresses import REMOVED
from app.models import (
    Answer,
    Assessment,
    AuditEntry,
    Base,
    ImprovementAction,
    Membership,
    OutboxMail,
    Participation,
    Proposal,
    Remark,
    Removal,
    Report,
    User,
)
from app.personal import HOLDINGS
from app.post.outbox import queue_letter
from app.texts.mails.account_changes import removal_asked
from app.texts.personal import pseudonym
from app.trail.events import record
from config import Settings

BEGIN = r"(?:(?<![^\W\d])|(?<=%[0-9A-F][0-9A-F]))"
"""Where a name can begin: not within a word, but after an escaped character of an address."""
BETWEEN = r"(?:\s|\+|%20|&nbsp;|\\n)+"
END = r"(?=s?(?!\w))"
"""Where a name can end; in Dutch an s behind it says whose something is."""
AROUND_ADDRESS = (r"(?:(?<![\w.+-])|(?<=%[0-9A-F][0-9A-F]))", r"(?![\w-]|\.\w)")


@dataclass(frozen=True)
class Mentions:
    """How somebody is mentioned: by full name or address, in capitals or not, escaped or not.

    A name of one word is only found where it stands alone: inside a sentence it may be any word.
    """

    names: Collection[str]
    email: str
    pseudonym: str

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        before, after = AROUND_ADDRESS
        found = [f"{before}{_variants(self.email)}{after}"]
        for name in sorted(self.names, key=len, reverse=True):
            words = name.split()
            joined = BETWEEN.join(map(_variants, words))
            found.append(f"{BEGIN}{joined}{END}" if len(words) > 1 else rf"\A{joined}\Z")
        return re.compile("|".join(found), re.IGNORECASE)

    @cached_property
    def pieces(self) -> list[str]:
        """For a search in the database: of each name and the address the longest part that no escaping changes."""
        runs = [re.findall("[A-Za-z0-9]+", text) for text in (*self.names, self.email)]
        return [max(found, key=len) if found else "" for found in runs]

    def are_in(self, text: str) -> bool:
        """Whether this person is mentioned in a text."""
        return self._pattern.search(text) is not None

    def replaced(self, value: Any, most: int | None = None) -> Any:
        """The same text, or JSON value, with the pseudonym; a text of at most so many characters."""
        if isinstance(value, str):
            return self._pattern.sub(self.pseudonym, value)[:most]
        if isinstance(value, list):
            return [self.replaced(one) for one in value]
        if isinstance(value, dict):
            return {key: self.replaced(one) for key, one in value.items()}
        return value


def _variants(text: str) -> str:
    """A pattern for a text as it is, and as HTML, JSON and addresses of pages write it."""
    forms = {text, str(escape(text)), json.dumps(text)[1:-1], quote(text, safe=""), quote(text, safe="@")}
    return f"(?:{'|'.join(map(re.escape, sorted(forms)))})"


def ask_removal(session: Session, user: User, settings: Settings, *, now: datetime) -> None:
    """Somebody asks to be removed, which every administrator hears in a mail; harmless when done twice."""
    session.execute(select(User.id).where(User.id == user.id).with_for_update())
    if session.get(Removal, user.id) is not None:
        return
    session.add(Removal(user_id=user.id, asked_at=now))
    record(session, user, "ask_removal", user, now=now)
    page = f"{settings.base_url}/beheer/mensen/{user.id}/verwijderen"
    administrators = select(User).join(User.memberships).where(Membership.role == "administrator")
    for one in session.scalars(administrators.where(Membership.ended_at.is_(None), User.id != user.id)):
        queue_letter(session, one.email, removal_asked(one.name, page, settings.contact), "removal_asked", now=now)


def take_back_removal(session: Session, user: User, *, now: datetime) -> None:
    """Somebody wants to stay after all; harmless when nothing was asked."""
    waiting = delete(Removal).where(Removal.user_id == user.id, Removal.number.is_(None))
    if session.execute(waiting.returning(Removal.user_id)).one_or_none() is not None:
        record(session, user, "take_back_removal", user, now=now)


def remove(session: Session, actor: User | None, user_id: uuid.UUID, *, now: datetime) -> dict[str, int]:
    """Remove somebody; how many rows of each kind of data went, and how many texts changed.

    The caller has seen to it that nobody is removed who is needed, and that two removals wait for each other.
    """
    user = session.scalars(select(User).where(User.id == user_id).with_for_update()).one()
    number = (session.scalar(select(func.max(Removal.number))) or 0) + 1
    removal = session.get(Removal, user_id) or Removal(user_id=user_id)
    removal.number = number
    session.add(removal)
    session.flush()
    parts = session.scalars(select(Participation).where(Participation.user_id == user_id)).all()
    mentions = Mentions(_names(user, parts), user.email, pseudonym(number))
    counts = _delete_rows(session, user)
    _forget_person(session, user, mentions, now)
    counts["texts"] = sum(_clean(session, table, mentions) for table, held in HOLDINGS.items() if held.texts)
    _forget_functions(session, {str(user_id), *(str(part.id) for part in parts)})
    counts["answers"] = _count_answers(session, [part.id for part in parts if part.role == "participant"])
    counts["reports"] = _count_reports(session, mentions)
    told = {"number": number, **{name: rows for name, rows in counts.items() if rows}}
    record(session, actor, "remove_person", user_id, now=now, new=told)
    removal.done_at = now
    session.flush()
    session.expire_all()
    return told


def _names(user: User, parts: Collection[Participation]) -> set[str]:
    """How somebody is called; what is no name but a function would be found in everybody's texts."""
    functions = {(function or "").casefold() for function in (user.function, *(part.function for part in parts))}
    names = (user.name, *(part.name or "" for part in parts))
    return {name for name in names if name.strip() and name.casefold() not in functions}


def _delete_rows(session: Session, user: User) -> Counter[str]:
    """The rows that nobody needs without this person, counted by kind."""
    counts: Counter[str] = Counter()
    for name, holding in HOLDINGS.items():
        if holding.goes:
            column = Base.metadata.tables[name].columns[holding.of]
            key = user.id if holding.of == "user_id" else user.email
            counts[holding.kind] += session.connection().execute(column.table.delete().where(column == key)).rowcount
    return counts


def _forget_person(session: Session, user: User, mentions: Mentions, now: datetime) -> None:
    """Who it was in the rows that stay: no name, address or function, and no way in."""
    lowered = [name.lower() for name in mentions.names]
    own = [User.id == user.id, Participation.user_id == user.id, ImprovementAction.owner_id == user.id]
    changes = [
        update(Participation)
        .where(own[1], Participation.role == "participant", Participation.ended_at.is_(None))
        # Elsewhere who took part belongs to what was approved.
        .where(Participation.assessment_id.in_(select(Assessment.id).where(Assessment.state == "open")))
        .values(ended_at=now),
        update(Participation)
        .where(own[1])
        .values(name=None, function=None, personal_line="", link_hash=None, shows_name=False),
        update(ImprovementAction).where(own[2]).values(owner_id=None, owner_mailed_at=None, link_hash=None),
        update(Remark).where(Remark.assigned_to == user.id, Remark.resolved_at.is_(None)).values(assigned_to=None),
        # Somebody else can have the same name.
        update(Proposal)
        .where(or_(Proposal.email == user.email, and_(Proposal.email == "", func.lower(Proposal.name).in_(lowered))))
        .values(name=mentions.pseudonym, email=""),
        update(OutboxMail).where(OutboxMail.reply_to == user.email).values(reply_to=None),
        update(User)
        .where(own[0])
        .values(name=mentions.pseudonym, function="", email=mentions.pseudonym.lower().replace(" ", "-") + REMOVED),
    ]
    for change in changes:
        session.execute(change.execution_options(synchronize_session=False))


def _clean(session: Session, name: str, mentions: Mentions) -> int:
    """Put the pseudonym in the texts of a table; the number of rows in which somebody was mentioned."""
    table = Base.metadata.tables[name]
    keys, texts = list(table.primary_key.columns), [table.columns[text] for text in HOLDINGS[name].texts.split()]
    searched = [cast(text, Text) if isinstance(text.type, JSON) else text for text in texts]
    found = or_(*(text.icontains(piece, autoescape=True) for text in searched for piece in mentions.pieces))
    cleaned = 0
    for row in session.execute(select(*keys, *texts).where(found)).all():
        values = {text.name: row._mapping[text] for text in texts}
        new = {text.name: mentions.replaced(values[text.name], getattr(text.type, "length", None)) for text in texts}
        if changed := {column: value for column, value in new.items() if value != values[column]}:
            session.execute(table.update().where(_same(row, keys)).values(changed))
            cleaned += 1
    return cleaned


def _same(row: Row[Any], keys: Collection[ColumnElement[Any]]) -> ColumnElement[bool]:
    return and_(*(key == row._mapping[key] for key in keys))


def _forget_functions(session: Session, ids: Collection[str]) -> None:
    """What somebody does stands in the history with their id, by which it would still be known who said what."""
    trail = Base.metadata.tables[AuditEntry.__tablename__]
    about = [AuditEntry.subject.in_(ids), *(cast(AuditEntry.new, Text).contains(one) for one in ids)]
    for row in session.execute(
        select(AuditEntry.id, AuditEntry.subject, AuditEntry.old, AuditEntry.new).where(or_(*about))
    ).all():
        old, new = (_without_function(value, ids, row.subject in ids) for value in (row.old, row.new))
        if (old, new) != (row.old, row.new):
            session.execute(trail.update().where(trail.c.id == row.id).values(old=old, new=new))


def _without_function(value: Any, ids: Collection[str], mine: bool) -> Any:
    if isinstance(value, list):
        return [_without_function(one, ids, False) for one in value]
    if not isinstance(value, dict):
        return value
    mine = mine or value.get("participation") in ids
    return {key: "" if mine and key == "function" else _without_function(one, ids, False) for key, one in value.items()}


def _count_answers(session: Session, parts: Collection[uuid.UUID]) -> int:
    return session.scalar(select(func.count()).where(Answer.participation_id.in_(parts))) or 0


def _count_reports(session: Session, mentions: Mentions) -> int:
    """In how many frozen reports somebody typed this name or address in a text; those keep every byte."""
    pieces = or_(*(Report.interchange.icontains(piece, autoescape=True) for piece in mentions.pieces))
    return sum(map(mentions.are_in, session.scalars(select(Report.interchange).where(pieces))))
