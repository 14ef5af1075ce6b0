"""Where a question stands on the way through an assessment: before it, after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort

from app.parts import Part
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Place:
    """One question on the way."""

    part: Part
    question: Question
    number: int
    """Its number in the part, from 1."""
    previous: Question | None
    """The question before it in the same part."""
    next: tuple[Part, Question] | None
    """The question after it; after the last of a part that is the first of the next part."""

    @property
    def total(self) -> int:
        """How many questions the part has."""
        return len(self.part.questions)

    @property
    def is_last(self) -> bool:
        """Whether the part ends here."""
        return self.number == self.total


def place_of(parts: Sequence[Part], part: Part, question_id: str) -> Place:
    """The place of a question in its part, or 404 when the part does not have it."""
    ids = [question.id for question in part.questions]
    if question_id not in ids:
        abort(404)
    index = ids.index(question_id)
    following = next_part(parts, part)
    after = (following, following.questions[0]) if following else None
    if index + 1 < len(ids):
        after = (part, part.questions[index + 1])
    before = part.questions[index - 1] if index else None
    return Place(part, part.questions[index], index + 1, before, after)


def next_part(parts: Sequence[Part], part: Part) -> Part | None:
    """The part after this one."""
    domains = [other.domain for other in parts]
    rest = parts[domains.index(part.domain) + 1 :]
    return rest[0] if rest else None
