"""Counting at night: what changed the day before comes in, and what changed enough is shown anew."""

import uuid
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.formatting import HERE
from app.models import NetworkConsent, NetworkState
from app.network.operations.consent import keep_scores
from app.network.operations.keeping import keep_published
from app.network.privacy.filters import closed_filters
from app.network.privacy.publishing import after, publish
from app.network.queries.ledger import groups, load_entries, load_ledger, load_places
from app.network.queries.stages import steps_now
from app.network.queries.taking_part import core_with, newest_reports, rounds_until
from app.network.stages import changed_enough, told


def count_tonight(session: Session, *, now: datetime) -> bool:
    """Count everything once a night; whether it did. What happened today waits, so that nobody sees their own click."""
    midnight = datetime.combine(now.astimezone(HERE).date(), time(), HERE)
    state = session.get(NetworkState, 1)
    if state is not None and state.counted_at >= midnight:
        return False
    if state is not None:
        # Two processes: the second waits here, and finds that it was done.
        session.refresh(state, with_for_update=True)
        if state.counted_at >= midnight:
            return False
    else:
        state = NetworkState(id=1, counted_at=now, closed_filters={}, told={}, places={}, told_at=None)
        session.add(state)
    state.counted_at = now
    count(session, state, midnight, now=now)
    return True


def count(session: Session, state: NetworkState, midnight: datetime, *, now: datetime) -> None:
    """Count what was known at midnight, and tell where municipalities are when enough of them moved."""
    rounds = rounds_until(session, midnight)
    if score_again(session, rounds, midnight, now=now):
        rounds = rounds_until(session, midnight)
    newest: dict[uuid.UUID, Any] = {}
    for consent in rounds:
        newest.setdefault(consent.municipality_id, consent)
    places = load_places(session)
    entries = load_entries(session, tuple(newest.values()), places, now)
    ledger = load_ledger(session)
    day = midnight.astimezone(HERE).date()
    ended = {one.hex for one, row in newest.items() if row.valid_until is not None and row.valid_until < day}
    published = publish(ledger, entries, {one.hex for one in newest}, ended=ended)
    keep_published(session, published, now=now)
    owned = ((entry.municipality, entry.cell) for entry in entries)
    state.closed_filters = closed_filters(owned, groups(places), after(ledger, published).figures)
    steps = steps_now(session)
    if changed_enough(state.places, steps):
        state.told, state.places, state.told_at = dict(told(steps)), dict(steps), now


def score_again(session: Session, rounds: Sequence[Any], midnight: datetime, *, now: datetime) -> bool:
    """Keep the scores of the newest report of each round, on the core that all rounds share now; whether any differ."""
    core = core_with(session)
    old = {one.assessment_id: one for one in rounds if one.core != core.name or _is_newer(one, midnight)}
    if not old:
        return False
    found = [(old[report.assessment_id], report) for report in newest_reports(session, old)]
    keep_scores(session, found, core)
    scored = {"core": core.name, "scored_at": now}
    rows = [{"id": consent.id, "report_number": report.number, **scored} for consent, report in found]
    session.execute(update(NetworkConsent), rows)
    return True


def _is_newer(round_: Any, midnight: datetime) -> bool:
    """Whether a round was agreed again after it was scored, and before the night."""
    return round_.agreed_at is not None and round_.scored_at < round_.agreed_at < midnight
