"""Saving answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from app import versions
from app.assessments.queries.answers import CHANGE, NOTHING, Content, Stored, Typed, answers_of, contents_seen
from app.earlier import Then
from app.models import Participation, User

NO_THEN: Mapping[str, Then] = MappingProxyType({})


def save_answers(
    session: Session,
    actor: User,
    participation: Participation,
    typed: Sequence[Typed],
    *,
    keep_untouched: bool = False,
    then: Mapping[str, Then] = NO_THEN,
    now: datetime,
) -> tuple[str, ...]:
    """Save what was typed where it differs from what is stored; nothing at all when it meets a newer answer.

    With `keep_untouched`, what stands as it was when the page was made gives way to a newer answer: on a page
    with many questions people do not mean those they left alone. Given what counted `then`, the items come back of
    which is to be asked whether something really changed. Raises StaleSaveError.
    """
    stored = answers_of(session, participation.id, [answer.item for answer in typed])
    changed = [answer for answer in typed if answer.over(_newest(stored, answer)) != _newest(stored, answer).content]
    stale = [answer for answer in changed if answer.seen != _newest(stored, answer).version]
    if keep_untouched and stale:
        untouched = _untouched(session, participation, stale)
        changed = [answer for answer in changed if answer.item not in untouched]
        stale = [answer for answer in stale if answer.item not in untouched]
    if stale:
        raise versions.StaleSaveError([answer.item for answer in stale])
    shared = shared_columns(actor, participation, now)
    rows = [_row(shared, answer, _newest(stored, answer), then.get(answer.item)) for answer in changed]
    versions.save_answers(session, rows, {answer.item: answer.seen for answer in changed})
    if changed:
        begin(participation)
    return tuple(row["item"] for row in rows if _is_asked(row, stored.get(row["item"], NOTHING), then))


def _is_asked(row: Mapping[str, Any], before: Stored, then: Mapping[str, Then]) -> bool:
    """Whether a saved answer differs from then, and nobody said why about this value."""
    is_new = before.changed is None or before.content.value != row["value"]
    return is_new and row["item"] in then and then[row["item"]].differs_from(row["value"])


def begin(participation: Participation) -> None:
    """Note that somebody has begun: the first thing that they save does so."""
    if participation.state == "invited":
        participation.state = "started"


def _newest(stored: Mapping[str, Stored], answer: Typed) -> Stored:
    return stored.get(answer.item, NOTHING)


def _untouched(session: Session, participation: Participation, stale: Sequence[Typed]) -> frozenset[str]:
    before = contents_seen(session, participation.id, {answer.item: answer.seen for answer in stale})
    return frozenset(
        answer.item
        for answer in stale
        if answer.item in before and before[answer.item]._replace(**answer.fields) == before[answer.item]
    )


def shared_columns(actor: User, participation: Participation, now: datetime) -> dict[str, Any]:
    """What all rows of one save have in common."""
    return {
        "participation_id": participation.id,
        "assessment_id": participation.assessment_id,
        "municipality_id": participation.municipality_id,
        "saved_by": actor.id,
        "saved_at": now,
    }


def _row(shared: Mapping[str, Any], answer: Typed, stored: Stored, then: Then | None) -> dict[str, Any]:
    content: Content = answer.over(stored)
    # What was said about a difference goes with it.
    stays = then is None or then.differs_from(content.value)
    change = {name: getattr(stored, name) if stays else None for name in CHANGE}
    if content.value != stored.content.value:
        # A yes or no was said about the former value, and would count for this one (S25): only the text stays.
        change["changed"] = None
    return {**shared, **content._asdict(), "item": answer.item, **change}
