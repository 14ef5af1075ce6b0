"""What others answered to one question, as far as somebody who answered it themselves may know: numbers only."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from app.models import Answer
from app.texts.others import how_many, lowest_and_highest

FEWEST = 3
"""Of fewer people than this nobody learns more than how many they are: their answers could be traced to them."""

TABLE = Answer.__table__
COUNTS = (
    select(TABLE.c.value, func.count())
    .where(TABLE.c.assessment_id == bindparam("assessment_id"), TABLE.c.item == bindparam("item"))
    .where(TABLE.c.participation_id != bindparam("own"))
    .group_by(TABLE.c.value)
)
"""Made once; it reads no names, functions, reasons or evidence."""


@dataclass(frozen=True, slots=True)
class Others:
    """How many other people answered a question, and (from three on) how often each answer was given."""

    people: int
    counts: Mapping[str, int]
    """By value; empty while they are too few."""

    @property
    def are_shown(self) -> bool:
        """Whether they are with enough to show how their answers lie."""
        return self.people >= FEWEST

    @property
    def number(self) -> str:
        """How many they are, in words."""
        return how_many(self.people)

    @property
    def range(self) -> str:
        """Between which scores their answers lie, in words."""
        return lowest_and_highest(sorted(int(value) for value in self.counts if value.isdecimal()))


def answers_of_others(session: Session, assessment_id: uuid.UUID, own: uuid.UUID, item: str) -> Others:
    """What everybody but this participation answered; coordinator and adviser together count as one."""
    wanted = {"assessment_id": assessment_id, "own": own, "item": item}
    counts: dict[str, int] = dict(session.connection().execute(COUNTS, wanted).all())
    people = sum(counts.values())
    return Others(people, counts if people >= FEWEST else {})
