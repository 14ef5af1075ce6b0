"""Keeping what was published."""

import uuid
from datetime import datetime

from sqlalchemy import delete, insert, tuple_
from sqlalchemy.orm import Session

from app.models import NetworkCohort, NetworkFigure, NetworkMember
from app.network.privacy.model import Figure
from app.network.privacy.publishing import Published


def keep_published(session: Session, published: Published, *, now: datetime) -> None:
    """Keep the cohorts that came in and the figures that are shown anew."""
    cohorts = [
        {"number": int(one.id), "cell": one.cell, "pool": one.pool, "inner": list(one.inner), "hidden": one.hidden}
        for one in published.cohorts
    ]
    members = [
        {"cohort_number": int(one.id), "municipality_id": uuid.UUID(hex=who), "mark": mark}
        for one in published.cohorts
        for who, mark in one.members.items()
    ]
    if cohorts:
        # Past the ORM, which takes twice as long for ten thousand rows.
        connection = session.connection()
        connection.execute(insert(NetworkCohort), [{**row, "closed_at": now} for row in cohorts])
        connection.execute(insert(NetworkMember), members)
    if published.figures:
        # One statement for all: which cells and filters there are is known, whatever stood in them.
        keys = [(figure.cell, figure.filter) for figure in published.figures]
        session.execute(delete(NetworkFigure).where(tuple_(NetworkFigure.cell, NetworkFigure.filter).in_(keys)))
        session.execute(insert(NetworkFigure), [_row(figure, now) for figure in published.figures])


def _row(figure: Figure, now: datetime) -> dict[str, object]:
    low, middle, high = figure.quartiles or (None, None, None)
    values = {"low": low, "middle": middle, "high": high, "size": figure.size, "counted": dict(figure.counted)}
    return {"cell": figure.cell, "filter": figure.filter, "published_at": now, **values}
