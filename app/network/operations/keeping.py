"""Keeping what was published."""

import uuid
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.models import NetworkCohort, NetworkFigure, NetworkMember
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
        session.execute(insert(NetworkCohort), [{**row, "closed_at": now} for row in cohorts])
        session.execute(insert(NetworkMember), members)
    for figure in published.figures:
        low, middle, high = figure.quartiles or (None, None, None)
        values = {"low": low, "middle": middle, "high": high, "size": figure.size, "counted": dict(figure.counted)}
        session.merge(NetworkFigure(cell=figure.cell, filter=figure.filter, published_at=now, **values))
