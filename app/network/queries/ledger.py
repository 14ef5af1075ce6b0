"""The scores, cohorts and figures of the network, as the rules of privacy take them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from app.models import Municipality, NetworkCohort, NetworkFigure, NetworkMember, NetworkScore
from app.network.comparable import QUESTION
from app.network.lanes import QUESTIONS, pool
from app.network.privacy.model import Cohort, Entry, Figure, Ledger

Places = Mapping[uuid.UUID, tuple[str | None, str | None]]


def load_ledger(session: Session) -> Ledger:
    """Everything that was ever decided; three statements."""
    members: dict[int, dict[str, str]] = {}
    rows = session.execute(select(NetworkMember.cohort_number, NetworkMember.municipality_id, NetworkMember.mark))
    for number, municipality_id, mark in rows:
        members.setdefault(number, {})[municipality_id.hex] = mark
    cohorts = tuple(
        Cohort(str(row.number), row.cell, row.pool, members[row.number], tuple(row.inner), row.hidden)
        for row in session.scalars(select(NetworkCohort).order_by(NetworkCohort.number))
    )
    return Ledger(cohorts, {(row.cell, row.filter): _figure(row) for row in session.scalars(select(NetworkFigure))})


def _figure(row: NetworkFigure) -> Figure:
    low, middle, high = row.low, row.middle, row.high
    quartiles = None if low is None or middle is None or high is None else (low, middle, high)
    return Figure(row.cell, row.filter, quartiles, row.size, row.counted)


def load_places(session: Session) -> Places:
    """The class of inhabitants and the province of every municipality, as far as they are known."""
    query = select(Municipality.id, Municipality.size_class, Municipality.region)
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}


def groups(places: Places) -> dict[str, dict[str, str]]:
    """By municipality the filter of each kind in which it is."""
    found = {}
    for municipality_id, (size_class, province) in places.items():
        both = {"size": pool("size", size_class, province), "region": pool("region", size_class, province)}
        found[municipality_id.hex] = {kind: filter_ for kind, filter_ in both.items() if filter_}
    return found


def load_entries(session: Session, consents: Sequence[Any], places: Places, moment: datetime) -> list[Entry]:
    """The scores of these rounds that count, in the order in which they came."""
    by_id = {consent.id: consent for consent in consents}
    pools = {one.id: pool(one.lane, *places[one.municipality_id], moment - one.scored_at) for one in consents}
    order = {one.id: place for place, one in enumerate(sorted(consents, key=lambda each: (each.scored_at, each.id)))}
    asking = [one.id for one in consents if one.lane == QUESTIONS]
    rows = _scores(session, by_id, asking)
    rows.sort(key=lambda row: order[row[0]])
    return [Entry(by_id[one].municipality_id.hex, cell, value, mark, pools[one]) for one, cell, value, mark in rows]


def _scores(
    session: Session, consent_ids: Iterable[uuid.UUID], asking: Sequence[uuid.UUID]
) -> list[Row[uuid.UUID, str, int, str]]:
    """What counts of these: of some the questions, of the others the domains, never both of the same answers."""
    columns = NetworkScore.consent_id, NetworkScore.cell, NetworkScore.value, NetworkScore.mark
    of_question = NetworkScore.cell.startswith(f"{QUESTION}/")
    set_apart = frozenset(asking)
    others = [one for one in consent_ids if one not in set_apart]
    domains = and_(NetworkScore.consent_id.in_(others), ~of_question)
    questions = and_(NetworkScore.consent_id.in_(asking), of_question)
    return list(session.execute(select(*columns).where(or_(domains, questions))))
