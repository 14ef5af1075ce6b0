"""What counted in the earlier round: the agreed score of then, and without one what its answers came to (S1)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import cast

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.earlier import asked_then, load_earlier, load_frozen
from app.models import AgreedScore, Answer, Assessment
from questionnaires.model import Question
from scoring import assessment as plain
from scoring.assessment import AgreedValue, Value
from scoring.items import POINTS, agreed_by_item, answers_by_item, item_score
from scoring.result import ItemScore


@dataclass(frozen=True, slots=True)
class Counted:
    """One item as it counted in the earlier round."""

    question: Question
    """In the words of its own version, about the domain as it was called then."""
    is_same: bool
    """Whether it asks the same as now (S22): if not, the scores cannot be held against each other."""
    score: ItemScore

    @property
    def options(self) -> tuple[tuple[int, str], ...]:
        """The answer that belongs to the score, with its number; two when it is a mean between them."""
        if self.score.points is None:
            return ()
        steps = self.score.points / POINTS
        return tuple((value, self.question.options[value]) for value in sorted({floor(steps), ceil(steps)}))

    def differs_from(self, value: str) -> bool:
        """Whether a score that is agreed now is another one, so that something may have changed (S25)."""
        points = self.score.points
        return self.is_same and points is not None and value.isdecimal() and points != POINTS * int(value)


@dataclass(frozen=True, slots=True)
class EarlierScores:
    """A round, and what counted in it by item."""

    round: Assessment
    counted: Mapping[str, Counted]


def earlier_scores(session: Session, assessment: Assessment, items: Collection[str]) -> EarlierScores | None:
    """The earlier round, for these items as far as it had them; two statements, and None without one for a first round.

    Of a round that was opened again its last report counts, as it does when rounds are compared.

    Whoever calls this has to know that a score was agreed about each of the items: until then nobody sees the old one.
    """
    earlier = load_earlier(session, assessment)
    if earlier is None:
        return None
    asked = dict(asked_then(earlier, assessment, items))
    frozen = load_frozen(session, earlier)
    agreed, given = (agreed_by_item(frozen), _given_in(frozen)) if frozen else _said(session, earlier, asked)
    return EarlierScores(
        earlier,
        {
            item: Counted(question, is_same, item_score(item, given.get(item, ()), agreed.get(item)))
            for item, (question, is_same) in asked.items()
        },
    )


def _given_in(frozen: plain.Assessment) -> Mapping[str, Sequence[Value]]:
    return {item: [answer.value for answer in found] for item, found in answers_by_item(frozen).items()}


def _said(
    session: Session, earlier: Assessment, items: Collection[str]
) -> tuple[Mapping[str, AgreedValue], Mapping[str, Sequence[Value]]]:
    """The agreed scores of then, and all that was answered, by item."""
    scores = select(AgreedScore.item, AgreedScore.value, literal(0)).where(
        AgreedScore.assessment_id == earlier.id, AgreedScore.item.in_(items), AgreedScore.value != ""
    )
    answers = select(Answer.item, Answer.value, func.count()).where(
        Answer.assessment_id == earlier.id, Answer.item.in_(items)
    )
    agreed: dict[str, AgreedValue] = {}
    given: dict[str, list[Value]] = {}
    for item, text, count in session.execute(union_all(scores, answers.group_by(Answer.item, Answer.value))):
        value = int(text) if text.isdecimal() else text
        if count:
            given.setdefault(item, []).extend([cast("Value", value)] * count)
        else:
            agreed[item] = cast("AgreedValue", value)
    return agreed, given
