"""How the rounds of a municipality follow each other: the first one, and those that are held against an earlier one."""

import uuid
from collections.abc import Collection, Mapping
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Assessment
from app.texts.words import round_label


class Ranked(Protocol):
    """An inventory, or a row about one."""

    id: uuid.UUID
    round: str
    earlier_id: uuid.UUID | None


def round_numbers(earlier: Mapping[uuid.UUID, uuid.UUID | None]) -> dict[uuid.UUID, int]:
    """How many rounds came before each of these, along what each is held against: 0 for a first one."""
    found: dict[uuid.UUID, int] = {}
    for one in earlier:
        before: list[uuid.UUID] = []
        last = earlier[one]
        while last is not None and last not in before:
            before.append(last)
            last = earlier.get(last)
        found[one] = len(before)
    return found


def labels_among(rounds: Collection[Ranked]) -> dict[uuid.UUID, str]:
    """`Eerste meting`, `Vervolgmeting 1`, ... of each of these, which are all that there are in their municipality."""
    numbers = round_numbers({one.id: one.earlier_id for one in rounds})
    return {one.id: _label(one, numbers[one.id]) for one in rounds}


def load_round_labels(session: Session, assessments: Collection[Assessment]) -> dict[uuid.UUID, str]:
    """The same of some of them; one statement, and none when all are first ones."""
    where = {one.municipality_id for one in assessments if one.earlier_id is not None}
    columns = (Assessment.id, Assessment.earlier_id)
    rows = session.execute(select(*columns).where(Assessment.municipality_id.in_(where))).all() if where else ()
    numbers = round_numbers({row.id: row.earlier_id for row in rows})
    return {one.id: _label(one, numbers.get(one.id, 0)) for one in assessments}


def _label(one: Ranked, number: int) -> str:
    return round_label(max(number, 1) if one.round == "evaluation" else 0)
