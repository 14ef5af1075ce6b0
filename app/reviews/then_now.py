"""The agreed scores of a second round beside what counted in the earlier one: agreed, or else answered (S1)."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import cast

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.models import AgreedScore, Answer, Assessment
from app.reports.stored import StoredAnswer, StoredScore, agreed_rows, plain_value
from app.reviews.review import Review
from app.state.asked import domain_ids, is_answered_again
from app.state.rounds import asked_then, load_earlier, load_frozen
from questionnaires.model import GENERAL, Question
from scoring.assessment import AgreedValue, Value
from scoring.items import POINTS, agreed_by_item, answers_by_item, item_id, item_score
from scoring.result import ItemScore


@dataclass(frozen=True, slots=True)
class CountedThen:
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
    counted: Mapping[str, CountedThen]


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
    if frozen:
        agreed = agreed_by_item(frozen)
        given = {item: [answer.value for answer in found] for item, found in answers_by_item(frozen).items()}
    else:
        agreed, given = _said(session, earlier, asked)
    return EarlierScores(
        earlier,
        {
            item: CountedThen(question, is_same, item_score(item, given.get(item, ()), agreed.get(item)))
            for item, (question, is_same) in asked.items()
        },
    )


def _said(
    session: Session, earlier: Assessment, items: Collection[str]
) -> tuple[dict[str, AgreedValue], dict[str, list[Value]]]:
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
        value = plain_value(text)
        if count:
            given.setdefault(item, []).extend([value] * count)
        else:
            agreed[item] = cast("AgreedValue", value)
    return agreed, given


@dataclass(frozen=True, slots=True)
class SaidOfChange:
    """What somebody who answered says about the change, under their function."""

    function: str
    answer: StoredAnswer


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with its agreed score, and what counted in the earlier round."""

    item: str
    domain: str
    question: Question
    then: CountedThen
    agreed: StoredScore
    said: tuple[SaidOfChange, ...]

    @property
    def differs(self) -> bool:
        """Whether people are asked if something really changed."""
        return self.then.differs_from(self.agreed.value)

    @property
    def is_reworded(self) -> bool:
        """Whether the question or an answer to it reads differently now."""
        now, then = self.question, self.then.question
        return (now.text, now.help, now.options) != (then.text, then.help, then.options)

    @property
    def linked(self) -> set[uuid.UUID]:
        """The actions to which somebody says that the change belongs."""
        said = {self.agreed.changed_action_id, *(said.answer.changed_action_id for said in self.said)}
        return {action for action in said if action}

    @property
    def is_unsaid(self) -> bool:
        """Whether nobody said yet, with the agreed score, if something really changed."""
        return self.differs and self.agreed.changed is None


@dataclass(frozen=True, slots=True)
class ThenNow:
    """What was agreed now, by item, as far as the earlier round asked it too; without a round nothing is compared."""

    earlier: Assessment | None
    pairs: Mapping[str, Pair]

    @property
    def differing(self) -> tuple[Pair, ...]:
        """The questions of which the score is another one than then."""
        return tuple(pair for pair in self.pairs.values() if pair.differs)

    @property
    def unsaid(self) -> frozenset[str]:
        """The items about which nobody said yet whether something really changed."""
        return frozenset(item for item, pair in self.pairs.items() if pair.is_unsaid)

    def about(self, domain: str) -> "ThenNow":
        return ThenNow(self.earlier, {item: pair for item, pair in self.pairs.items() if pair.domain == domain})

    def unsaid_by_domain(self, review: Review) -> Sequence[tuple[str, str, int]]:
        """(domain, its title, how many are unsaid) of each domain where something is.

        The general questions are in no comparison (S22): what is said about them stays with their score.
        """
        domains = [pair.domain for pair in self.pairs.values() if pair.is_unsaid and pair.domain != GENERAL]
        return [(domain, review.title(domain), domains.count(domain)) for domain in dict.fromkeys(domains)]


def then_now(session: Session, review: Review, places: Iterable[tuple[str, Question]]) -> ThenNow:
    """For these questions about domains; the earlier value only where a score holds, whose people have said their own.

    Two statements in a second round, none in a first one.
    """
    found = {item_id(domain, question.id): (domain, question) for domain, question in places}
    held = [item for item in found if item in review.agreed] if not review.is_blind else []
    scores = earlier_scores(session, review.assessment, held)
    if scores is None:
        return ThenNow(None, {})
    return ThenNow(
        scores.round,
        {item: _pair(review, item, *found[item], scores.counted[item]) for item in held if item in scores.counted},
    )


def _pair(review: Review, item: str, domain: str, question: Question, then: CountedThen) -> Pair:
    given = review.answers.get(item, [])
    said = tuple(SaidOfChange(review.people[answer.participation_id], answer) for answer in given if answer.changed)
    return Pair(item, domain, question, then, review.agreed[item], said)


def places_of(review: Review, domain: str | None = None) -> tuple[tuple[str, Question], ...]:
    """The questions about a domain, or about all of them and the general ones."""
    domains = [domain] if domain else domain_ids(review.assessment)
    return tuple((each, question) for each in domains for question in review.questions(each))


def linked_actions(session: Session, assessment: Assessment, scores: Mapping[str, StoredScore]) -> set[uuid.UUID]:
    """The actions to which these scores, or answers to the same questions, say that a change belongs."""
    seen = [item for item in scores if not is_answered_again(assessment, item)]
    query = select(Answer.changed_action_id).where(Answer.assessment_id == assessment.id, Answer.item.in_(seen))
    said = session.scalars(query.where(Answer.changed_action_id.is_not(None), Answer.changed.is_not(None)))
    return {*said, *(score.changed_action_id for score in scores.values())} - {None}


def differing_scores(session: Session, assessment: Assessment, items: Sequence[str]) -> dict[str, StoredScore]:
    """Of these items the agreed scores that are another one than then, in their order; three statements."""
    held = {row.item: row for row in agreed_rows(session, assessment.id, items) if row.value}
    earlier = earlier_scores(session, assessment, held)
    counted = earlier.counted if earlier else {}
    return {
        item: held[item]
        for item in items
        if item in held and item in counted and counted[item].differs_from(held[item].value)
    }
