"""The remarks next to a question, by function."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.formatting import long_moment
from app.models import Remark, User
from app.texts.reviews import AUDIENCES
from app.texts.words import NO_FUNCTION


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark as a page shows it."""

    author: str
    when: str
    text: str
    audience: str | None
    """Who may read it, when that is not everybody."""


def remarks_on(
    session: Session, assessment_id: uuid.UUID, item: str, *, among_advisers: bool
) -> tuple[ShownRemark, ...]:
    """The remarks on an item, oldest first; those among advisers only for advisers."""
    query = (
        select(User.function, Remark.created_at, Remark.text, Remark.audience)
        .join(User, User.id == Remark.author_id)
        .where(Remark.assessment_id == assessment_id, Remark.item == item)
        .order_by(Remark.created_at, Remark.id)
    )
    if not among_advisers:
        query = query.where(Remark.audience == "all")
    return tuple(
        ShownRemark(
            function or NO_FUNCTION, long_moment(when), text, AUDIENCES[audience] if audience != "all" else None
        )
        for function, when, text, audience in session.execute(query)
    )
