"""Where a question stands on the way through an assessment, and what comes after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort

from app.parts import Part
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Step:
    """Something to answer: one question, a whole part at once (no question), or the open questions of a domain."""

    part: Part
    question: Question | None = None
    closing: bool = False
    whole: bool = False
    """Whether this person answers a whole part on one page, and goes on like that."""


@dataclass(frozen=True, slots=True)
class Place:
    """One question on the way."""

    part: Part
    question: Question
    number: int
    """Its number in the part, from 1."""
    previous: Question | None
    """The question before it in the same part."""
    next: Question | None
    """The question after it in the same part."""

    @property
    def total(self) -> int:
        """How many questions the part has."""
        return len(self.part.questions)


def place_of(part: Part, question_id: str) -> Place:
    """The place of a question in its part, or 404 when the part does not have it."""
    ids = [question.id for question in part.questions]
    if question_id not in ids:
        abort(404)
    index = ids.index(question_id)
    before = part.questions[index - 1] if index else None
    after = part.questions[index + 1] if index + 1 < len(ids) else None
    return Place(part, part.questions[index], index + 1, before, after)


def step_after(parts: Sequence[Part], step: Step) -> Step | None:
    """What comes next: the next question, then the open questions, then the next of these parts; None at the end."""
    if step.question:
        following = place_of(step.part, step.question.id).next
        if following:
            return Step(step.part, following)
    if step.part.about and not step.closing:
        return Step(step.part, closing=True, whole=step.whole)
    part = next_part(parts, step.part)
    return first_step(part, step.whole) if part else None


def first_step(part: Part, whole: bool) -> Step:
    """Where a part begins."""
    return Step(part, whole=True) if whole else Step(part, part.questions[0])


def next_part(parts: Sequence[Part], part: Part) -> Part | None:
    """The part after this one; None after the last."""
    domains = [other.domain for other in parts]
    rest = parts[domains.index(part.domain) + 1 :]
    return rest[0] if rest else None
