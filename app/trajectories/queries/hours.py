"""The hours that were spent: by step, as lines, and as a file for a spreadsheet."""

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import HourEntry, Trajectory
from app.spreadsheets import inert, semicolon_file
from app.steps import STEP_IDS, shares
from app.texts.planning import hour_number
from app.texts.trajectories import STEPS

HEADS = ("Stap", "Dag", "Uren", "Wie", "Waaraan")


def minutes_of(session: Session, trajectory: Trajectory) -> Mapping[str, int]:
    """The minutes that were spent on each step, in their order."""
    query = select(HourEntry.step, func.sum(HourEntry.minutes)).where(
        HourEntry.trajectory_id == trajectory.id, HourEntry.removed_at.is_(None)
    )
    found = {step: int(minutes) for step, minutes in session.execute(query.group_by(HourEntry.step))}
    return {step: found.get(step, 0) for step in STEP_IDS}


def entries_of(session: Session, trajectory: Trajectory) -> Sequence[HourEntry]:
    """The lines that count, the latest day first."""
    query = select(HourEntry).where(HourEntry.trajectory_id == trajectory.id, HourEntry.removed_at.is_(None))
    return session.scalars(query.order_by(HourEntry.day.desc(), HourEntry.created_at.desc(), HourEntry.id)).all()


def entry_of(session: Session, trajectory: Trajectory, entry_id: uuid.UUID) -> HourEntry | None:
    """One line of this trajectory, also one that was taken away."""
    return session.scalars(
        select(HourEntry).where(HourEntry.id == entry_id, HourEntry.trajectory_id == trajectory.id)
    ).one_or_none()


def hours_file(trajectory: Trajectory, entries: Sequence[HourEntry]) -> str:
    """The lines and what they add up to, for a spreadsheet."""
    order = {step: place for place, step in enumerate(STEP_IDS)}
    lines = sorted(entries, key=lambda entry: (order[entry.step], entry.day, entry.created_at))
    rows = [
        (STEPS[one.step], one.day.isoformat(), hour_number(one.minutes), inert(one.who), inert(one.note))
        for one in lines
    ]
    totals = [
        (STEPS[step], hour_number(sum(one.minutes for one in lines if one.step == step)), str(share))
        for step, share in shares(trajectory.hours).items()
    ]
    total = ("Samen", hour_number(sum(one.minutes for one in lines)), str(trajectory.hours))
    return semicolon_file([HEADS, *rows, (), ("Stap", "Gemaakt", "Beschikbaar"), *totals, total])
