"""Saving what people say about a domain in their own words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import versions
from app.assessments.operations.answering import begin, shared_columns
from app.assessments.queries.closing import EMPTY, TypedText, texts_of, texts_seen
from app.models import Participation, User


def save_closing_texts(
    session: Session, actor: User, participation: Participation, typed: Sequence[TypedText], *, now: datetime
) -> None:
    """Save the texts that differ from what is stored; nothing at all when one meets a newer text.

    A text that stands as it was when the page was made gives way to a newer one: people do not mean those that they
    left alone. An empty text takes back what was there. Raises StaleSaveError.
    """
    stored = texts_of(session, participation.id, [one.item for one in typed])
    changed = [one for one in typed if one.text != stored.get(one.item, EMPTY).text]
    stale = [one for one in changed if one.seen != stored.get(one.item, EMPTY).version]
    if stale:
        untouched = _untouched(session, participation, stale)
        changed = [one for one in changed if one.item not in untouched]
        stale = [one for one in stale if one.item not in untouched]
    if stale:
        raise versions.StaleSaveError([one.item for one in stale])
    shared = shared_columns(actor, participation, now)
    rows = [{**shared, "item": one.item, "text": one.text} for one in changed]
    versions.save_closing_texts(session, rows, {one.item: one.seen for one in changed})
    if changed:
        begin(participation)


def _untouched(session: Session, participation: Participation, stale: Sequence[TypedText]) -> frozenset[str]:
    before = texts_seen(session, participation.id, {one.item: one.seen for one in stale})
    return frozenset(one.item for one in stale if one.text == before.get(one.item, "" if one.seen == 0 else None))
