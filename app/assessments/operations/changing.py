"""Saving whether something really changed since the earlier round."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app import versions
from app.assessments.forms.changing import TypedChange
from app.assessments.operations.answering import shared_columns
from app.assessments.queries.answers import Stored
from app.changing import Said
from app.models import AnswerVersion, Participation, User


def save_changes(
    session: Session,
    actor: User,
    participation: Participation,
    typed: Sequence[TypedChange],
    stored: Mapping[str, Stored],
    *,
    keep_untouched: bool = False,
    now: datetime,
) -> None:
    """Save what is said about differences as next versions of the answers; nothing at all when it meets a newer answer.

    `stored` has those answers. What stands as it was is not saved again, and with `keep_untouched` neither is what
    stands as it was when the page was made. Raises StaleSaveError.
    """
    given = [one for one in typed if one.said != one.shown]
    stale = [one for one in given if one.seen != stored[one.item].version]
    if keep_untouched and stale:
        untouched = _untouched(session, participation.id, stale)
        given = [one for one in given if one.item not in untouched]
        stale = [one for one in stale if one.item not in untouched]
    if stale:
        raise versions.StaleSaveError([one.item for one in stale])
    shared = shared_columns(actor, participation, now)
    rows = [{**shared, **stored[one.item].content._asdict(), **one.said._asdict(), "item": one.item} for one in given]
    versions.save_answers(session, rows, {one.item: one.seen for one in given})


def _untouched(session: Session, participation_id: uuid.UUID, stale: Sequence[TypedChange]) -> frozenset[str]:
    columns = [getattr(AnswerVersion, name) for name in Said._fields]
    seen = [(one.item, one.seen) for one in stale]
    query = select(AnswerVersion.item, *columns).where(
        AnswerVersion.participation_id == participation_id,
        tuple_(AnswerVersion.item, AnswerVersion.version).in_(seen),
    )
    before = {row[0]: Said(*row[1:]) for row in session.execute(query)}
    # A yes or no about another answer was not shown as a choice.
    return frozenset(
        one.item
        for one in stale
        if one.item in before and one.said in (before[one.item], before[one.item]._replace(changed=None))
    )
