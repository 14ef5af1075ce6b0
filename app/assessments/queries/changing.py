"""Where answers differ from the earlier round, and what their owner said about that; only of what was answered now."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.assessments.queries.answers import Stored
from app.assessments.queries.work import Work
from app.changing import Difference, Said, action_titles
from app.earlier import Then, load_then
from app.models import Participation
from app.parts import Part
from questionnaires.catalogue import questionnaire
from questionnaires.changes import reasons_between
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Owned:
    """A difference between somebody's answer and then, with what they said about it."""

    difference: Difference
    stored: Stored

    @property
    def is_told(self) -> bool:
        """Whether they said if something really changed; a yes or no goes when the answer gets another value."""
        return self.stored.changed is not None

    @property
    def said(self) -> Said:
        """What was said, as a form shows it."""
        return said_of(self.stored)


@dataclass(frozen=True, slots=True)
class ThenShown:
    """What is shown of then below a question that was answered now."""

    then: Then
    question: Question
    """As it is asked now."""
    reasons: tuple[str, ...] = ()
    """Why it cannot be held against now."""
    owned: Owned | None = None
    """The difference, where there is one."""
    actions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    """The title of the action that it belongs to, by id."""

    @property
    def is_reworded(self) -> bool:
        """Whether the question reads differently now."""
        return self.then.question.text != self.question.text


@dataclass(frozen=True, slots=True)
class Untold:
    """How many answers about one domain differ from then without a word about why."""

    part: Part
    number: int


def said_of(stored: Stored) -> Said:
    """What is stored about a difference, the evidence of the answer included."""
    content = stored.content
    change = stored.changed, stored.changed_what, stored.changed_action_id
    return Said(*change, content.evidence_kind, content.evidence_note, content.evidence_link)


def load_differences(
    session: Session, work: Work, own: Participation, questions: Mapping[str, Question], stored: Mapping[str, Stored]
) -> dict[str, Owned]:
    """The answers to these questions (by item) that differ from then, in the order of the questions.

    What has no answer now is not looked at. No statement in a first round.
    """
    answered = [item for item in questions if item in stored]
    then = load_then(session, work.assessment, answered, own) if answered else {}
    differing = [item for item in answered if item in then and then[item].differs_from(stored[item].content.value)]
    return {item: _owned(work, item, questions[item], stored[item], then[item]) for item in differing}


def _owned(work: Work, item: str, question: Question, stored: Stored, then: Then) -> Owned:
    versions = then.version, work.assessment.questionnaire_version
    return Owned(Difference(item, question, stored.content.value or "", then, versions), stored)


def load_shown_then(
    session: Session, work: Work, own: Participation, item: str, question: Question, stored: Stored
) -> ThenShown | None:
    """What is shown of then to somebody who has answered this question now; None where there was none."""
    then = load_then(session, work.assessment, [item], own).get(item)
    if then is None:
        return None
    if not then.differs_from(stored.content.value):
        return ThenShown(then, question, () if then.is_same else _reasons(work, then, question))
    owned = _owned(work, item, question, stored, then)
    return ThenShown(then, question, owned=owned, actions=action_titles(session, [stored.changed_action_id]))


def _reasons(work: Work, then: Then, question: Question) -> tuple[str, ...]:
    before = questionnaire(work.assessment.questionnaire_id, then.version)
    return reasons_between(before, work.questionnaire, question.id)


def load_untold(session: Session, work: Work, own: Participation | None, stored: Mapping[str, Stored]) -> list[Untold]:
    """The parts that can be answered now with answers that differ without a word about why, and how many.

    `stored` has all answers of `own`. No statement in a first round, and when all is closed.
    """
    if own is None or work.assessment.earlier_id is None or not work.open_parts:
        return []
    questions = {part.item(question): question for part in work.open_parts for question in part.questions}
    differing = load_differences(session, work, own, questions, stored)
    waiting = [item for item, owned in differing.items() if not owned.is_told]
    found = [Untold(part, sum(item in part.items for item in waiting)) for part in work.open_parts]
    return [untold for untold in found if untold.number]
