"""Where a question stands among those that are discussed one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The place of a question, counted from 1, and those beside it."""

    number: int
    total: int
    previous: Question | None
    next: Question | None


def neighbours(questions: Sequence[Question], question: Question) -> Neighbours:
    """The place of a question among these, of which it is one."""
    place = [other.id for other in questions].index(question.id)
    previous = questions[place - 1] if place else None
    following = questions[place + 1] if place + 1 < len(questions) else None
    return Neighbours(place + 1, len(questions), previous, following)
