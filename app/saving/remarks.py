"""Remarks as threads: what somebody said, the answers to it, for whom it is, and whether it is done."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.doors.access import municipalities_of
from app.models import Remark, User
from app.texts.reviews import resolved_by
from app.texts.words import NO_FUNCTION
from app.web.formatting import long_moment


@dataclass(frozen=True, slots=True)
class RemarkSaid:
    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with the answers to it, oldest first."""

    id: uuid.UUID
    item: str | None
    """None: about the whole inventory."""
    said: RemarkSaid
    answers: tuple[RemarkSaid, ...]
    is_among_advisers: bool
    assigned_to: uuid.UUID | None
    addressee: str
    """For whom it is, by function; empty when it is for nobody in particular."""
    resolved: str
    """By whom and when it was done, as a sentence; empty while it is open."""


def threads_of(
    session: Session, assessment_id: uuid.UUID, *, among_advisers: bool, item: str | None
) -> tuple[Thread, ...]:
    """The threads of an assessment (on one item when it is named), oldest first; one statement.

    Those among advisers only for advisers.
    """
    query = _said().where(Remark.assessment_id == assessment_id)
    if item is not None:
        query = query.where(Remark.item == item)
    if not among_advisers:
        query = query.where(Remark.audience == "all")
    rows = session.execute(query).all()
    answers: dict[uuid.UUID, list[RemarkSaid]] = {}
    for row in rows:
        if row.parent_id is not None:
            answers.setdefault(row.parent_id, []).append(_one(row))
    return tuple(_thread(row, answers.get(row.id, ())) for row in rows if row.parent_id is None)


def open_threads(session: Session, assessment_id: uuid.UUID, *, among_advisers: bool) -> int:
    """How many threads of an assessment are not done; those among advisers count only for advisers."""
    still = Remark.assessment_id == assessment_id, Remark.parent_id.is_(None), Remark.resolved_at.is_(None)
    query = select(func.count()).select_from(Remark).where(*still)
    return session.scalar(query if among_advisers else query.where(Remark.audience == "all")) or 0


def _said() -> Select[*tuple[Any, ...]]:
    author, addressee, resolver = aliased(User), aliased(User), aliased(User)
    columns = (Remark.id, Remark.parent_id, Remark.item, Remark.audience, Remark.text, Remark.created_at)
    people = (author.function.label("author"), addressee.function.label("addressee"), resolver.function.label("by"))
    return (
        select(*columns, Remark.assigned_to, Remark.resolved_at, *people)
        .join(author, author.id == Remark.author_id)
        .outerjoin(addressee, addressee.id == Remark.assigned_to)
        .outerjoin(resolver, resolver.id == Remark.resolved_by)
        .order_by(Remark.created_at, Remark.id)
    )


def _one(row: Any) -> RemarkSaid:
    return RemarkSaid(row.author or NO_FUNCTION, long_moment(row.created_at), row.text)


def _thread(row: Any, answers: Sequence[RemarkSaid]) -> Thread:
    return Thread(
        id=row.id,
        item=row.item,
        said=_one(row),
        answers=tuple(answers),
        is_among_advisers=row.audience == "advisers",
        assigned_to=row.assigned_to,
        addressee=(row.addressee or NO_FUNCTION) if row.assigned_to else "",
        resolved=resolved_by(row.by or NO_FUNCTION, row.resolved_at) if row.resolved_at else "",
    )


class AskedRemarks(NamedTuple):
    """The open remarks in an assessment that are for somebody."""

    number: int
    since: datetime
    """When the oldest was written."""


def remarks_for(session: Session, user: User) -> Mapping[uuid.UUID, AskedRemarks]:
    """The open remarks that are for this person, by assessment: where they coordinate or advise now.

    No statement for who does neither anywhere.
    """
    leads, advises = municipalities_of(user, "coordinator", "adviser"), municipalities_of(user, "adviser")
    if not leads:
        return {}
    may_read = or_(Remark.audience == "all", Remark.municipality_id.in_(advises))
    waiting = and_(Remark.assigned_to == user.id, Remark.resolved_at.is_(None), Remark.parent_id.is_(None))
    found = session.execute(
        select(Remark.assessment_id, func.count(), func.min(Remark.created_at))
        .where(waiting, may_read, Remark.municipality_id.in_(leads))
        .group_by(Remark.assessment_id)
    )
    return {where: AskedRemarks(count, since) for where, count, since in found}
