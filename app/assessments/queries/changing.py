"""Where answers differ from the earlier round, and what their owner said about that; only of what was answered now."""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.assessments.queries.answers import CHANGE, Content, Stored
from app.assessments.queries.work import Work
from app.changing import Difference, Said, action_titles
from app.earlier import Then, load_then
from app.models import AnswerVersion, Participation
from app.parts import Part
from questionnaires.catalogue import questionnaire
from questionnaires.changes import reasons_between
from questionnaires.model import Question


@dataclass(frozen=True, slots=True)
class Owned:
    """A difference between somebody's answer and then, with what they said about it."""

    difference: Difference
    stored: Stored
    is_told: bool
    """Whether they said, about this answer, if something really changed."""

    @property
    def said(self) -> Said:
        """What was said, as a form shows it: of another answer than this one nobody takes over the yes or no."""
        said = said_of(self.stored)
        return said if self.is_told else said._replace(changed=None)


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

    What has no answer now is not looked at. Four statements at most; none in a first round.
    """
    answered = [item for item in questions if item in stored]
    then = load_then(session, work.assessment, answered, own) if answered else {}
    differing = [item for item in answered if item in then and then[item].differs_from(stored[item].content.value)]
    told = told_items(session, own.id, {item: stored[item] for item in differing})
    return {item: _owned(work, item, questions[item], stored[item], then[item], told) for item in differing}


def _owned(work: Work, item: str, question: Question, stored: Stored, then: Then, told: Collection[str]) -> Owned:
    versions = then.version, work.assessment.questionnaire_version
    return Owned(Difference(item, question, stored.content.value or "", then, versions), stored, item in told)


def load_shown_then(
    session: Session, work: Work, own: Participation, item: str, question: Question, stored: Stored
) -> ThenShown | None:
    """What is shown of then to somebody who has answered this question now; None where there was none."""
    then = load_then(session, work.assessment, [item], own).get(item)
    if then is None:
        return None
    if not then.differs_from(stored.content.value):
        return ThenShown(then, question, () if then.is_same else _reasons(work, then, question))
    owned = _owned(work, item, question, stored, then, told_items(session, own.id, {item: stored}))
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


def told_items(session: Session, participation_id: uuid.UUID, stored: Mapping[str, Stored]) -> frozenset[str]:
    """The items of which somebody said, about the value that is stored, if something really changed.

    What was said stays with an answer that gets another value, but then it was said about the former one. One statement
    at most: none where nothing was said.
    """
    items = [item for item, one in stored.items() if one.changed]
    if not items:
        return frozenset()
    columns = [getattr(AnswerVersion, name) for name in ("item", *CHANGE, *Content._fields)]
    query = select(*columns).where(AnswerVersion.participation_id == participation_id, AnswerVersion.item.in_(items))
    rows = session.execute(query.order_by(AnswerVersion.item, AnswerVersion.version)).all()
    by_item = {item: [row for row in rows if row.item == item] for item in items}
    return frozenset(item for item, versions in by_item.items() if any(_told(versions)))


def _told(versions: Sequence[Row[tuple[str, ...]]]) -> Iterator[bool]:
    """Whether what is said was said about the value of now: when it came to be, or saved once more as it was."""
    newest = versions[-1]
    for before, row in pairwise([None, *versions]):
        if row is not None and _change(row) == _change(newest) and row.value == newest.value:
            yield before is None or _change(before) != _change(row) or before == row


def _change(row: Row[tuple[str, ...]]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in CHANGE)
