"""Choosing for which domains people look back, and saving what they would now answer for then."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit, versions
from app.assessments.operations.answering import shared_columns
from app.assessments.queries.looking_back import (
    NO_VIEW,
    TypedBack,
    back_answers_of,
    back_answers_seen,
    chosen_domains,
)
from app.models import Assessment, Participation, User


def choose_looking_back(
    session: Session, actor: User, assessment: Assessment, domains: Collection[str], *, now: datetime
) -> None:
    """Ask about these domains, and no others, which answer people would now give for then; twice is once.

    What was said already about a domain that is left out is kept.
    """
    old = chosen_domains(assessment)
    for row in assessment.domains:
        row.looks_back = row.domain in domains
    new = chosen_domains(assessment)
    if old != new:
        audit.record(
            session,
            actor,
            "choose_looking_back",
            assessment.id,
            assessment=assessment,
            old={"domains": old},
            new={"domains": new},
            now=now,
        )


def save_back_answers(
    session: Session, actor: User, participation: Participation, typed: Sequence[TypedBack], *, now: datetime
) -> None:
    """Save what differs from what is stored; nothing at all when one meets a newer answer.

    What stands as it was when the page was made gives way to a newer one: people do not mean those that they left
    alone. An empty value takes back what was there. Raises StaleSaveError.
    """
    stored = back_answers_of(session, participation.id)
    changed = [one for one in typed if one.value != stored.get(one.item, NO_VIEW).value]
    stale = [one for one in changed if one.seen != stored.get(one.item, NO_VIEW).version]
    if stale:
        untouched = _untouched(session, participation, stale)
        changed = [one for one in changed if one.item not in untouched]
        stale = [one for one in stale if one.item not in untouched]
    if stale:
        raise versions.StaleSaveError([one.item for one in stale])
    shared = shared_columns(actor, participation, now)
    rows = [{**shared, "item": one.item, "value": one.value} for one in changed]
    versions.save_back_answers(session, rows, {one.item: one.seen for one in changed})


def _untouched(session: Session, participation: Participation, stale: Sequence[TypedBack]) -> frozenset[str]:
    before = back_answers_seen(session, participation.id, {one.item: one.seen for one in stale})
    return frozenset(one.item for one in stale if one.value == before.get(one.item, "" if one.seen == 0 else None))
