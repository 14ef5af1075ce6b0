"""Saving what people say about a domain in their own words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import versions
from app.assessments.operations.answering import begin, shared_columns
from app.assessments.queries.closing import EMPTY, TypedText, texts_of
from app.models import Participation, User


def save_closing_texts(
    session: Session, actor: User, participation: Participation, typed: Sequence[TypedText], *, now: datetime
) -> None:
    """Save the texts that differ from what is stored; nothing at all when one meets a newer text.

    An empty text takes back what was there. Raises StaleSaveError.
    """
    stored = texts_of(session, participation.id, [one.item for one in typed])
    changed = [one for one in typed if one.text != stored.get(one.item, EMPTY).text]
    stale = [one.item for one in changed if one.seen != stored.get(one.item, EMPTY).version]
    if stale:
        raise versions.StaleSaveError(stale)
    shared = shared_columns(actor, participation, now)
    rows = [{**shared, "item": one.item, "text": one.text} for one in changed]
    versions.save_closing_texts(session, rows, {one.item: one.seen for one in changed})
    if changed:
        begin(participation)
