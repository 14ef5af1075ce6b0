"""The agreed scores of a second round beside what counted in the earlier one, and what people say about the change."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Answer, Assessment
from app.reports.queries import StoredAnswer, StoredScore
from app.reports.queries.assessment import agreed_rows
from app.reviews.queries.earlier_scores import Counted, earlier_scores
from app.reviews.queries.review import Review
from questionnaires.model import GENERAL, Question
from scoring.items import item_id


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody who answered says about the change, under their function."""

    function: str
    answer: StoredAnswer


@dataclass(frozen=True, slots=True)
class Pair:
    """One question with its agreed score, and what counted in the earlier round."""

    item: str
    domain: str
    question: Question
    then: Counted
    agreed: StoredScore
    said: tuple[Said, ...]

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

    def unsaid_by_domain(self, review: Review) -> Sequence[tuple[str, str, int]]:
        """(domain, its title, how many are unsaid) of each domain where something is."""
        domains = [pair.domain for pair in self.pairs.values() if pair.is_unsaid]
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


def _pair(review: Review, item: str, domain: str, question: Question, then: Counted) -> Pair:
    given = review.answers.get(item, [])
    said = tuple(Said(review.people[answer.participation_id], answer) for answer in given if answer.changed)
    return Pair(item, domain, question, then, review.agreed[item], said)


def places_of(review: Review, domain: str | None = None) -> tuple[tuple[str, Question], ...]:
    """The questions about a domain, or about all of them and the general ones."""
    domains = [domain] if domain else [*(row.domain for row in review.assessment.domains), GENERAL]
    return tuple((each, question) for each in domains for question in review.questions(each))


def linked_actions(session: Session, assessment: Assessment, scores: Mapping[str, StoredScore]) -> set[uuid.UUID]:
    """The actions to which these scores, or answers to the same questions, say that a change belongs."""
    query = select(Answer.changed_action_id).where(Answer.assessment_id == assessment.id, Answer.item.in_(scores))
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
